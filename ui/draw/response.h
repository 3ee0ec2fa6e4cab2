/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser's gain over frequency, for pictures and tables; its filters are designed
 * once. Pure: any thread.
 */
#ifndef GENRE_EQ_UI_DRAW_RESPONSE_H
#define GENRE_EQ_UI_DRAW_RESPONSE_H

#include "dsp/shelves.h"

typedef struct {
  Biquad shelf[SHELF_COUNT];
  double rate_hz;
  double top_hz; /**< the curve ends here: the highest band's edge, or just below half the rate;
                      0 if the rate is none: then there is no curve */
} Response;

/** For section gains (dB). A gain that is not finite counts as 0; the others are kept within
    ±SECTION_GAIN_LIMIT_DB. */
Response response_of(const double section_db[BAND_COUNT], double rate_hz);

/** Gain (dB) at a frequency up to half the sample rate. 0 if there is no curve. */
double response_gain_db(const Response *response, double freq_hz);

/** Largest gain or cut (dB), from the lowest band's edge to top_hz. */
double response_most_db(const Response *response);

#endif
