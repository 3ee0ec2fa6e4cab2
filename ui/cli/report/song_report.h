/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The report on one song: what was heard and why, what the held curve does to it as measured,
 * and the settings.
 */
#ifndef GENRE_EQ_UI_CLI_REPORT_SONG_REPORT_H
#define GENRE_EQ_UI_CLI_REPORT_SONG_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "ui/cli/export/held_curve.h"
#include "ui/cli/report/listening.h"
#include "ui/cli/song/heard.h"
#include "ui/cli/song/measure.h"

typedef struct {
  const char *path;  /**< as it was given */
  char title[256];   /**< from its tags; without one, the file's name */
  char artist[256];  /**< from its tags; "" if there is none */
  const char *genre; /**< heard, or "unsure" */
  Heard heard;
  Measured measured;
  double level_after_db[BAND_COUNT]; /**< measured, without the gain common to all bands */
  HeldCurve curve;
  Listening listening; /**< without sounds if none were asked for */
  const Arguments *arguments;
} SongReport;

/** Listens to the input and measures it; with_sound: makes the sounds for the page, too.
    `arguments` and the input's path must outlive the report. On failure prints why. Free with
    song_report_free() in any case. */
bool song_report_make(SongReport *report, Host *host, AudioInput *input, const Arguments *arguments,
                      bool with_sound);

void song_report_free(SongReport *report);

/** One JSON object on one line: identify's members, and more (genre-eq.1 names them). */
void song_report_json(const SongReport *report, FILE *to);

/** An HTML page that needs no other file. */
void song_report_html(const SongReport *report, FILE *to);

/** The command line that renders the song in the same way. */
void song_report_command(const SongReport *report, FILE *to);

#endif
