/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/id3.h"

#include <string.h>

enum {
  VERSION_AT = 3,
  FLAGS_AT = 5,
  SIZE_AT = 6,
  FOOTER = 0x10,
  UNSYNCHRONISED = 0x80,
  MORE_HEADER = 0x40, /* an extended header comes before the frames */
  FOOTER_BYTES = 10
};

/* An extended header begins with its size; in version 2.3 without these 4 bytes. */
static uint64_t more_header_bytes(const FileView *view, const Id3Tag *tag)
{
  unsigned char size[4] = {0};
  file_view_read(view, tag->body, size, sizeof size);
  const int bits = tag->version >= 4 ? 7 : 8;
  uint64_t bytes = 0;
  for (int i = 0; i < 4; ++i) {
    bytes = bytes << bits | size[i];
  }
  return tag->version >= 4 ? bytes : bytes + sizeof size;
}

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
  char first = '\0'; /* of a frame's name, or of padding */
  file_view_read(view, offset + ID3_HEADER_BYTES, &first, 1);
  tag->version = header[VERSION_AT];
  tag->has_frames = bytes > 0 && (first != '\0' || (header[FLAGS_AT] & MORE_HEADER) != 0);
  tag->is_unsynchronised = tag->version < 4 && (header[FLAGS_AT] & UNSYNCHRONISED) != 0;
  tag->has_footer = (header[FLAGS_AT] & FOOTER) != 0;
  tag->body = offset + ID3_HEADER_BYTES;
  tag->end = tag->body + bytes;
  tag->next = tag->end + (tag->has_footer ? FOOTER_BYTES : 0);
  if ((header[FLAGS_AT] & MORE_HEADER) != 0) {
    tag->body += more_header_bytes(view, tag);
  }
  return tag->next <= file_view_bytes(view);
}

uint64_t id3_bytes(const FileView *view, uint64_t offset)
{
  Id3Tag tag = {.next = offset};
  while (id3_read(view, tag.next, &tag)) {
  }
  return tag.next - offset;
}

int id3_count(const FileView *view)
{
  Id3Tag tag = {.next = 0};
  int count = 0;
  while (id3_read(view, tag.next, &tag)) {
    count += tag.has_frames;
  }
  return count;
}

/* The footer becomes padding at the end of the tag. */
static void hide_footer(unsigned char *tag, uint64_t bytes)
{
  const uint64_t body = bytes - ID3_HEADER_BYTES;
  tag[FLAGS_AT] &= (unsigned char)~FOOTER;
  for (int i = 0; i < 4; ++i) {
    tag[SIZE_AT + i] = body >> (21 - 7 * i) & 0x7f;
  }
  memset(tag + bytes - FOOTER_BYTES, 0, FOOTER_BYTES);
}

/* The bytes saved become padding at the end of the tag. */
static void synchronise(unsigned char *tag, uint64_t bytes)
{
  uint64_t to = ID3_HEADER_BYTES;
  for (uint64_t from = ID3_HEADER_BYTES; from < bytes; ++from) {
    const bool skips = tag[from] == 0xff && from + 1 < bytes && tag[from + 1] == 0;
    tag[to++] = tag[from];
    from += skips;
  }
  memset(tag + to, 0, bytes - to);
  tag[FLAGS_AT] &= (unsigned char)~UNSYNCHRONISED;
}

void id3_keep_one(FileView *view)
{
  const FileView whole = *view;
  const uint64_t all = id3_bytes(&whole, 0);
  uint64_t offset = 0;
  Id3Tag tag;
  while (id3_read(&whole, offset, &tag) && !tag.has_frames) {
    offset = tag.next;
  }
  const uint64_t bytes = offset < all ? tag.next - offset : 0;
  if (bytes > 0 && bytes == all && !tag.has_footer && !tag.is_unsynchronised) {
    return;
  }
  unsigned char *head = bytes > 0 ? file_view_new_head(view, all, bytes) : NULL;
  if (!head) { /* no tag, or one that is too long */
    file_view_skip(view, all);
    return;
  }
  file_view_read(&whole, offset, head, (size_t)bytes);
  if (tag.has_footer) {
    hide_footer(head, bytes);
  }
  if (tag.is_unsynchronised) {
    synchronise(head, bytes);
  }
}
