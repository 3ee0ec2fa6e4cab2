/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/export/cookbook.h"

#include <math.h>

#define TAU 6.283185307179586

static Biquad normalised(double b0, double b1, double b2, double a0, double a1, double a2)
{
  return (Biquad){b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0};
}

/* The variables have the cookbook's names. */
Biquad cookbook_biquad(const CookbookSection *section, double rate_hz)
{
  const double a = pow(10.0, section->gain_db / 40.0);
  const double w0 = TAU * section->freq_hz / rate_hz;
  const double c = cos(w0);
  const double alpha = sin(w0) / (2.0 * section->q);
  const double root = 2.0 * sqrt(a) * alpha;
  const double up = a + 1.0;
  const double down = a - 1.0;
  switch (section->kind) {
  case COOKBOOK_LOW_SHELF:
    return normalised(a * (up - down * c + root), 2.0 * a * (down - up * c),
                      a * (up - down * c - root), up + down * c + root, -2.0 * (down + up * c),
                      up + down * c - root);
  case COOKBOOK_HIGH_SHELF:
    return normalised(a * (up + down * c + root), -2.0 * a * (down + up * c),
                      a * (up + down * c - root), up - down * c + root, 2.0 * (down - up * c),
                      up - down * c - root);
  case COOKBOOK_BELL:
    break;
  }
  return normalised(1.0 + alpha * a, -2.0 * c, 1.0 - alpha * a, 1.0 + alpha / a, -2.0 * c,
                    1.0 - alpha / a);
}
