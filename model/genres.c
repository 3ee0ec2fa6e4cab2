/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/genres.h"

const char *const genre_symbol[GENRE_COUNT] = {
#define GENRE(id, symbol, name, value, port) #symbol,
#include "model/genres.def"
};

const char *const genre_name[GENRE_COUNT] = {
#define GENRE(id, symbol, name, value, port) name,
#include "model/genres.def"
};

const int genre_value[GENRE_COUNT] = {
#define GENRE(id, symbol, name, value, port) value,
#include "model/genres.def"
};

/* Two genres with one value do not compile: two case labels would be the same. */
int genre_of_value(int value)
{
  switch (value) {
  case GENRE_VALUE_AUTO:
  case GENRE_VALUE_OWN:
    return GENRE_UNSURE;
#define GENRE(id, symbol, name, value, port)                                                       \
  case value:                                                                                      \
    return GENRE_##id;
#include "model/genres.def"
  default:
    return GENRE_UNSURE;
  }
}

int genre_value_of(int genre)
{
  return genre >= 0 && genre < GENRE_COUNT ? genre_value[genre] : GENRE_VALUE_UNSURE;
}

int genre_most_probable(const float probability[GENRE_COUNT])
{
  int best = 0;
  for (int genre = 1; genre < GENRE_COUNT; ++genre) {
    best = probability[genre] > probability[best] ? genre : best;
  }
  return best;
}
