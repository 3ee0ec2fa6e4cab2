/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of true_length.h: Ogg (RFC 3533). A page says whether it begins or ends a stream, which number it
 * has in its stream, and a check sum. libsndfile passes over a page whose check sum is wrong.
 */
#include <string.h>

#include "ui/cli/sound/chunks.h"
#include "ui/cli/sound/closing_tags.h"
#include "ui/cli/sound/true_length.h"

enum {
  HEADER_BYTES = 27,
  FLAGS_AT = 5,
  END_FRAME_AT = 6,
  STREAM_AT = 14,
  NUMBER_AT = 18,
  CHECK_SUM_AT = 22,
  SEGMENTS_AT = 26,
  FLAG_FIRST = 2,
  FLAG_LAST = 4,
  MOST_SEGMENTS = 255,
  MOST_PAGE_BYTES = HEADER_BYTES + MOST_SEGMENTS + MOST_SEGMENTS * 255
};

typedef struct {
  unsigned char data[MOST_PAGE_BYTES];
  size_t bytes;
} Page;

static uint32_t number_at(const Page *page, int at)
{
  return (uint32_t)chunk_number(page->data + at, 4, false);
}

/* Reads the page, as much of it as there is. False if none begins here. */
static bool read_page(const FileView *view, uint64_t offset, Page *page)
{
  const size_t there = file_view_read(view, offset, page->data, HEADER_BYTES + MOST_SEGMENTS);
  if (there < HEADER_BYTES || memcmp(page->data, "OggS", 4) != 0) {
    return false;
  }
  page->bytes = HEADER_BYTES + page->data[SEGMENTS_AT];
  for (size_t i = HEADER_BYTES, end = page->bytes; i < end; ++i) {
    page->bytes += i < there ? page->data[i] : 0;
  }
  if (page->bytes > there) {
    file_view_read(view, offset + there, page->data + there, page->bytes - there);
  }
  return true;
}

/* A cyclic redundancy check of the page, in which the sum itself counts as 0. */
static bool sum_is_right(const Page *page)
{
  uint32_t of_byte[256];
  uint32_t sum = 0;
  for (uint32_t i = 0; i < 256; ++i) {
    of_byte[i] = i << 24;
    for (int bit = 0; bit < 8; ++bit) {
      of_byte[i] = (of_byte[i] & 0x7fffffffu) << 1 ^ (of_byte[i] >> 31 ? 0x04c11db7u : 0);
    }
  }
  for (size_t i = 0; i < page->bytes; ++i) {
    const bool counts = i < CHECK_SUM_AT || i >= CHECK_SUM_AT + 4;
    sum = (sum & 0xffffffu) << 8 ^ of_byte[sum >> 24 ^ (counts ? page->data[i] : 0)];
  }
  return sum == number_at(page, CHECK_SUM_AT);
}

/* True if the stream that this page begins is sound; a video or an index of the file is not. */
static bool is_sound(const Page *page)
{
  static const char *const names[] = {"\1vorbis", "OpusHead", "\177FLAC", "Speex   "};
  const bool has_name = page->bytes >= HEADER_BYTES + 1 + 8;
  for (size_t i = 0; i < sizeof names / sizeof names[0] && has_name; ++i) {
    if (memcmp(page->data + HEADER_BYTES + 1, names[i], strlen(names[i])) == 0) {
      return true;
    }
  }
  return false;
}

static bool page_begins(const FileView *view, uint64_t offset)
{
  char magic[4] = "";
  return file_view_read(view, offset, magic, sizeof magic) == sizeof magic &&
         memcmp(magic, "OggS", 4) == 0;
}

/* The pages of sound so far. */
typedef struct {
  uint32_t stream;
  uint32_t number; /* of the last page */
  bool begun;      /* behind the headers; a recorded broadcast begins with any number */
} SoundPages;

/* False if a page is missing before this one. */
static bool follows(SoundPages *sound, const Page *page)
{
  const uint32_t number = number_at(page, NUMBER_AT);
  if (number_at(page, STREAM_AT) != sound->stream) {
    return true;
  }
  const bool fine = !sound->begun || number == sound->number + 1;
  sound->number = number;
  sound->begun = sound->begun || chunk_number(page->data + END_FRAME_AT, 8, false) > 0;
  return fine;
}

TrueLength ogg_length_find(const FileView *view)
{
  const uint64_t end = file_view_bytes(view);
  Page page = {.bytes = 0};
  SoundPages sound = {.begun = false};
  bool begun = false; /* behind the pages that begin the streams */
  int n_sounds = 0;
  int n_streams = 0;
  int n_ended = 0;
  uint64_t offset = 0;
  for (; read_page(view, offset, &page); offset += page.bytes) {
    const bool first = (page.data[FLAGS_AT] & FLAG_FIRST) != 0;
    if (first && is_sound(&page)) {
      sound.stream = number_at(&page, STREAM_AT);
      ++n_sounds;
    }
    if ((first && begun) || n_sounds > 1) { /* libsndfile reads the first of them */
      return (TrueLength){LENGTH_JOINED, offset + view->skip};
    }
    begun = !first;
    n_streams += first;
    n_ended += (page.data[FLAGS_AT] & FLAG_LAST) != 0;
    if (offset + page.bytes > end) {
      return (TrueLength){LENGTH_CUT, 0};
    }
    if (!sum_is_right(&page) || !follows(&sound, &page)) {
      return (TrueLength){LENGTH_DAMAGED, offset + view->skip};
    }
  }
  const uint64_t tags = closing_tags_bytes(view, offset);
  if (tags > 0 && page_begins(view, offset + tags)) {
    return (TrueLength){LENGTH_JOINED, offset + tags + view->skip};
  }
  return (TrueLength){n_ended < n_streams ? LENGTH_CUT : LENGTH_TRUE, 0};
}
