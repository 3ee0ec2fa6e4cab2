/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/truncation.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { CHUNK_HEADER_BYTES = 8, FORM_HEADER_BYTES = 12 };

static uint32_t read_length(const unsigned char b[4], bool big_endian)
{
  return big_endian ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]
                    : (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

static bool read_at(int descriptor, uint64_t offset, unsigned char *to, size_t size)
{
  return pread(descriptor, to, size, (off_t)offset) == (ssize_t)size;
}

bool truncation_check(int descriptor, uint64_t *missing_bytes)
{
  unsigned char header[FORM_HEADER_BYTES];
  struct stat status;
  if (!read_at(descriptor, 0, header, sizeof header) || fstat(descriptor, &status) != 0) {
    return true;
  }
  const bool wave = memcmp(header, "RIFF", 4) == 0 && memcmp(header + 8, "WAVE", 4) == 0;
  const bool aiff = memcmp(header, "FORM", 4) == 0 && memcmp(header + 8, "AIF", 3) == 0;
  if (!wave && !aiff) {
    return true;
  }
  const uint64_t file_bytes = (uint64_t)status.st_size;
  uint64_t offset = FORM_HEADER_BYTES;
  while (read_at(descriptor, offset, header, CHUNK_HEADER_BYTES)) {
    const uint32_t length = read_length(header + 4, aiff);
    const uint64_t end = offset + CHUNK_HEADER_BYTES + length;
    if (memcmp(header, wave ? "data" : "SSND", 4) == 0) {
      *missing_bytes = end > file_bytes ? end - file_bytes : 0;
      return *missing_bytes == 0 || length == 0 || length >= 0x7ffff000u;
    }
    offset = end + (length & 1); /* chunks begin at even offsets */
  }
  return true;
}
