/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Says in one line what is done to the song and why. If little is done, it says whether little is
 * needed, and what to try. The window, the program and the report all show this line:
 *
 *   High mid is 3.1 dB below jazz: brought up by 1.8 dB.
 *   All bands lie within jazz: little is needed.
 *
 * "Below", "above" and "within" speak of the zone of the report. To use it:
 *
 *   char line[PLAIN_WORDS_BYTES];
 *   plain_words(line, &report, control);
 *
 * Pure: any thread.
 */
#ifndef GENRE_EQ_UI_DRAW_PLAIN_WORDS_H
#define GENRE_EQ_UI_DRAW_PLAIN_WORDS_H

#include <stdbool.h>

#include "plugin/controls.h"
#include "plugin/report.h"

enum { PLAIN_WORDS_BYTES = 256 };

/** False before any music, and for a band that holds nothing, as above half of the song's sample
    rate: then the report's level is no measurement. */
bool plain_has_level(const Report *report, int band);

/** How far a level (dB) is above a band's zone; below it, negative. 0 if it is within, or so near
    that one decimal shows 0.0. */
double plain_outside_db(const Report *report, int band, double level_db);

/** Writes the line, in UTF-8, without a line break. control: the values of all controls, of which
    it reads the inputs alone. */
void plain_words(char line[PLAIN_WORDS_BYTES], const Report *report,
                 const float control[CONTROL_COUNT]);

/** Writes what the zone is: "where half of jazz masters lie". */
void plain_zone(char text[PLAIN_WORDS_BYTES], const Report *report,
                const float control[CONTROL_COUNT]);

#endif
