/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A strict reader of JSON (RFC 8259) for tests. It checks that the whole text is one value, and
 * finds the value under a path such as "bands.2.gain_db".
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_JSON_H
#define GENRE_EQ_TESTS_SUPPORT_JSON_H

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline const char *json_skip(const char *s);

static inline const char *json_space(const char *s)
{
  return s + strspn(s, " \t\r\n");
}

/* Each json_skip_…() returns what follows the value at s, or NULL if it is none. */

static inline const char *json_skip_string(const char *s)
{
  if (*s++ != '"') {
    return NULL;
  }
  while (*s != '"') {
    if ((unsigned char)*s < 0x20) {
      return NULL;
    }
    if (*s == '\\') {
      ++s;
      if (*s == 'u') {
        if (strspn(s + 1, "0123456789abcdefABCDEF") < 4) {
          return NULL;
        }
        s += 4;
      } else if (!*s || !strchr("\"\\/bfnrt", *s)) {
        return NULL;
      }
    }
    ++s;
  }
  return s + 1;
}

static inline const char *json_skip_digits(const char *s)
{
  return isdigit((unsigned char)*s) ? s + strspn(s, "0123456789") : NULL;
}

static inline const char *json_skip_number(const char *s)
{
  s += *s == '-';
  if (s[0] == '0' && isdigit((unsigned char)s[1])) {
    return NULL;
  }
  s = json_skip_digits(s);
  if (s && *s == '.') {
    s = json_skip_digits(s + 1);
  }
  if (s && (*s == 'e' || *s == 'E')) {
    ++s;
    s += *s == '+' || *s == '-';
    s = json_skip_digits(s);
  }
  return s;
}

/* The members between s[0] ('{' or '[') and its partner. If wanted is not NULL, the
 * value of that member (its key, or its number) goes to *found. */
static inline const char *json_skip_members(const char *s, const char *wanted, const char **found)
{
  const bool object = *s == '{';
  const char close = object ? '}' : ']';
  int index = 0;
  s = json_space(s + 1);
  while (*s != close) {
    char key[64];
    snprintf(key, sizeof key, "%d", index);
    if (index++ > 0) {
      if (*s != ',') {
        return NULL;
      }
      s = json_space(s + 1);
    }
    if (object) {
      const char *end = json_skip_string(s);
      if (!end) {
        return NULL;
      }
      snprintf(key, sizeof key, "%.*s", (int)(end - s - 2), s + 1);
      s = json_space(end);
      if (*s != ':') {
        return NULL;
      }
      s = json_space(s + 1);
    }
    if (wanted && strcmp(key, wanted) == 0) {
      *found = s;
    }
    s = json_skip(s);
    if (!s) {
      return NULL;
    }
    s = json_space(s);
  }
  return s + 1;
}

static inline const char *json_skip(const char *s)
{
  static const char *const words[] = {"true", "false", "null"};
  for (int i = 0; i < 3; ++i) {
    if (strncmp(s, words[i], strlen(words[i])) == 0) {
      return s + strlen(words[i]);
    }
  }
  return *s == '"'                ? json_skip_string(s)
         : *s == '{' || *s == '[' ? json_skip_members(s, NULL, NULL)
                                  : json_skip_number(s);
}

/** True if the text is one JSON value and a newline. */
static inline bool json_is_one_line(const char *text)
{
  const char *end = json_skip(text);
  return end && strcmp(end, "\n") == 0;
}

/** The value under `path`, or NULL. */
static inline const char *json_find(const char *text, const char *path)
{
  char copy[256];
  char *rest = copy;
  snprintf(copy, sizeof copy, "%s", path);
  const char *value = text;
  for (char *key = strtok_r(copy, ".", &rest); key && value; key = strtok_r(NULL, ".", &rest)) {
    const char *found = NULL;
    if (*value == '{' || *value == '[') {
      json_skip_members(value, key, &found);
    }
    value = found;
  }
  return value;
}

/** The number there, or NAN. */
static inline double json_find_number(const char *text, const char *path)
{
  const char *value = json_find(text, path);
  return value && (isdigit((unsigned char)*value) || *value == '-') ? strtod(value, NULL)
                                                                    : (double)NAN;
}

/** The string there without quotes, with its escapes; "" if there is none. */
static inline void json_find_string(const char *text, const char *path, char *to, size_t size)
{
  const char *value = json_find(text, path);
  const char *end = value ? json_skip_string(value) : NULL;
  snprintf(to, size, "%.*s", end ? (int)(end - value - 2) : 0, end ? value + 1 : "");
}

#endif
