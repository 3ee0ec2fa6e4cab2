/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/draw/curve_view.h"

#include <math.h>

#include "dsp/equalizer.h"

/* A picture must not fail over a report of a host that mangles numbers. */
static void copy(double *to, const float *from, int count)
{
  for (int i = 0; i < count; ++i) {
    to[i] = isfinite(from[i]) ? (double)from[i] : 0.0;
  }
}

void curve_view_from_report(CurveView *view, const Report *report)
{
  *view = (CurveView){.title = NULL};
  copy(view->probability, report->probability, GENRE_COUNT);
  copy(view->level_db, report->level_db, BAND_COUNT);
  copy(view->zone_low_db, report->zone_low_db, BAND_COUNT);
  copy(view->zone_high_db, report->zone_high_db, BAND_COUNT);
  copy(view->change_db, report->applied_db, BAND_COUNT);
  copy(view->section_db, report->section_db, BAND_COUNT);
  copy(&view->confidence, report->confidence, 1);
  copy(&view->makeup_db, report->makeup_db, 1);
  copy(&view->rate_hz, report->rate_hz, 1);
  const float label = report->label[0];
  view->label = label >= 1.0f && label <= (float)GENRE_COUNT ? (int)label - 1 : GENRE_UNSURE;
  view->genre = view->label == GENRE_UNSURE ? "unsure" : genre_name[view->label];
}

double curve_view_gain_db(const CurveView *view, double freq_hz)
{
  double power = 1.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Biquad section = equalizer_section((Band)band, view->section_db[band], view->rate_hz);
    power *= biquad_power_at(&section, freq_hz, view->rate_hz);
  }
  return 10.0 * log10(fmax(power, 1e-12));
}
