/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/carried.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ui/cli/sound/closing_tags.h"
#include "ui/cli/sound/id3.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/utf8.h"

/* The tags that are kept; the name of the writing program is not. */
static const struct {
  int tag;
  const char *name;
} tags[] = {{SF_STR_TITLE, "title"},     {SF_STR_ARTIST, "artist"},
            {SF_STR_ALBUM, "album"},     {SF_STR_TRACKNUMBER, "track number"},
            {SF_STR_DATE, "date"},       {SF_STR_GENRE, "genre"},
            {SF_STR_COMMENT, "comment"}, {SF_STR_COPYRIGHT, "copyright"},
            {SF_STR_LICENSE, "license"}};
enum { N_TAGS = sizeof tags / sizeof tags[0] };

/* Formats that carry things in the same way; 0: no other format does. */
static int family(int format)
{
  switch (format & SF_FORMAT_TYPEMASK) {
  case SF_FORMAT_WAV:
  case SF_FORMAT_WAVEX:
  case SF_FORMAT_RF64:
    return SF_FORMAT_WAV;
  case SF_FORMAT_AIFF:
  case SF_FORMAT_W64:
  case SF_FORMAT_CAF:
  case SF_FORMAT_FLAC:
    return format & SF_FORMAT_TYPEMASK;
  default:
    return 0;
  }
}

static bool is_same_family(const AudioInput *input, int format)
{
  return family(format) != 0 && family(format) == family(input->info.format);
}

/* What libsndfile 1.2 writes with long texts nobody reads: AIFF from 8 KiB on, WAV and Opus from
 * 64 KiB on, in all texts. It ends with a fault if FLAC is to hold a text that is not UTF-8, as old
 * programs write it, or a character of no meaning. LAME takes all texts for Latin-1, so others than
 * ASCII would be garbled. */
static bool can_hold(int format, const char *text)
{
  enum { MOST_TEXT_BYTES = 4096 };
  const int most_bytes = (format & SF_FORMAT_TYPEMASK) == SF_FORMAT_MPEG ? 1 : 4;
  const char *at = text;
  int length = 0;
  while (*at && (length = utf8_length(at)) > 0 && length <= most_bytes &&
         (utf8_character(at, length) & 0xfffe) != 0xfffe) {
    at += length;
  }
  return !*at && at - text <= MOST_TEXT_BYTES;
}

/* LAME writes a date where a year of four digits belongs, and readers drop a longer one. */
static void set_tag(SNDFILE *output, int format, int tag, const char *text)
{
  char year[5];
  const bool is_mpeg = (format & SF_FORMAT_TYPEMASK) == SF_FORMAT_MPEG;
  snprintf(year, sizeof year, "%s", text);
  sf_set_string(output, tag, is_mpeg && tag == SF_STR_DATE ? year : text);
}

void carried_begin(const AudioInput *input, SNDFILE *output, int format)
{
  for (int i = 0; i < N_TAGS && !is_same_family(input, format); ++i) {
    const char *text = sf_get_string(input->file, tags[i].tag);
    if (text && *text && can_hold(format, text)) {
      set_tag(output, format, tags[i].tag, text);
    }
  }
}

void carried_add_name(CarriedNames *names, const char *name)
{
  const size_t used = strlen(names->text);
  const char *there = strstr(names->text, name);
  const size_t length = strlen(name);
  if (there && (there == names->text || there[-1] == ' ') &&
      (there[length] == ',' || there[length] == '\0')) {
    return;
  }
  static const char more[] = " and others";
  const bool is_full = used + 2 + length + sizeof more > sizeof names->text;
  if (!is_full) {
    snprintf(names->text + used, sizeof names->text - used, "%s%s", used > 0 ? ", " : "", name);
  } else if (!strstr(names->text, more)) {
    memcpy(names->text + used, more, sizeof more);
  }
}

const char *carried_tag_name(int tag)
{
  int i = 0;
  while (i < N_TAGS - 1 && tags[i].tag != tag) {
    ++i;
  }
  return tags[i].name;
}

/* Tags of the input that cannot be read back from the output. */
static void name_lost_tags(const AudioInput *input, int output, CarriedNames *names)
{
  FileView view;
  SF_INFO info;
  const int descriptor = dup(output);
  SNDFILE *file =
      descriptor >= 0 && file_view_init(&view, descriptor) ? file_view_open(&view, &info) : NULL;
  for (int i = 0; i < N_TAGS; ++i) {
    const char *before = sf_get_string(input->file, tags[i].tag);
    const char *after = file ? sf_get_string(file, tags[i].tag) : NULL;
    if (before && *before && (!after || strcmp(before, after) != 0)) {
      carried_add_name(names, tags[i].name);
    }
  }
  if (file) {
    sf_close(file);
  }
  if (descriptor >= 0) {
    file_view_free(&view);
  }
}

/* Tags that libsndfile does not see: ID3 beside a file that is not MP3, a second ID3v2, and APE. */
static void name_hidden_tags(const AudioInput *input, CarriedNames *names)
{
  FileView whole = {.descriptor = -1};
  if (!file_view_init(&whole, input->view.descriptor)) {
    return;
  }
  const ClosingTags closing = closing_tags_find(&whole);
  const bool is_mpeg = (input->info.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_MPEG;
  if (id3_count(&whole) > id3_count(&input->view) || (closing.id3v1 && !is_mpeg)) {
    carried_add_name(names, "ID3 tags");
  }
  if (closing.ape) {
    carried_add_name(names, "APE tags");
  }
  if (closing.lyrics3) {
    carried_add_name(names, "Lyrics3 tags");
  }
}

bool carried_move_on(int file, uint64_t from, uint64_t to, uint64_t end)
{
  unsigned char block[1 << 14];
  uint64_t left = end - from;
  while (left > 0) {
    const size_t size = left < sizeof block ? (size_t)left : sizeof block;
    left -= size;
    if (pread(file, block, size, (off_t)(from + left)) != (ssize_t)size ||
        pwrite(file, block, size, (off_t)(to + left)) != (ssize_t)size) {
      return false;
    }
  }
  return true;
}

static bool copy_all(const AudioInput *input, int output, bool changed)
{
  return family(input->info.format) == SF_FORMAT_FLAC
             ? carried_copy_blocks(&input->view, output, changed)
             : carried_copy_chunks(&input->view, output, changed);
}

bool carried_finish(const AudioInput *input, int format, int output, bool changed, const char *path)
{
  CarriedNames names = {""};
  const bool all = is_same_family(input, format);
  errno = 0;
  if (all && !copy_all(input, output, changed)) {
    return false;
  }
  if (!all) {
    name_lost_tags(input, output, &names);
    carried_name_chunks(input, &names);
    carried_name_comments(&input->view, &names);
    carried_name_id3(&input->view, &names);
  }
  if (all && changed && carried_chunks_tell_gain(&input->view)) {
    message_warning(path, "its REPLAYGAIN tags are those of the input; measure them anew");
  }
  const bool its_own_can = *names.text && family(input->info.format) != 0;
  name_hidden_tags(input, &names);
  if (*names.text) {
    message_warning(path, "%s cannot keep what the input carries: %s; keep the input, or %s",
                    its_own_can ? "this format" : "this program", names.text,
                    its_own_can ? "choose its format" : "copy it with a tag editor");
  }
  return true;
}
