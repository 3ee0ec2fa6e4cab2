/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/loudness.h"

#include "dsp/biquad.h"

/* The standard gives its two filters as coefficients at 48 kHz (tables 1 and 2). */
#define K_RATE_HZ 48000.0

static const Biquad head_shelf = {1.53512485958697, -2.69169618940638, 1.19839281085285,
                                  -1.69065929318241, 0.73248077421585};
static const Biquad low_cut = {1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621};

double k_weight_power(double freq_hz)
{
  /* Above 24 kHz the weight is that of 24 kHz. */
  const double at_hz = freq_hz < 0.5 * K_RATE_HZ ? freq_hz : 0.5 * K_RATE_HZ;
  return biquad_power_at(&head_shelf, at_hz, K_RATE_HZ) *
         biquad_power_at(&low_cut, at_hz, K_RATE_HZ);
}
