/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/half_band.h"

#include <math.h>
#include <string.h>

#include "dsp/portable_math.h"

/** All-pass coefficients of an elliptic half-band filter with the given stages in
    each branch, from the nome of its transition (Valenzuela & Constantinides,
    as cited in the header); those of odd and even rank make the odd and the even branch. */
typedef struct {
  int n_stages;
  float odd[HALF_BAND_MAX_STAGES];
  float even[HALF_BAND_MAX_STAGES];
} Design;

static const Design designs[] = {
    [HALF_BAND_RELAXED] = {1, {0.598002766f}, {0.146458997f}},
    [HALF_BAND_STEEP] = {3,
                         {0.223816397f, 0.616559435f, 0.927484455f},
                         {0.0628249251f, 0.424398550f, 0.781885757f}},
};

void half_band_init(HalfBand *half_band, HalfBandKind kind)
{
  *half_band = (HalfBand){.kind = kind};
  for (int stage = 0; stage < designs[kind].n_stages; ++stage) {
    for (int channel = 0; channel < 2; ++channel) {
      half_band->coefficient[stage][channel] = designs[kind].odd[stage];
      half_band->coefficient[stage][2 + channel] = designs[kind].even[stage];
    }
  }
}

void half_band_clear(HalfBand *half_band)
{
  memset(half_band->past, 0, sizeof half_band->past);
}

/** Phase (as cosine and sine) of a branch at z^2 = e^(j turn). */
static void branch_response(const float *c, int n_stages, double turn, double response[2])
{
  const double re = portable_cos(turn);
  const double im = -portable_sin(turn);
  response[0] = 1.0;
  response[1] = 0.0;
  for (int i = 0; i < n_stages; ++i) {
    /* (c + z^-1) / (1 + c z^-1) = (c + z^-1) conj(1 + c z^-1) / |…|^2 */
    const double k = (double)c[i];
    const double norm = 1.0 + 2.0 * k * re + k * k;
    const double stage_re = ((k + re) * (1.0 + k * re) + im * k * im) / norm;
    const double stage_im = (im * (1.0 + k * re) - (k + re) * k * im) / norm;
    const double product_re = response[0] * stage_re - response[1] * stage_im;
    response[1] = response[0] * stage_im + response[1] * stage_re;
    response[0] = product_re;
  }
}

double half_band_power(HalfBandKind kind, double freq_fraction)
{
  const Design *design = &designs[kind];
  const double fraction = freq_fraction - floor(freq_fraction);
  const double turn = 2.0 * PI * fraction; /* of z */
  double even[2];
  double odd[2];
  const double twice = 2.0 * fraction - floor(2.0 * fraction);
  branch_response(design->even, design->n_stages, 2.0 * PI * twice, even);
  branch_response(design->odd, design->n_stages, 2.0 * PI * twice, odd);
  const double delay_re = portable_cos(turn);
  const double delay_im = -portable_sin(turn);
  const double re = even[0] + delay_re * odd[0] - delay_im * odd[1];
  const double im = even[1] + delay_re * odd[1] + delay_im * odd[0];
  return 0.25 * (re * re + im * im);
}
