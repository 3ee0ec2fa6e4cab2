/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Shared by the fuzz targets: a cursor over the input, which decides everything.
 */
#ifndef GENRE_EQ_TESTS_FUZZ_H
#define GENRE_EQ_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** Called by libFuzzer, or by replay.c for each file of the corpus. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
  const uint8_t *data;
  size_t size;
} Input;

/** The next bytes; zeros behind the end. */
static inline void take(Input *input, void *to, size_t size)
{
  const size_t n = size < input->size ? size : input->size;
  memset(to, 0, size);
  if (n > 0) {
    memcpy(to, input->data, n);
    input->data += n;
    input->size -= n;
  }
}

static inline uint8_t take_byte(Input *input)
{
  uint8_t byte = 0;
  take(input, &byte, 1);
  return byte;
}

static inline uint16_t take_short(Input *input)
{
  uint16_t value = 0;
  take(input, &value, sizeof value);
  return value;
}

static inline uint32_t take_word(Input *input)
{
  uint32_t value = 0;
  take(input, &value, sizeof value);
  return value;
}

/** Stops the target, because a promise was broken. */
static inline void promise(int kept, const char *what)
{
  if (!kept) {
    fprintf(stderr, "broken: %s\n", what);
    abort();
  }
}

/** This process's directory in TMPDIR, the same at each call. */
static inline const char *fuzz_folder(void)
{
  static char path[200];
  if (path[0] == '\0') {
    const char *temporary = getenv("TMPDIR");
    snprintf(path, sizeof path, "%.150s/genre-eq-fuzz-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(path)) {
      perror(path);
      exit(1);
    }
  }
  return path;
}

/** Writes a file into that directory; its path. */
static inline const char *fuzz_file(const char *name, const void *data, size_t size)
{
  static char path[256];
  snprintf(path, sizeof path, "%s/%.50s", fuzz_folder(), name);
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0) {
    perror(path);
    exit(1);
  }
  return path;
}

/** Discards what the code under test prints. */
static inline void be_silent(void)
{
  static int is_silent;
  if (!is_silent && !getenv("FUZZ_LOUD")) {
    is_silent = freopen("/dev/null", "w", stdout) != NULL;
  }
}

#endif
