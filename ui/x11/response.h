/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser's gain at many frequencies, each section designed once. Pure: any
 * thread.
 */
#ifndef GENRE_EQ_UI_X11_RESPONSE_H
#define GENRE_EQ_UI_X11_RESPONSE_H

#include "dsp/bands.h"

enum { RESPONSE_POINTS = 193 };

typedef struct {
  int count; /**< points below half the sample rate; at least 2, or 0 */
  double gain_db[RESPONSE_POINTS];
} Response;

/** Frequency of a point: from the lowest to the highest band edge, on a logarithmic
    axis. */
double response_freq_hz(int point);

/** Gain (dB) at a frequency on the axis, between the points. 0 where there is none. */
double response_at(const Response *response, double freq_hz);

/** For section gains in dB. A rate of 0 or less: no points. */
void response_find(Response *response, const float section_db[BAND_COUNT], double rate_hz);

#endif
