/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of true_length.h: Ogg (RFC 3533). A page says whether it begins or ends a stream.
 */
#include <string.h>

#include "ui/cli/sound/closing_tags.h"
#include "ui/cli/sound/true_length.h"

enum { PAGE_HEADER_BYTES = 27, FLAG_FIRST = 2, FLAG_LAST = 4 };

static uint64_t page_bytes(const FileView *view, uint64_t offset, const unsigned char *header)
{
  unsigned char lacing[255];
  const size_t count = header[26];
  uint64_t bytes = PAGE_HEADER_BYTES + count;
  const size_t got = file_view_read(view, offset + PAGE_HEADER_BYTES, lacing, count);
  for (size_t i = 0; i < got; ++i) {
    bytes += lacing[i];
  }
  return bytes;
}

/* True if the stream that this page begins is sound; a video or an index of the file is not. */
static bool is_sound(const FileView *view, uint64_t offset)
{
  static const char *const names[] = {"\1vorbis", "OpusHead", "\177FLAC", "Speex   "};
  char first[8] = "";
  file_view_read(view, offset + PAGE_HEADER_BYTES + 1, first, sizeof first);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    if (memcmp(first, names[i], strlen(names[i])) == 0) {
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

TrueLength ogg_length_find(const FileView *view)
{
  const uint64_t end = file_view_bytes(view);
  unsigned char header[PAGE_HEADER_BYTES];
  bool begun = false; /* behind the pages that begin the streams */
  int n_sounds = 0;
  int n_streams = 0;
  int n_ended = 0;
  uint64_t offset = 0;
  while (file_view_read(view, offset, header, sizeof header) == sizeof header &&
         memcmp(header, "OggS", 4) == 0) {
    const uint64_t bytes = page_bytes(view, offset, header);
    const bool first = (header[5] & FLAG_FIRST) != 0;
    n_sounds += first && is_sound(view, offset);
    if ((first && begun) || n_sounds > 1) { /* libsndfile reads the first of them */
      return (TrueLength){LENGTH_JOINED, offset + view->skip};
    }
    begun = !first;
    n_streams += first;
    n_ended += (header[5] & FLAG_LAST) != 0;
    if (offset + bytes > end) {
      return (TrueLength){LENGTH_CUT, 0};
    }
    offset += bytes;
  }
  const uint64_t tags = closing_tags_bytes(view, offset);
  if (tags > 0 && page_begins(view, offset + tags)) {
    return (TrueLength){LENGTH_JOINED, offset + tags + view->skip};
  }
  return (TrueLength){n_ended < n_streams ? LENGTH_CUT : LENGTH_TRUE, 0};
}
