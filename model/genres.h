/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Enumerations and names made from genres.def. Constant data: any thread.
 */
#ifndef GENRE_EQ_MODEL_GENRES_H
#define GENRE_EQ_MODEL_GENRES_H

typedef enum {
#define GENRE(id, symbol, name, value, port) GENRE_##id,
#include "model/genres.def"
  GENRE_COUNT
} Genre;

/** What the label says while no genre is clear enough. */
#define GENRE_UNSURE (-1)

/** Values of the controls `genre` and `detected_genre` that stand for no genre. */
enum { GENRE_VALUE_AUTO = 0, GENRE_VALUE_UNSURE = 0, GENRE_VALUE_OWN = 1 };

/** The largest value of a genre: the size of a union is that of its largest member. */
#define GENRE(id, symbol, name, value, port) char symbol[value];
enum {
  GENRE_VALUE_LARGEST = sizeof(union {
#include "model/genres.def"
  })
};

extern const char *const genre_symbol[GENRE_COUNT]; /**< "hiphop" */
extern const char *const genre_name[GENRE_COUNT];   /**< "hip hop" */
extern const int genre_value[GENRE_COUNT];          /**< of the controls */

/** The genre that has this value, or GENRE_UNSURE. Real-time safe. */
int genre_of_value(int value);

/** The value of a genre; GENRE_VALUE_UNSURE for GENRE_UNSURE. Real-time safe. */
int genre_value_of(int genre);

/** The genre with the largest probability. Real-time safe. */
int genre_most_probable(const float probability[GENRE_COUNT]);

#endif
