/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser sections of Bristow-Johnson's "Cookbook formulae for audio EQ biquad
 * filter coefficients" (bilinear transform): what Equalizer APO's PK, LSC and HSC
 * with Q, x42's fil4 and LSP's mode "APO (DR)" all are. Ours follow the same analog
 * prototypes, and keep to them nearer to half the sample rate.
 */
#ifndef GENRE_EQ_UI_CLI_EXPORT_COOKBOOK_H
#define GENRE_EQ_UI_CLI_EXPORT_COOKBOOK_H

#include "dsp/biquad.h"

typedef enum { COOKBOOK_LOW_SHELF, COOKBOOK_BELL, COOKBOOK_HIGH_SHELF } CookbookKind;

typedef struct {
  CookbookKind kind;
  double freq_hz; /**< of a shelf: where half its gain (dB) is reached */
  double gain_db;
  double q;
} CookbookSection;

/** The section at a sample rate; 0 < freq_hz < rate_hz / 2. */
Biquad cookbook_biquad(const CookbookSection *section, double rate_hz);

#endif
