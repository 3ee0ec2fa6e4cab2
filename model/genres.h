/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Enumerations and names made from genres.def. Constant data: any thread.
 */
#ifndef GENRE_EQ_MODEL_GENRES_H
#define GENRE_EQ_MODEL_GENRES_H

typedef enum {
#define GENRE(id, symbol, name) GENRE_##id,
#include "model/genres.def"
  GENRE_COUNT
} Genre;

/** What the label says while no genre is clear enough. */
#define GENRE_UNSURE (-1)

extern const char *const genre_symbol[GENRE_COUNT]; /**< "hiphop" */
extern const char *const genre_name[GENRE_COUNT];   /**< "hip hop" */

#endif
