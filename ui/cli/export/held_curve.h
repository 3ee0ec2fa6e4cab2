/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The curve that was learned from a song, held; and five sections of any other
 * equaliser that do the same.
 */
#ifndef GENRE_EQ_UI_CLI_EXPORT_HELD_CURVE_H
#define GENRE_EQ_UI_CLI_EXPORT_HELD_CURVE_H

#include <stdbool.h>

#include "dsp/bands.h"
#include "ui/cli/export/cookbook.h"

/** Where the fit has to be good. */
#define FIT_LOW_HZ 30.0
#define FIT_HIGH_HZ 16000.0

typedef struct {
  const char *song;              /**< file name without directory */
  double rate_hz;                /**< that the sections are for */
  double section_db[BAND_COUNT]; /**< gains of our own sections */
  double preamp_db;              /**< makeup and output gain */
  CookbookSection fitted[BAND_COUNT];
  double fit_error_db; /**< largest, FIT_LOW_HZ … FIT_HIGH_HZ or 0.45 of the rate */
} HeldCurve;

/** Our own sections as they are: type, frequency, width. */
CookbookSection held_curve_section(const HeldCurve *curve, int band);

/** Gain of our curve at a frequency, the preamp not counted. */
double held_curve_gain_db(const HeldCurve *curve, double at_hz);

/** Gain of the fitted sections at a frequency, the preamp not counted. */
double held_curve_fitted_db(const HeldCurve *curve, double at_hz);

/** Finds fitted[] and fit_error_db from the rest: the least squares over the
    logarithm of frequency (Levenberg and Marquardt's method). A flat curve stays
    exactly flat. */
void held_curve_fit(HeldCurve *curve);

#endif
