/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The curve learned from a song, and six sections of another equaliser that are fitted to it.
 */
#ifndef GENRE_EQ_UI_CLI_EXPORT_HELD_CURVE_H
#define GENRE_EQ_UI_CLI_EXPORT_HELD_CURVE_H

#include <stdbool.h>

#include "dsp/shelves.h"
#include "ui/cli/export/cookbook.h"
#include "ui/draw/response.h"

/** The fit is measured between these frequencies, and no higher than held_curve_top_hz(). */
#define FIT_LOW_HZ 30.0
#define FIT_HIGH_HZ 16000.0

#define MAX_FITTED 10

/** The sections of the other equaliser: any shelves, six in all; one shelf at each end and four
    bells; or ten bells. */
typedef enum { FIT_SHELVES, FIT_BELLS, FIT_PEAKS } FitKind;

typedef struct {
  const char *song;              /**< file name without directory */
  double rate_hz;                /**< the sample rate that the sections are for */
  double section_db[BAND_COUNT]; /**< gains of the curve's flat sections; the middle one's is 0 */
  double preamp_db;              /**< makeup, output gain, and the middle section's gain */
  CookbookSection fitted[MAX_FITTED];
  int n_fitted;
  double fitted_preamp_db; /**< preamp_db, plus what fits best */
  double fit_error_db;     /**< largest, FIT_LOW_HZ … held_curve_top_hz() */
} HeldCurve;

/** Takes section_db[] from the plugin's report. Adds the part that is common to all sections
    to preamp_db, which must have been set. */
void held_curve_take(HeldCurve *curve, const float section_db[BAND_COUNT]);

/** One of the plugin's own shelves: type, frequency, width, gain. */
CookbookSection held_curve_shelf(const HeldCurve *curve, int shelf);

/** Gain of our curve over frequency, the preamp not counted. */
Response held_curve_response(const HeldCurve *curve);

/** The highest frequency at which the fit is measured: FIT_HIGH_HZ, or 0.45 of the rate. */
double held_curve_top_hz(const HeldCurve *curve);

/** Finds fitted[], fitted_preamp_db and fit_error_db from the rest. Minimises the largest error
    over the logarithm of frequency (Levenberg and Marquardt's method, reweighted). A flat
    curve stays exactly flat. Takes up to some tenths of a second. */
void held_curve_fit(HeldCurve *curve, FitKind kind);

#endif
