/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/draw/curve_view.h"

#include <math.h>

#include "dsp/shelves.h"

/* What fits a picture (dB). */
#define LOWEST_LEVEL_DB (-80.0)
#define HIGHEST_LEVEL_DB 6.0
#define HIGHEST_RATE_HZ 1e6

/* A host may damage the numbers of a report; the picture must be drawn all the same. */
static void copy(double *to, const float *from, int count, double minimum, double maximum)
{
  for (int i = 0; i < count; ++i) {
    const double value = isfinite(from[i]) ? (double)from[i] : 0.0;
    to[i] = fmin(maximum, fmax(minimum, value));
  }
}

static void copy_levels(double *to, const float *from)
{
  copy(to, from, BAND_COUNT, LOWEST_LEVEL_DB, HIGHEST_LEVEL_DB);
}

static void copy_gains(double *to, const float *from, int count)
{
  copy(to, from, count, -SECTION_GAIN_LIMIT_DB, SECTION_GAIN_LIMIT_DB);
}

void curve_view_from_report(CurveView *view, const Report *report,
                            const float control[CONTROL_COUNT])
{
  *view = (CurveView){.title = NULL};
  plain_words(view->words, report, control);
  plain_zone(view->zone_is, report, control);
  view->has_heard = report->listened_s[0] > 0.0f;
  view->has_answer = view->has_heard && report->answered[0] > 0.0f;
  copy(view->probability, report->probability, GENRE_COUNT, 0.0, 1.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    view->has_level[band] = plain_has_level(report, band);
  }
  copy_levels(view->level_db, report->level_db);
  copy_levels(view->zone_low_db, report->zone_low_db);
  copy_levels(view->zone_high_db, report->zone_high_db);
  copy_levels(view->aim_db, report->aim_db);
  copy_gains(view->change_db, report->applied_db, BAND_COUNT);
  copy_gains(view->section_db, report->section_db, BAND_COUNT);
  copy_gains(&view->makeup_db, report->makeup_db, 1);
  copy(&view->confidence, report->confidence, 1, 0.0, 1.0);
  copy(&view->rate_hz, report->rate_hz, 1, 0.0, HIGHEST_RATE_HZ);
  const float label = report->label[0];
  view->label = genre_of_value(
      label >= 0.0f && label <= (float)GENRE_VALUE_LARGEST ? (int)label : GENRE_VALUE_UNSURE);
  view->genre = view->label == GENRE_UNSURE ? "unsure" : genre_name[view->label];
}
