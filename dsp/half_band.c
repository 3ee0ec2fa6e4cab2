/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/half_band.h"

#include <math.h>

#include "dsp/lanes.h"
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
}

void half_band_clear(HalfBand *half_band)
{
  half_band_init(half_band, half_band->kind);
}

static Lanes both_branches(const Design *design, int stage)
{
  const float odd = design->odd[stage];
  const float even = design->even[stage];
  return (Lanes){odd, odd, even, even};
}

/** y = x1 + c (x - y1); y1 is the next stage's x1. */
static inline Lanes all_pass(Lanes x, Lanes c, Lanes *x1, Lanes y1)
{
  const Lanes y = *x1 + c * (x - y1);
  *x1 = x;
  return y;
}

static inline void store_sum(Lanes branches, float out[2])
{
  out[0] = 0.5f * (branches[0] + branches[2]);
  out[1] = 0.5f * (branches[1] + branches[3]);
}

static void run_relaxed(HalfBand *half_band, const float *in, float *out, uint32_t n_out)
{
  const Lanes c = both_branches(&designs[HALF_BAND_RELAXED], 0);
  Lanes past0 = lanes_load(half_band->past[0]);
  Lanes past1 = lanes_load(half_band->past[1]);
  for (uint32_t i = 0; i < n_out; ++i) {
    past1 = all_pass(lanes_load(&in[4 * i]), c, &past0, past1);
    store_sum(past1, &out[2 * i]);
  }
  lanes_store(half_band->past[0], past0);
  lanes_store(half_band->past[1], past1);
}

static void run_steep(HalfBand *half_band, const float *in, float *out, uint32_t n_out)
{
  const Design *design = &designs[HALF_BAND_STEEP];
  const Lanes c0 = both_branches(design, 0);
  const Lanes c1 = both_branches(design, 1);
  const Lanes c2 = both_branches(design, 2);
  Lanes past0 = lanes_load(half_band->past[0]);
  Lanes past1 = lanes_load(half_band->past[1]);
  Lanes past2 = lanes_load(half_band->past[2]);
  Lanes past3 = lanes_load(half_band->past[3]);
  for (uint32_t i = 0; i < n_out; ++i) {
    const Lanes x1 = all_pass(lanes_load(&in[4 * i]), c0, &past0, past1);
    const Lanes x2 = all_pass(x1, c1, &past1, past2);
    past3 = all_pass(x2, c2, &past2, past3);
    store_sum(past3, &out[2 * i]);
  }
  lanes_store(half_band->past[0], past0);
  lanes_store(half_band->past[1], past1);
  lanes_store(half_band->past[2], past2);
  lanes_store(half_band->past[3], past3);
}

/** Makes n_out frames of twice as many; `out` may lie at or before `in`. */
static void halve(HalfBand *half_band, const float *in, float *out, uint32_t n_out)
{
  while (n_out > 0) {
    const uint32_t to_grid = TAIL_GRID - half_band->grid;
    const uint32_t n = n_out < to_grid ? n_out : to_grid;
    if (half_band->kind == HALF_BAND_STEEP) {
      run_steep(half_band, in, out, n);
    } else {
      run_relaxed(half_band, in, out, n);
    }
    half_band->grid += n;
    if (half_band->grid == TAIL_GRID) {
      half_band->grid = 0;
      for (int i = 0; i <= HALF_BAND_MAX_STAGES; ++i) {
        kill_tail(half_band->past[i]);
      }
    }
    in += 4 * n;
    out += 2 * n;
    n_out -= n;
  }
}

uint32_t half_band_process(HalfBand *half_band, float *io, uint32_t n_frames)
{
  uint32_t n_in = 0;
  uint32_t n_out = 0;
  if (half_band->is_waiting && n_frames > 0) {
    const float pair[4] = {half_band->waiting[0], half_band->waiting[1], io[0], io[1]};
    halve(half_band, pair, io, 1);
    half_band->is_waiting = false;
    n_in = 1;
    n_out = 1;
  }
  const uint32_t n_pairs = (n_frames - n_in) / 2;
  halve(half_band, io + 2 * n_in, io + 2 * n_out, n_pairs);
  n_in += 2 * n_pairs;
  n_out += n_pairs;
  if (n_in < n_frames) {
    half_band->waiting[0] = io[2 * n_in];
    half_band->waiting[1] = io[2 * n_in + 1];
    half_band->is_waiting = true;
  }
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
