/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * replay_TARGET FILE-or-DIRECTORY...: runs the fuzz target on each file once, without libFuzzer,
 * and prints the number of files.
 */
#include <dirent.h>
#include <sys/stat.h>

#include "tests/fuzz/fuzz.h"

enum { LARGEST = 1 << 20 };

static int replay_file(const char *path)
{
  static uint8_t data[LARGEST];
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    return 0;
  }
  const size_t size = fread(data, 1, sizeof data, file);
  fclose(file);
  /* The name is printed if the target crashes. The copy has the exact length, so that reading
   * beyond it is found. */
  fprintf(stderr, "%s\n", path);
  uint8_t *copy = malloc(size > 0 ? size : 1);
  memcpy(copy, data, size);
  LLVMFuzzerTestOneInput(copy, size);
  free(copy);
  return 1;
}

static int replay_folder(const char *path)
{
  int n = 0;
  DIR *folder = opendir(path);
  for (struct dirent *entry; folder && (entry = readdir(folder));) {
    char name[4096];
    if (entry->d_name[0] != '.') {
      snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
      n += replay_file(name);
    }
  }
  if (folder) {
    closedir(folder);
  }
  return n;
}

int main(int argc, char **argv)
{
  int n = 0;
  for (int i = 1; i < argc; ++i) {
    struct stat about;
    n += stat(argv[i], &about) == 0 && S_ISDIR(about.st_mode) ? replay_folder(argv[i])
                                                              : replay_file(argv[i]);
  }
  fprintf(stderr, "%d inputs\n", n);
  return n > 0 ? 0 : 1;
}
