/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of carried.h: the metadata blocks of FLAC (RFC 9639), the comments of Ogg Vorbis and Opus
 * (RFC 7845), and ID3v2 ("id3v2.4.0-structure").
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/cli/sound/carried.h"
#include "ui/cli/sound/chunks.h"
#include "ui/cli/sound/id3.h"

enum {
  STREAMINFO = 0,
  APPLICATION = 2,
  SEEK_TABLE = 3,
  COMMENTS = 4,
  CUE_SHEET = 5,
  PICTURE = 6,
  PADDING = 1,
  LAST = 0x80,
  BLOCK_HEADER = 4
};
/* No file carries more. */
#define MOST_BYTES ((uint64_t)1 << 30)

typedef struct {
  unsigned char *data;
  size_t bytes;
} Bytes;

/* Makes room at the end; NULL if memory is short, or there is too much. */
static unsigned char *grow(Bytes *bytes, size_t more)
{
  unsigned char *data =
      bytes->bytes + more <= MOST_BYTES ? realloc(bytes->data, bytes->bytes + more + 1) : NULL;
  if (!data) {
    return NULL;
  }
  bytes->data = data;
  bytes->bytes += more;
  return data + bytes->bytes - more;
}

/* --- comments ------------------------------------------------------------------------------ */

/* Reads one comment after another; false at the end. *at is the place of the next one. */
static bool next_comment(const Bytes *block, size_t *at, const char **comment, size_t *length)
{
  if (*at + 4 > block->bytes) {
    return false;
  }
  *length = (size_t)chunk_number(block->data + *at, 4, false);
  *comment = (const char *)block->data + *at + 4;
  if (*length > block->bytes - *at - 4) {
    return false;
  }
  *at += 4 + *length;
  return true;
}

/* The place of the first comment: behind the writer's name and the number of comments. */
static size_t first_comment(const Bytes *block)
{
  if (block->bytes < 8) {
    return block->bytes;
  }
  const uint64_t vendor = chunk_number(block->data, 4, false);
  return vendor <= block->bytes - 8 ? (size_t)vendor + 8 : block->bytes;
}

static bool is_of_loudness(const char *comment, size_t length)
{
  return (length >= 11 && strncasecmp(comment, "REPLAYGAIN_", 11) == 0) ||
         (length >= 5 && strncasecmp(comment, "R128_", 5) == 0);
}

/* Removes the comments on loudness from the block. */
static void forget_loudness(Bytes *block)
{
  size_t at = first_comment(block);
  const size_t first = at;
  size_t kept = at;
  uint64_t count = 0;
  const char *comment;
  size_t length;
  while (next_comment(block, &at, &comment, &length)) {
    if (!is_of_loudness(comment, length)) {
      memmove(block->data + kept, comment - 4, length + 4);
      kept += length + 4;
      ++count;
    }
  }
  if (first >= 8 && first <= kept) {
    chunk_put_number(block->data + first - 4, 4, false, count);
    block->bytes = kept;
  }
}

/* --- copying FLAC's blocks ----------------------------------------------------------------- */

typedef struct {
  int type;
  bool last;
  uint64_t body, bytes;
} Block;

static bool read_block(const FileView *view, uint64_t offset, Block *block)
{
  unsigned char header[BLOCK_HEADER];
  if (file_view_read(view, offset, header, sizeof header) != sizeof header) {
    return false;
  }
  *block = (Block){header[0] & 0x7f, (header[0] & LAST) != 0, offset + BLOCK_HEADER,
                   chunk_number(header + 1, 3, true)};
  return block->body + block->bytes <= file_view_bytes(view);
}

static bool add_block(Bytes *head, int type, const unsigned char *body, size_t bytes)
{
  unsigned char *to = grow(head, BLOCK_HEADER + bytes);
  if (!to) {
    return false;
  }
  to[0] = (unsigned char)type;
  chunk_put_number(to + 1, 3, true, bytes);
  memcpy(to + BLOCK_HEADER, body, bytes);
  return true;
}

