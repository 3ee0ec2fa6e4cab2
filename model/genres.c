/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/genres.h"

const char *const genre_symbol[GENRE_COUNT] = {
#define GENRE(id, symbol, name) #symbol,
#include "model/genres.def"
};

const char *const genre_name[GENRE_COUNT] = {
#define GENRE(id, symbol, name) name,
#include "model/genres.def"
};
