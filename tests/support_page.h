/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Takes the sounds, and how its choices mix them, from the text of a page of genre-eq report.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_PAGE_H
#define GENRE_EQ_TESTS_SUPPORT_PAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_cli.h"

/** What a digit of base64 is worth; -1: it is none. */
static inline int page_digit(char c)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *at = c ? strchr(digits, c) : NULL;
  return at ? (int)(at - digits) : -1;
}

/** Decodes base64 into a file. */
static inline void page_write_bytes(const char *path, const char *text)
{
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  unsigned bits = 0;
  int n_bits = 0;
  for (; page_digit(*text) >= 0; ++text) {
    bits = (bits << 6 | (unsigned)page_digit(*text)) & 0xffffff;
    n_bits += 6;
    if (n_bits >= 8) {
      n_bits -= 8;
      fputc((int)(bits >> n_bits & 0xff), file);
    }
  }
  fclose(file);
}

/** The sound with this name on the page. */
static inline Sound page_sound(const char *page, const char *name)
{
  char begin[128];
  snprintf(begin, sizeof begin, "aria-label=\"%s\" src=\"data:audio/flac;base64,", name);
  const char *at = strstr(page, begin);
  if (at) {
    page_write_bytes("sound.flac", at + strlen(begin));
  } else {
    fail_msg("there is no sound %s", name);
  }
  return cli_read_sound("sound.flac");
}

/** The gains of a choice, one a sound; returns how many there are. */
static inline int page_mix(const char *page, const char *name, double mix[3])
{
  char end[64];
  snprintf(end, sizeof end, "\" data-name=\"%s\"", name);
  const char *at = strstr(page, end);
  while (at && strncmp(at, "data-mix=\"", 10) != 0) {
    --at;
  }
  return at ? sscanf(at, "data-mix=\"%lf %lf %lf", &mix[0], &mix[1], &mix[2]) : 0;
}

#endif
