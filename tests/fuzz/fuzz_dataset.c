/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A folder of recordings to learn from, with any bytes in its groups.csv, its file names, and the
 * cache of what was heard.
 */
#include <sys/stat.h>

#include "model/train/library.h"
#include "model/train/library_scan.h"
#include "tests/fuzz/fuzz.h"

static void make_folders(void)
{
  static int is_made;
  if (is_made) {
    return;
  }
  is_made = 1;
  for (int i = 0; i < GENRE_COUNT; ++i) {
    char name[256];
    snprintf(name, sizeof name, "%s/%s", fuzz_folder(), genre_symbol[i]);
    mkdir(name, 0777);
    for (int k = 0; k < 3; ++k) {
      snprintf(name, sizeof name, "%.30s/%d.wav", genre_symbol[i], k);
      fuzz_file(name, "x", 1);
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  be_silent();
  make_folders();
  fuzz_file("groups.csv", data, size);
  char folder[256];
  snprintf(folder, sizeof folder, "%s", fuzz_folder());
  Library library = {.folder = folder};
  promise(library_scan(&library), "the folders are there");
  library_read_groups(&library);
  for (int i = 0; i < library.n_clips; ++i) {
    const Clip *clip = &library.clip[i];
    promise(memchr(clip->group_name, 0, LABEL_SIZE) && memchr(clip->set, 0, LABEL_SIZE) &&
                memchr(clip->fold_name, 0, LABEL_SIZE),
            "labels end");
    free(clip->path);
  }
  free(library.clip);
  return 0;
}