/* Adds the blocks of some types; returns where the frames begin, or 0. */
static uint64_t take_blocks(const FileView *view, unsigned types, bool changed, Bytes *head)
{
  Block block = {.last = false};
  uint64_t offset = 4;
  while (!block.last) {
    Bytes body = {NULL, 0};
    if (!read_block(view, offset, &block)) {
      return 0;
    }
    offset = block.body + block.bytes;
    if (block.type > PICTURE || (types >> block.type & 1) == 0) {
      continue;
    }
    unsigned char *to = grow(&body, (size_t)block.bytes);
    bool fine = to && file_view_read(view, block.body, to, body.bytes) == body.bytes;
    if (fine && block.type == COMMENTS && changed) {
      forget_loudness(&body);
    }
    fine = fine && add_block(head, block.type, body.data, body.bytes);
    free(body.data);
    if (!fine) {
      return 0;
    }
  }
  return offset;
}

bool carried_copy_blocks(const FileView *input, int output, bool changed)
{
  static const unsigned char padding[4096];
  FileView written = {.descriptor = output};
  struct stat status;
  Bytes head = {NULL, 0};
  if (fstat(output, &status) != 0) {
    return false;
  }
  written.file_bytes = (uint64_t)status.st_size;
  const uint64_t frames = take_blocks(&written, 1u << STREAMINFO | 1u << SEEK_TABLE, false, &head);
  bool fine =
      frames > 0 &&
      take_blocks(input, 1u << APPLICATION | 1u << COMMENTS | 1u << CUE_SHEET | 1u << PICTURE,
                  changed, &head) > 0;
  /* Leaves room for programs that write tags, and no less than there was, so that the frames only
   * move toward the end. */
  const uint64_t used = 4 + head.bytes + BLOCK_HEADER;
  const size_t room = sizeof padding;
  fine = fine && used + room >= frames && add_block(&head, PADDING | LAST, padding, room) &&
         carried_move_on(output, frames, used + room, written.file_bytes) &&
         pwrite(output, head.data, head.bytes, 4) == (ssize_t)head.bytes;
  free(head.data);
  return fine;
}

/* --- names
 * ---------------------------------------------------------------------------------------- */

/* Notes of coders on the file itself: they are not true of another file, and nobody misses them. */
static bool is_of_coding(const char *name)
{
  static const char *const names[] = {"ENCODER", "ENCODER_OPTIONS",
                                      "WAVEFORMATEXTENSIBLE_CHANNEL_MASK"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    if (strcasecmp(name, names[i]) == 0) {
      return true;
    }
  }
  return false;
}

static void name_comments(const Bytes *block, CarriedNames *names)
{
  static const char *const tags[] = {"TITLE", "ARTIST",      "ALBUM",     "DATE",   "COMMENT",
                                     "GENRE", "TRACKNUMBER", "COPYRIGHT", "LICENSE"};
  enum { N_TAGS = sizeof tags / sizeof tags[0] };
  bool seen[N_TAGS] = {false};
  size_t at = first_comment(block);
  const char *comment;
  size_t length;
  while (next_comment(block, &at, &comment, &length)) {
    char name[48] = "";
    const char *equals = memchr(comment, '=', length);
    const size_t n = equals ? (size_t)(equals - comment) : 0;
    if (n == 0) {
      continue;
    }
    memcpy(name, comment, n < sizeof name ? n : sizeof name - 1);
    if (is_of_coding(name)) {
      continue;
    }
    bool kept = false;
    for (int i = 0; i < N_TAGS; ++i) {
      if (strcasecmp(name, tags[i]) == 0) {
        kept = !seen[i]; /* libsndfile keeps one of a kind */
        seen[i] = true;
        snprintf(name, sizeof name, "a second %s", tags[i]);
      }
    }
    if (!kept) {
      carried_add_name(names, strcasecmp(name, "METADATA_BLOCK_PICTURE") == 0 ? "picture" : name);
    }
  }
}

/* The second packet of the first stream: the comments. */
static bool read_ogg_comments(const FileView *view, Bytes *packet)
{
  unsigned char header[27];
  unsigned char lacing[255];
  uint64_t offset = 0;
  int index = 0;
  while (file_view_read(view, offset, header, sizeof header) == sizeof header &&
         memcmp(header, "OggS", 4) == 0 &&
         file_view_read(view, offset + sizeof header, lacing, header[26]) == header[26]) {
    offset += sizeof header + header[26];
    for (int i = 0; i < header[26]; ++i) {
      unsigned char *to = index == 1 ? grow(packet, lacing[i]) : NULL;
      if (index == 1 && (!to || file_view_read(view, offset, to, lacing[i]) != lacing[i])) {
        return false;
      }
      offset += lacing[i];
      if (lacing[i] < 255 && ++index == 2) {
        return true;
      }
    }
  }
  return false;
}

