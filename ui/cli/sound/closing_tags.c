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
  LYRICS3_END_BYTES = 9, /* LYRICSEND or LYRICS200 */
  APE_SIZE_AT = 12       /* of all that follows the header */
};

/* True if these bytes stand so far before the end of the view. */
static bool stands_before_end(const FileView *view, uint64_t far, const char *bytes)
{
  char there[8];
  const size_t size = strlen(bytes);
  const uint64_t end = file_view_bytes(view);
  return far <= end && file_view_read(view, end - far, there, size) == size &&
         memcmp(there, bytes, size) == 0;
}

/* An APE tag ends with a copy of its header; ID3v1 may follow it. GStreamer writes it in front. */
ClosingTags closing_tags_find(const FileView *view)
{
  const bool id3v1 = stands_before_end(view, ID3V1_BYTES, "TAG");
  const uint64_t behind = id3v1 ? ID3V1_BYTES : 0;
  const uint64_t end = file_view_bytes(view);
  return (ClosingTags){
      .id3v1 = id3v1,
      .ape = stands_before_end(view, behind + APE_HEADER_BYTES, "APETAGEX") ||
             stands_before_end(view, end - id3_bytes(view, 0), "APETAGEX"),
      .lyrics3 = stands_before_end(view, behind + LYRICS3_END_BYTES, "LYRICS20") ||
                 stands_before_end(view, behind + LYRICS3_END_BYTES, "LYRICSEN"),
  };
}

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
