/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/profile.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FIRST_LINE "Genre EQ profile 1"

enum {
  BLEND_DECIMALS = 2,
  LEVEL_DECIMALS = 3,
  PULL_DECIMALS = 4,
  MAX_DIGITS = 9, /* of a number, with its decimals: fits an int */
};

static double power_of_ten(int exponent)
{
  double power = 1.0;
  for (int i = 0; i < exponent; ++i) {
    power *= 10.0;
  }
  return power;
}

void profile_clear(Profile *profile)
{
  *profile = (Profile){.n_songs = 0};
}

/* --- names -------------------------------------------------------------------------- */

/* Bytes of the UTF-8 character at `at`, 0 if there is none (RFC 3629, section 4). */
static int utf8_length(const unsigned char *at)
{
  static const struct {
    unsigned char first, last, second_first, second_last;
    int length;
  } kinds[] = {
      {0x20, 0x7e, 0, 0, 1},       {0xc2, 0xc2, 0xa0, 0xbf, 2}, {0xc3, 0xdf, 0x80, 0xbf, 2},
      {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3},
      {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4},
      {0xf4, 0xf4, 0x80, 0x8f, 4},
  };
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; ++k) {
    if (at[0] >= kinds[k].first && at[0] <= kinds[k].last) {
      bool fine =
          kinds[k].length == 1 || (at[1] >= kinds[k].second_first && at[1] <= kinds[k].second_last);
      for (int i = 2; fine && i < kinds[k].length; ++i) {
        fine = (at[i] & 0xc0) == 0x80;
      }
      return fine ? kinds[k].length : 0;
    }
  }
  return 0;
}

bool profile_name_is_fine(const char *name)
{
  const size_t size = strlen(name);
  bool seen = false;
  int length = 1;
  for (size_t i = 0; i < size && length > 0; i += (size_t)length) {
    length = utf8_length((const unsigned char *)name + i);
    seen = seen || name[i] != ' ';
  }
  return size < PROFILE_NAME_BYTES && seen && length > 0;
}

/* --- writing ------------------------------------------------------------------------ */

typedef struct {
  char *text;
  size_t used;
} Writer;

static void put_text(Writer *writer, const char *text)
{
  const size_t length = strlen(text);
  if (writer->used + length < PROFILE_TEXT_BYTES) {
    memcpy(writer->text + writer->used, text, length);
    writer->used += length;
  }
}

static void put_whole(Writer *writer, long value, int min_digits)
{
  char digits[24];
  int at = sizeof digits - 1;
  digits[at] = '\0';
  for (int i = 0; i < min_digits || value > 0; ++i) {
    digits[--at] = (char)('0' + value % 10);
    value /= 10;
  }
  put_text(writer, digits + at);
}

static void put_number(Writer *writer, double value, int decimals)
{
  const long scale = (long)power_of_ten(decimals);
  const long scaled = (long)floor(fabs(value) * (double)scale + 0.5);
  put_text(writer, value < 0.0 && scaled > 0 ? " -" : " ");
  put_whole(writer, scaled / scale, 1);
  put_text(writer, ".");
  put_whole(writer, scaled % scale, decimals);
}

size_t profile_write(const Profile *profile, char text[PROFILE_TEXT_BYTES])
{
  Writer writer = {text, 0};
  put_text(&writer, FIRST_LINE "\nname ");
  put_text(&writer, profile->name);
  put_text(&writer, "\nsongs ");
  put_whole(&writer, profile->n_songs, 1);
  put_text(&writer, "\nblend");
  put_number(&writer, profile->blend, BLEND_DECIMALS);
  for (int band = 0; band < BAND_COUNT; ++band) {
    put_text(&writer, "\nzone ");
    put_text(&writer, band_info[band].symbol);
    put_number(&writer, profile->zone[band].low_db, LEVEL_DECIMALS);
    put_number(&writer, profile->zone[band].high_db, LEVEL_DECIMALS);
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    put_text(&writer, "\npull ");
    put_text(&writer, band_info[band].symbol);
    for (int other = 0; other < BAND_COUNT; ++other) {
      put_number(&writer, profile->pull[band][other], PULL_DECIMALS);
    }
  }
  put_text(&writer, "\n");
  text[writer.used] = '\0';
  return writer.used;
}

/* --- reading ------------------------------------------------------------------------ */

typedef struct {
  const char *text;
  size_t size;
  size_t at; /* of the next line */
  int line_number;
  const char *line; /* the current one, up to line_end */
  const char *line_end;
} Reader;

/* Moves to the next line that is neither empty nor a comment; at the end, to an empty one. */
static void next_line(Reader *reader)
{
  do {
    const char *start = reader->text + reader->at;
    const char *end = reader->text + reader->size;
    const char *newline =
        reader->at < reader->size ? memchr(start, '\n', (size_t)(end - start)) : NULL;
    reader->line = start;
    reader->line_end = newline ? newline : end;
    reader->at = newline ? (size_t)(newline - reader->text) + 1 : reader->size;
    if (reader->line_end > reader->line && reader->line_end[-1] == '\r') {
      --reader->line_end;
    }
    ++reader->line_number;
  } while (reader->at < reader->size &&
           (reader->line == reader->line_end || reader->line[0] == '#'));
}

