/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the drawing functions show of the plugin.
 */
#ifndef GENRE_EQ_UI_DRAW_CURVE_VIEW_H
#define GENRE_EQ_UI_DRAW_CURVE_VIEW_H

#include <stdbool.h>

#include "ui/draw/plain_words.h"

typedef struct {
  const char *title;               /**< song; NULL: none */
  const char *genre;               /**< heard, or "unsure" */
  char words[PLAIN_WORDS_BYTES];   /**< what is done and why */
  char zone_is[PLAIN_WORDS_BYTES]; /**< what the zone is */
  bool has_heard;                  /**< the song has levels */
  bool has_answer;                 /**< it has probabilities and an aim */
  int label;                       /**< Genre, or GENRE_UNSURE */
  double confidence;               /**< 0 ... 1 */
  double probability[GENRE_COUNT];
  bool has_level[BAND_COUNT];  /**< the band holds something; else it has no aim either */
  double level_db[BAND_COUNT]; /**< before */
  double zone_low_db[BAND_COUNT];
  double zone_high_db[BAND_COUNT];
  double aim_db[BAND_COUNT];
  double change_db[BAND_COUNT];  /**< of the level, by the curve */
  double section_db[BAND_COUNT]; /**< gains of the filter sections */
  double makeup_db;
  double rate_hz;
} CurveView;

/** A view of a report and the controls' values, without a title. Values of the report that are not
    finite become 0; the others are clamped to what a picture can show. */
void curve_view_from_report(CurveView *view, const Report *report,
                            const float control[CONTROL_COUNT]);

#endif
