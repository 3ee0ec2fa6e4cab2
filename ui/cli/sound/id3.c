/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/id3.h"

#include <string.h>

enum { VERSION_AT = 3, FLAGS_AT = 5, SIZE_AT = 6, FOOTER = 0x10, FOOTER_BYTES = 10 };

bool id3_read(const FileView *view, uint64_t offset, Id3Tag *tag)
{
  unsigned char header[ID3_HEADER_BYTES];
  if (file_view_read(view, offset, header, sizeof header) != sizeof header ||
      memcmp(header, "ID3", 3) != 0) {
    return false;
  }
  uint64_t bytes = 0; /* seven bits a byte */
  for (int i = 0; i < 4; ++i) {
    bytes = bytes << 7 | (header[SIZE_AT + i] & 0x7f);
  }
  tag->version = header[VERSION_AT];
  tag->has_footer = (header[FLAGS_AT] & FOOTER) != 0;
  tag->body = offset + ID3_HEADER_BYTES;
  tag->end = tag->body + bytes;
  tag->next = tag->end + (tag->has_footer ? FOOTER_BYTES : 0);
  return tag->next <= file_view_bytes(view);
}

uint64_t id3_bytes(const FileView *view, uint64_t offset)
{
  Id3Tag tag = {.next = offset};
  while (id3_read(view, tag.next, &tag)) {
  }
  return tag.next - offset;
}

static void hide_footer(unsigned char *head, uint64_t offset, const Id3Tag *tag)
{
  const uint64_t bytes = tag->next - tag->body;
  head[offset + FLAGS_AT] &= (unsigned char)~FOOTER;
  for (int i = 0; i < 4; ++i) {
    head[offset + SIZE_AT + (uint64_t)i] = bytes >> (21 - 7 * i) & 0x7f;
  }
  memset(head + tag->end, 0, FOOTER_BYTES);
}

bool id3_hide_footers(FileView *view, uint64_t bytes)
{
  Id3Tag tag;
  unsigned char *head = NULL;
  for (uint64_t offset = 0; offset < bytes && id3_read(view, offset, &tag); offset = tag.next) {
    if (tag.has_footer) {
      head = head ? head : file_view_new_head(view, bytes, bytes);
      if (!head) {
        return false;
      }
      hide_footer(head, offset, &tag);
    }
  }
  return true;
}
