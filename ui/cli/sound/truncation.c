/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/truncation.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { CHUNK_HEADER_BYTES = 8, FORM_HEADER_BYTES = 12 };

/* More is no length: who writes to a pipe cannot know it, and says -1. */
#define MOST_LONG_BYTES ((uint64_t)1 << 62)

static uint32_t read_length(const unsigned char b[4], bool big_endian)
{
  return big_endian ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]
                    : (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

static uint64_t read_length_64(const unsigned char b[8])
{
  return (uint64_t)read_length(b + 4, false) << 32 | read_length(b, false);
}

static bool read_at(int descriptor, uint64_t offset, unsigned char *to, size_t size)
{
  return pread(descriptor, to, size, (off_t)offset) == (ssize_t)size;
}

/* What RF64 says in its chunk ds64, 8 bytes behind that one's header, of the length that
 * does not fit in 32 bits (EBU Tech 3306). */
static uint64_t long_data_bytes(int descriptor, uint64_t ds64_offset)
{
  unsigned char bytes[8];
  const bool there = read_at(descriptor, ds64_offset + CHUNK_HEADER_BYTES + 8, bytes, sizeof bytes);
  return there ? read_length_64(bytes) : 0;
}

bool truncation_check(int descriptor, uint64_t *missing_bytes)
{
  unsigned char header[FORM_HEADER_BYTES];
  struct stat status;
  if (!read_at(descriptor, 0, header, sizeof header) || fstat(descriptor, &status) != 0) {
    return true;
  }
  const bool has_long = memcmp(header, "RF64", 4) == 0;
  const bool wave =
      (has_long || memcmp(header, "RIFF", 4) == 0) && memcmp(header + 8, "WAVE", 4) == 0;
  const bool aiff = memcmp(header, "FORM", 4) == 0 && memcmp(header + 8, "AIF", 3) == 0;
  if (!wave && !aiff) {
    return true;
  }
  const uint64_t file_bytes = (uint64_t)status.st_size;
  uint64_t offset = FORM_HEADER_BYTES;
  uint64_t long_bytes = 0;
  while (read_at(descriptor, offset, header, CHUNK_HEADER_BYTES)) {
    const uint32_t length = read_length(header + 4, aiff);
    const uint64_t start = offset + CHUNK_HEADER_BYTES;
    if (memcmp(header, wave ? "data" : "SSND", 4) == 0) {
      const bool is_long = length == UINT32_MAX && long_bytes > 0 && long_bytes < MOST_LONG_BYTES;
      const uint64_t end = start + (is_long ? long_bytes : length);
      *missing_bytes = end > file_bytes ? end - file_bytes : 0;
      return *missing_bytes == 0 || (!is_long && (length == 0 || length >= 0x7ffff000u));
    }
    if (has_long && memcmp(header, "ds64", 4) == 0) {
      long_bytes = long_data_bytes(descriptor, offset);
    }
    offset = start + length + (length & 1); /* chunks begin at even offsets */
  }
  return true;
}
