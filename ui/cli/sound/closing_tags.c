/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/closing_tags.h"

#include <string.h>

#include "ui/cli/sound/chunks.h"
#include "ui/cli/sound/id3.h"

enum {
  ID3V1_BYTES = 128,
  APE_HEADER_BYTES = 32,
  APE_SIZE_AT = 12 /* of all that follows the header */
};

static uint64_t tag_bytes(const FileView *view, uint64_t offset)
{
  unsigned char header[APE_HEADER_BYTES] = {0};
  Id3Tag id3;
  file_view_read(view, offset, header, sizeof header);
  if (memcmp(header, "TAG", 3) == 0) {
    return ID3V1_BYTES;
  }
  if (memcmp(header, "APETAGEX", 8) == 0) {
    return APE_HEADER_BYTES + chunk_number(header + APE_SIZE_AT, 4, false);
  }
  /* Where a version would be, a chunk's name "ID3 " has a space. */
  return id3_read(view, offset, &id3) && id3.version != ' ' ? id3.next - offset : 0;
}

uint64_t closing_tags_bytes(const FileView *view, uint64_t offset)
{
  const uint64_t end = file_view_bytes(view);
  uint64_t at = offset;
  uint64_t bytes;
  while ((bytes = tag_bytes(view, at)) > 0 && at + bytes <= end) {
    at += bytes;
  }
  return at - offset;
}
