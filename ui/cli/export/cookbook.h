/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser sections of Bristow-Johnson's "Cookbook formulae for audio EQ biquad filter
 * coefficients" (bilinear transform). Equalizer APO's PK, LSC and HSC with Q, x42's fil4 and
 * LSP's mode "APO (DR)" are such sections. The plugin's own sections follow the same analog
 * prototypes, but up to higher frequencies.
 */
#ifndef GENRE_EQ_UI_CLI_EXPORT_COOKBOOK_H
#define GENRE_EQ_UI_CLI_EXPORT_COOKBOOK_H

#include "dsp/biquad.h"

typedef enum { COOKBOOK_LOW_SHELF, COOKBOOK_BELL, COOKBOOK_HIGH_SHELF } CookbookKind;

typedef struct {
  CookbookKind kind;
  double freq_hz; /**< a shelf reaches half its gain (dB) here */
  double gain_db;
  double q;
} CookbookSection;

/** The section at a sample rate; 0 < freq_hz < rate_hz / 2. */
Biquad cookbook_biquad(const CookbookSection *section, double rate_hz);

#endif