static void name_ogg(const FileView *input, CarriedNames *names)
{
  Bytes packet = {NULL, 0};
  if (read_ogg_comments(input, &packet)) {
    const size_t skip = packet.bytes > 8 && memcmp(packet.data, "OpusTags", 8) == 0 ? 8 : 7;
    if (packet.bytes > skip) {
      const Bytes block = {packet.data + skip, packet.bytes - skip};
      name_comments(&block, names);
    }
  }
  free(packet.data);
}

void carried_name_comments(const FileView *input, CarriedNames *names)
{
  char magic[4] = "";
  Block block = {.last = false};
  file_view_read(input, 0, magic, sizeof magic);
  if (memcmp(magic, "OggS", 4) == 0) {
    name_ogg(input, names);
    return;
  }
  for (uint64_t offset = 4;
       memcmp(magic, "fLaC", 4) == 0 && !block.last && read_block(input, offset, &block);
       offset = block.body + block.bytes) {
    Bytes body = {NULL, 0};
    if (block.type == PICTURE || block.type == CUE_SHEET) {
      carried_add_name(names, block.type == PICTURE ? "picture" : "cue sheet");
    } else if (block.type == COMMENTS && grow(&body, (size_t)block.bytes) &&
               file_view_read(input, block.body, body.data, body.bytes) == body.bytes) {
      name_comments(&body, names);
    }
    free(body.data);
  }
}

/* A frame of text is an encoding and texts with a zero between them; libsndfile keeps the first. */
static bool has_second_text(const FileView *input, uint64_t offset, uint64_t bytes)
{
  char text[1024];
  const size_t n = (size_t)(bytes < sizeof text ? bytes : sizeof text);
  if (n < 1 || file_view_read(input, offset, text, n) != n) {
    return false;
  }
  const size_t unit = text[0] == 1 || text[0] == 2 ? 2 : 1;
  size_t at = 1;
  while (at + unit <= n && (text[at] || text[at + unit - 1])) {
    at += unit;
  }
  while (at < n && !text[at]) {
    ++at;
  }
  return at < n;
}

/* A frame has a name and a size; in version 2.2 of 3 bytes each, later of 4, and two flags. */
static void name_frames(const FileView *input, const Id3Tag *tag, CarriedNames *names)
{
  static const char kept[] = "TIT2 TPE1 TALB TDRC TYER COMM TCON TRCK TCOP TSSE TENC TLEN "
                             "TT2 TP1 TAL TYE COM TCO TRK TCR TSS TEN TLE";
  const size_t n = tag->version >= 3 ? 4 : 3;
  const size_t header = tag->version >= 3 ? ID3_HEADER_BYTES : 6;
  const int bits = tag->version >= 4 ? 7 : 8; /* of each byte of a size */
  bool seen[sizeof kept] = {false};
  unsigned char h[ID3_HEADER_BYTES];
  for (uint64_t offset = tag->body;
       offset + header <= tag->end && file_view_read(input, offset, h, header) == header;) {
    char name[5] = "";
    uint64_t bytes = 0;
    memcpy(name, h, n);
    if (strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") < n) {
      if (name[0] != '\0') { /* no padding: old versions of iTunes wrote sizes of 8 bits a byte */
        carried_add_name(names, "ID3 tags");
      }
      return;
    }
    for (size_t i = n; i < 2 * n; ++i) {
      bytes = bytes << bits | (h[i] & (0xffu >> (8 - bits)));
    }
    const char *there = strstr(kept, name);
    if (!there) {
      const bool is_picture = strcmp(name, "APIC") == 0 || strcmp(name, "PIC") == 0;
      carried_add_name(names, is_picture ? "picture" : name);
    } else if (seen[there - kept] ||
               (name[0] == 'T' && has_second_text(input, offset + header, bytes))) {
      char second[16];
      snprintf(second, sizeof second, "a second %s", name);
      carried_add_name(names, second);
    }
    if (there) {
      seen[there - kept] = true;
    }
    offset += header + bytes;
  }
}

void carried_name_id3(const FileView *input, CarriedNames *names)
{
  Id3Tag tag;
  for (uint64_t offset = 0; id3_read(input, offset, &tag); offset = tag.next) {
    name_frames(input, &tag, names);
  }
}
