/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of true_length.h: FLAC (RFC 9639). Its header says how many samples there are, and audio_input.c
 * counts them.
 */
#include <string.h>

#include "ui/cli/sound/true_length.h"

/* True if the header does not say how many samples there are: 36 bits at byte 21 and a half. */
static bool is_untold(const FileView *view)
{
  unsigned char count[5] = {1};
  file_view_read(view, 21, count, sizeof count);
  return (count[0] & 0x0f) == 0 && (count[1] | count[2] | count[3] | count[4]) == 0;
}

/* FLAC's frames do not say how long they are. So a second file is found by a search for its first
 * eight bytes. */
TrueLength flac_length_find(const FileView *view)
{
  enum { MAGIC_BYTES = 8, BLOCK_BYTES = 1 << 16 };
  unsigned char block[BLOCK_BYTES];
  uint64_t offset = MAGIC_BYTES;
  size_t got;
  while ((got = file_view_read(view, offset, block, sizeof block)) >= MAGIC_BYTES) {
    const unsigned char *at = block;
    const unsigned char *last = block + got - MAGIC_BYTES;
    while ((at = memchr(at, 'f', (size_t)(last - at) + 1)) != NULL) {
      if (memcmp(at, "fLaC", 4) == 0 && (at[4] & 0x7f) == 0 && memcmp(at + 5, "\0\0\x22", 3) == 0) {
        return (TrueLength){LENGTH_JOINED, offset + (uint64_t)(at - block) + view->skip};
      }
      if (at == last) {
        break;
      }
      ++at;
    }
    offset += got - MAGIC_BYTES + 1;
  }
  return (TrueLength){is_untold(view) ? LENGTH_UNTOLD : LENGTH_TRUE, 0};
}
