/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The curve that was learned from a song, held; and six sections of any other
 * equaliser that do the same.
 */
#ifndef GENRE_EQ_UI_CLI_EXPORT_HELD_CURVE_H
#define GENRE_EQ_UI_CLI_EXPORT_HELD_CURVE_H

#include <stdbool.h>

#include "dsp/shelves.h"
#include "ui/cli/export/cookbook.h"
#include "ui/draw/response.h"

/** Where the fit has to be good. */
#define FIT_LOW_HZ 30.0
#define FIT_HIGH_HZ 16000.0

#define FITTED_COUNT 6

/** What the other equaliser has: any number of shelves, or one at each end and bells. */
typedef enum { FIT_SHELVES, FIT_BELLS } FitKind;

typedef struct {
  const char *song;              /**< file name without directory */
  double rate_hz;                /**< that the sections are for */
  double section_db[BAND_COUNT]; /**< gains of the curve's flat sections; the middle one's is 0 */
  double preamp_db;              /**< makeup, output gain, and what the middle one's was */
  CookbookSection fitted[FITTED_COUNT];
  double fitted_preamp_db; /**< preamp_db, and what fits best */
  double fit_error_db;     /**< largest, FIT_LOW_HZ … FIT_HIGH_HZ or 0.45 of the rate */
} HeldCurve;

/** Takes section_db[] from the plugin's report; what all shelves leave alone goes into
    preamp_db, which must have been set. */
void held_curve_take(HeldCurve *curve, const float section_db[BAND_COUNT]);

/** Our own shelves as they are: type, frequency, width. */
CookbookSection held_curve_shelf(const HeldCurve *curve, int shelf);

/** Gain of our curve over frequency, the preamp not counted. */
Response held_curve_response(const HeldCurve *curve);

/** Finds fitted[], fitted_preamp_db and fit_error_db from the rest: the largest error over
    the logarithm of frequency is made small (Levenberg and Marquardt's method, reweighted).
    A flat curve stays exactly flat. Up to some tenths of a second. */
void held_curve_fit(HeldCurve *curve, FitKind kind);

#endif
