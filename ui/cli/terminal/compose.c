/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * (Source: The Unicode Standard, chapter 3.11 and, for Hangul, 3.12.)
 */
#include "ui/cli/terminal/compose.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "ui/cli/terminal/utf8.h"

typedef struct {
  uint32_t first, second, whole; /* second 0: none */
} Pair;

static const Pair pairs[] = {
#define PAIR(first, second, composed) {first, second, composed},
#include "ui/cli/terminal/compose.def"
};
enum { N_PAIRS = sizeof pairs / sizeof pairs[0] };

static const Pair always_apart[] = {
#define PARTS(character, first, second) {first, second, character},
#include "ui/cli/terminal/decompose.def"
};
enum { N_ALWAYS_APART = sizeof always_apart / sizeof always_apart[0] };

static const struct {
  uint32_t first, last;
  int class;
} marks[] = {
#define MARKS(first, last, class) {first, last, class},
#include "ui/cli/terminal/marks.def"
};
enum { N_MARKS = sizeof marks / sizeof marks[0] };

/* A text's characters. A byte that is no UTF-8 is a character from NO_UTF8 on. */
enum { MOST = 2048, NO_UTF8 = 0x110000 };
typedef struct {
  uint32_t at[MOST];
  int count;
} Characters;

/* --- UTF-8 ---------------------------------------------------------------------------------- */

static size_t write_character(uint32_t value, char to[4])
{
  if (value >= NO_UTF8) {
    to[0] = (char)(value - NO_UTF8);
    return 1;
  }
  const int length = value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (int i = length - 1; i > 0; --i) {
    to[i] = (char)(0x80 | (value & 0x3f));
    value >>= 6;
  }
  to[0] = (char)(lead[length] | value);
  return (size_t)length;
}

/* --- apart ---------------------------------------------------------------------------------- */

static const Pair *find_whole(const Pair *pair, int count, uint32_t whole)
{
  for (int i = 0; i < count; ++i) {
    if (pair[i].whole == whole) {
      return &pair[i];
    }
  }
  return NULL;
}

/* Only the first of two parts may have parts itself. */
static void add_parts(Characters *text, uint32_t character)
{
  const Pair *parts = find_whole(pairs, N_PAIRS, character);
  parts = parts ? parts : find_whole(always_apart, N_ALWAYS_APART, character);
  if (parts) {
    add_parts(text, parts->first);
    character = parts->second;
  }
  if (character != 0 && text->count < MOST) {
    text->at[text->count++] = character;
  }
}

static int class_of(uint32_t character)
{
  for (int i = 0; i < N_MARKS; ++i) {
    if (character >= marks[i].first && character <= marks[i].last) {
      return marks[i].class;
    }
  }
  return 0;
}

/* Sorts marks that follow one another by their classes. */
static void order_marks(Characters *text)
{
  for (int i = 1; i < text->count; ++i) {
    const uint32_t mark = text->at[i];
    const int class = class_of(mark);
    int k = i;
    while (k > 0 && class > 0 && class_of(text->at[k - 1]) > class) {
      text->at[k] = text->at[k - 1];
      --k;
    }
    text->at[k] = mark;
  }
}

/* --- together ------------------------------------------------------------------------------- */

static bool is_within(uint32_t value, uint32_t from, uint32_t count)
{
  return value >= from && value - from < count;
}

static uint32_t compose_hangul(uint32_t first, uint32_t second)
{
  enum { L = 0x1100, V = 0x1161, T = 0x11a7, S = 0xac00, N_L = 19, N_V = 21, N_T = 28 };
  if (is_within(first, L, N_L) && is_within(second, V, N_V)) {
    return S + ((first - L) * N_V + (second - V)) * N_T;
  }
  if (is_within(first, S, N_L * N_V * N_T) && (first - S) % N_T == 0 &&
      is_within(second, T + 1, N_T - 1)) {
    return first + (second - T);
  }
  return 0;
}

static uint32_t compose(uint32_t first, uint32_t second)
{
  for (int i = 0; i < N_PAIRS; ++i) {
    if (pairs[i].first == first && pairs[i].second == second) {
      return pairs[i].whole;
    }
  }
  return compose_hangul(first, second);
}

/* Joins each character with the last one that is no mark, if no mark between them is of its
 * class or a higher one. */
static void join(Characters *text)
{
  int count = 0;
  int base = -1;
  int class_before = 0; /* of the mark between them; 0: none */
  for (int i = 0; i < text->count; ++i) {
    const uint32_t character = text->at[i];
    const int class = class_of(character);
    const bool free_way = base >= 0 && (class_before == 0 || class_before < class);
    const uint32_t whole = free_way ? compose(text->at[base], character) : 0;
    if (whole != 0) {
      text->at[base] = whole;
      continue;
    }
    base = class == 0 ? count : base;
    class_before = class;
    text->at[count++] = character;
  }
  text->count = count;
}

void compose_copy(const char *text, char *to, size_t size)
{
  Characters all = {.count = 0};
  while (*text && all.count < MOST) {
    const int length = utf8_length(text);
    if (length > 0) {
      add_parts(&all, utf8_character(text, length));
    } else {
      all.at[all.count++] = NO_UTF8 + (unsigned char)*text;
    }
    text += length > 0 ? length : 1;
  }
  order_marks(&all);
  join(&all);
  size_t used = 0;
  for (int i = 0; i < all.count; ++i) {
    char bytes[4];
    const size_t length = write_character(all.at[i], bytes);
    if (used + length >= size) {
      break;
    }
    memcpy(to + used, bytes, length);
    used += length;
  }
  to[used] = '\0';
}
