/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests: files as bytes, to be cut, joined and changed.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_BYTES_H
#define GENRE_EQ_TESTS_SUPPORT_BYTES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

typedef struct {
  unsigned char *data;
  size_t bytes;
} Bytes;

static inline Bytes bytes_load(const char *path)
{
  struct stat status;
  assert_int_equal(stat(path, &status), 0);
  Bytes bytes = {malloc((size_t)status.st_size + 1), (size_t)status.st_size};
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  assert_int_equal(fread(bytes.data, 1, bytes.bytes, file), bytes.bytes);
  fclose(file);
  return bytes;
}

static inline void bytes_save(const char *path, const void *first, size_t n_first,
                              const void *second, size_t n_second)
{
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  fwrite(first, 1, n_first, file);
  if (n_second > 0) {
    fwrite(second, 1, n_second, file);
  }
  assert_int_equal(fclose(file), 0);
}

/* A copy of a song with `count` bytes changed at an offset. */
static inline void bytes_save_with(const char *path, const Bytes *song, size_t offset,
                                   const void *changed, size_t count)
{
  memcpy(song->data + offset, changed, count);
  bytes_save(path, song->data, song->bytes, NULL, 0);
}

static inline void bytes_put_little(unsigned char *to, uint32_t value)
{
  for (int i = 0; i < 4; ++i) {
    to[i] = (unsigned char)(value >> (8 * i));
  }
}

static inline size_t bytes_find(const Bytes *song, const char *name)
{
  for (size_t i = 0; i + strlen(name) <= song->bytes; ++i) {
    if (memcmp(song->data + i, name, strlen(name)) == 0) {
      return i;
    }
  }
  fail();
  return 0;
}

#endif