/* Takes `word` off the line, and the spaces behind it. */
static bool take_word(Reader *reader, const char *word)
{
  const size_t length = strlen(word);
  const size_t left = (size_t)(reader->line_end - reader->line);
  if (left < length || memcmp(reader->line, word, length) != 0 ||
      (left > length && reader->line[length] != ' ')) {
    return false;
  }
  reader->line += length;
  while (reader->line < reader->line_end && *reader->line == ' ') {
    ++reader->line;
  }
  return true;
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Takes [-]digits[.digits] off the line, and the spaces behind it. The value is an integer over a
 * power of ten, so it is the same on every machine. */
static bool take_number(Reader *reader, double *value)
{
  const bool negative = reader->line < reader->line_end && *reader->line == '-';
  const char *at = reader->line + (negative ? 1 : 0);
  double digits = 0.0;
  int n_digits = 0;
  int n_decimals = -1;
  for (; at < reader->line_end && (is_digit(*at) || (*at == '.' && n_decimals < 0)); ++at) {
    if (*at == '.') {
      n_decimals = 0;
      continue;
    }
    digits = 10.0 * digits + (double)(*at - '0');
    n_decimals += n_decimals >= 0;
    ++n_digits;
  }
  if (n_digits < 1 || n_digits > MAX_DIGITS || (at < reader->line_end && *at != ' ')) {
    return false;
  }
  while (at < reader->line_end && *at == ' ') {
    ++at;
  }
  reader->line = at;
  *value = (negative ? -digits : digits) / power_of_ten(n_decimals > 0 ? n_decimals : 0);
  return true;
}

static bool take_numbers(Reader *reader, double *value, int count, double least, double most)
{
  bool fine = true;
  for (int i = 0; i < count && fine; ++i) {
    fine = take_number(reader, &value[i]) && value[i] >= least && value[i] <= most;
  }
  return fine && reader->line == reader->line_end;
}

static bool take_name(Reader *reader, char name[PROFILE_NAME_BYTES])
{
  const size_t length = (size_t)(reader->line_end - reader->line);
  if (length >= PROFILE_NAME_BYTES || memchr(reader->line, '\0', length)) {
    return false;
  }
  memcpy(name, reader->line, length);
  name[length] = '\0';
  return profile_name_is_fine(name);
}

static const char *read_head(Reader *reader, Profile *profile)
{
  double n_songs = 0.0;
  next_line(reader);
  const size_t length = (size_t)(reader->line_end - reader->line);
  if (length != strlen(FIRST_LINE) || memcmp(reader->line, FIRST_LINE, length) != 0) {
    return "is not \"" FIRST_LINE "\"";
  }
  next_line(reader);
  if (!take_word(reader, "name") || !take_name(reader, profile->name)) {
    return "is not \"name\" and a name of at most 47 bytes";
  }
  next_line(reader);
  if (!take_word(reader, "songs") ||
      !take_numbers(reader, &n_songs, 1, 1.0, (double)PROFILE_MAX_SONGS) ||
      floor(n_songs) != n_songs) {
    return "is not \"songs\" and how many";
  }
  profile->n_songs = (int)n_songs;
  next_line(reader);
  if (!take_word(reader, "blend") || !take_numbers(reader, &profile->blend, 1, 0.0, 1.0)) {
    return "is not \"blend\" and a share, 0 to 1";
  }
  return NULL;
}

static const char *read_bands(Reader *reader, Profile *profile)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    double edge_db[2];
    next_line(reader);
    if (!take_word(reader, "zone") || !take_word(reader, band_info[band].symbol) ||
        !take_numbers(reader, edge_db, 2, PROFILE_LOWEST_DB, PROFILE_HIGHEST_DB) ||
        edge_db[0] > edge_db[1]) {
      return "is not \"zone\", the next band and its two edges";
    }
    profile->zone[band] = (Zone){edge_db[0], edge_db[1]};
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    next_line(reader);
    if (!take_word(reader, "pull") || !take_word(reader, band_info[band].symbol) ||
        !take_numbers(reader, profile->pull[band], BAND_COUNT, -1.0, 1.0)) {
      return "is not \"pull\", the next band and a number a band, -1 to 1";
    }
  }
  return NULL;
}

bool profile_read(const char *text, size_t size, Profile *profile, char error[PROFILE_ERROR_BYTES])
{
  Reader reader = {.text = text, .size = size};
  Profile found;
  profile_clear(&found);
  if (size >= PROFILE_TEXT_BYTES) {
    snprintf(error, PROFILE_ERROR_BYTES, "it is longer than a profile can be");
    return false;
  }
  const char *wrong = read_head(&reader, &found);
  wrong = wrong ? wrong : read_bands(&reader, &found);
  if (wrong) {
    snprintf(error, PROFILE_ERROR_BYTES, "line %d %s", reader.line_number, wrong);
    return false;
  }
  *profile = found;
  return true;
}
