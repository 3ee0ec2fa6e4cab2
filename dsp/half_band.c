/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/half_band.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"
#include "dsp/portable_math.h"

/* All-pass coefficients of an elliptic half-band filter, from the nome of its transition
   (Valenzuela & Constantinides, as cited in the header); those of odd and even rank make the
   odd and the even branch. */
static const float odd[HALF_BAND_STAGES] = {0.223816397f, 0.616559435f, 0.927484455f};
static const float even[HALF_BAND_STAGES] = {0.0628249251f, 0.424398550f, 0.781885757f};

void half_band_init(HalfBand *half_band)
{
  for (int stage = 0; stage < HALF_BAND_STAGES; ++stage) {
    for (int channel = 0; channel < 2; ++channel) {
      half_band->coefficient[stage][channel] = odd[stage];
      half_band->coefficient[stage][2 + channel] = even[stage];
    }
  }
  half_band_clear(half_band);
}

void half_band_clear(HalfBand *half_band)
{
  memset(half_band->past, 0, sizeof half_band->past);
  half_band->is_waiting = false;
}

/* Two frames in, one out. Each stage is an all-pass y = x1 + c (x - y1); y1 is the next
   one's x1. */
static inline Lanes4 step(Lanes4 past[HALF_BAND_STAGES + 1], const Lanes4 c[HALF_BAND_STAGES],
                          Lanes4 x)
{
  for (int stage = 0; stage < HALF_BAND_STAGES; ++stage) {
    const Lanes4 y = (past[stage] + c[stage] * x) - c[stage] * past[stage + 1];
    past[stage] = x;
    x = y;
  }
  past[HALF_BAND_STAGES] = x;
  return 0.5f * (x + (Lanes4){x[2], x[3], x[2], x[3]});
}

uint32_t half_band_process(HalfBand *half_band, const float *const in[2], float *const out[2],
                           uint32_t n_frames)
{
  Lanes4 past[HALF_BAND_STAGES + 1];
  Lanes4 c[HALF_BAND_STAGES];
  const float *left = in[0];
  const float *right = in[1];
  uint32_t n_out = 0;
  uint32_t i = 0;
  memcpy(past, half_band->past, sizeof past);
  memcpy(c, half_band->coefficient, sizeof c);
  if (half_band->is_waiting && n_frames > 0) {
    const float *first = half_band->waiting;
    const Lanes4 frame = step(past, c, (Lanes4){first[0], first[1], left[0], right[0]});
    out[0][0] = frame[0];
    out[1][0] = frame[1];
    half_band->is_waiting = false;
    n_out = i = 1;
  }
  for (; i + 2 <= n_frames; i += 2) {
    const Lanes4 frame = step(past, c, (Lanes4){left[i], right[i], left[i + 1], right[i + 1]});
    out[0][n_out] = frame[0];
    out[1][n_out++] = frame[1];
  }
  if (i < n_frames) {
    half_band->waiting[0] = left[i];
    half_band->waiting[1] = right[i];
    half_band->is_waiting = true;
  }
  memcpy(half_band->past, past, sizeof past);
  return n_out;
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

double half_band_power(double freq_fraction)
{
  const double fraction = freq_fraction - floor(freq_fraction);
  const double turn = 2.0 * PI * fraction; /* of z */
  double even_response[2];
  double odd_response[2];
  const double twice = 2.0 * fraction - floor(2.0 * fraction);
  branch_response(even, HALF_BAND_STAGES, 2.0 * PI * twice, even_response);
  branch_response(odd, HALF_BAND_STAGES, 2.0 * PI * twice, odd_response);
  const double delay_re = portable_cos(turn);
  const double delay_im = -portable_sin(turn);
  const double re = even_response[0] + delay_re * odd_response[0] - delay_im * odd_response[1];
  const double im = even_response[1] + delay_re * odd_response[1] + delay_im * odd_response[0];
  return 0.25 * (re * re + im * im);
}
