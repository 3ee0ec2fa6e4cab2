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

static const struct {
  uint32_t first, second, composed;
} pairs[] = {
#define PAIR(first, second, composed) {first, second, composed},
#include "ui/cli/terminal/compose.def"
};
enum { N_PAIRS = sizeof pairs / sizeof pairs[0] };

static uint32_t read_character(const char *text, int length)
{
  const unsigned char *s = (const unsigned char *)text;
  uint32_t value = length == 1 ? s[0] : s[0] & (0xffu >> (length + 1));
  for (int i = 1; i < length; ++i) {
    value = value << 6 | (s[i] & 0x3fu);
  }
  return value;
}

static int write_character(uint32_t value, char *to)
{
  const int length = value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (int i = length - 1; i > 0; --i) {
    to[i] = (char)(0x80 | (value & 0x3f));
    value >>= 6;
  }
  to[0] = (char)(lead[length] | value);
  return length;
}

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
      return pairs[i].composed;
    }
  }
  return compose_hangul(first, second);
}

void compose_copy(const char *text, char *to, size_t size)
{
  size_t used = 0;
  size_t last_at = 0; /* the place of the last character written */
  uint32_t last = 0;
  while (*text) {
    const int length = utf8_length(text);
    const uint32_t next = length > 0 ? read_character(text, length) : 0;
    const uint32_t composed = last != 0 && next != 0 ? compose(last, next) : 0;
    /* A composed character is not longer than its parts. */
    const size_t bytes = length > 0 ? (size_t)length : 1;
    if (composed != 0) {
      used = last_at + (size_t)write_character(composed, to + last_at);
      last = composed;
    } else if (used + bytes >= size) {
      break;
    } else {
      memcpy(to + used, text, bytes);
      last_at = used;
      used += bytes;
      last = next;
    }
    text += bytes;
  }
  to[used] = '\0';
}
