/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Prints what the plugin heard in a file, for people and as JSON.
 */
#ifndef GENRE_EQ_UI_CLI_SONG_HEARD_H
#define GENRE_EQ_UI_CLI_SONG_HEARD_H

#include <stdbool.h>
#include <stdio.h>

#include "plugin/controls.h"
#include "plugin/report.h"
#include "ui/draw/plain_words.h"

typedef struct {
  Report report;                /**< the last one */
  float control[CONTROL_COUNT]; /**< values of the inputs, as the user set them */
  double seconds;               /**< length of the file */
  int rate_hz;                  /**< of the file */
  double peak_in_db;            /**< true peak of the file, dBTP */
} Heard;

/** Name of the genre heard, or "unsure". */
const char *heard_genre(const Heard *heard);

/** The level of a band before the curve, relative to all five; −HUGE_VAL if no music was
    heard. */
double heard_level_db(const Heard *heard, int band);

/** plain_words() of a song. It was heard with these controls, though the mode is Hold, as in the
    preset of another song. */
void heard_words(const Heard *heard, char line[PLAIN_WORDS_BYTES]);

/** If the song was too short to be taken for a genre, prints that it is and returns false. */
bool heard_enough(const Heard *heard, const char *file);

/** Prints genre, what is done in one line, probabilities and the five bands. gain_name is the
   heading of the column of band gains, gain_db[BAND_COUNT]. */
void heard_print_table(const Heard *heard, const char *gain_name, const float *gain_db, FILE *to);

/** Prints the members of a JSON object, without its braces. */
void heard_print_members(const Heard *heard, const char *file, FILE *to);

/** Prints one JSON object on one line. */
void heard_print_json(const Heard *heard, const char *file, FILE *to);

#endif
