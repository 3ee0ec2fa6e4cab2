/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * First a guess d at the spectral density: straight lines over log frequency (dB over
 * octaves) through the middles of the sub-bands. What sub-band i hears of it at grid
 * point p, with T_ip the bank's power response times the point's width, is T_ip d_p.
 * Once, each middle is moved by what its sub-band's sum of T_ip d_p is off.
 *
 * Then each sub-band's guess is corrected by a short cosine series, so that it has just
 * the energy and the autocorrelation that were measured,
 *
 *   w_ip = T_ip d_p sum_k c_ik cos(k t_ip),
 *   sum_p w_ip cos(j t_ip) = r_ij,   j = 0 ... SUBBAND_LAGS,
 *
 * t_ip the phase that one lag turns at the point's frequency. As far as a curve can be
 * written as such a series over what the sub-band hears, the sum over w_ip and the
 * curve is then exactly the energy behind the curve, however the energy is spread,
 * leaking of the sub-band's filter included. The equations' matrix follows from
 *
 *   cos a cos b = (cos(a + b) + cos(a - b)) / 2.
 */
#include "dsp/band_spectrum.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "dsp/filter_bank.h"
#include "dsp/loudness.h"
#include "dsp/portable_math.h"

/* A sub-band is never taken as emptier than this part of the mean: a band with nothing
 * in it then answers as if there were a trace of pink noise. */
#define EMPTY_SHARE 1e-9

/* The guess is never drawn on further than this beyond the outermost middles. */
#define FURTHEST_FRACTION 1.5

/* Keeps the equations solvable where a sub-band hears too few points to tell lags apart. */
#define RIDGE 1e-6

/* The grid's ends, the upper one in relation to the sample rate. */
#define LOWEST_HZ 8.0
#define HIGHEST_PART 0.49

#define LOUDEST_K_RATIO 4.0

/* Below this part of its most, 80 dB down, a sub-band is taken for deaf. */
#define DEAF_PART 1e-8

enum { STEP_LATCH, STEP_DRAW, STEP_SHARPEN, STEP_DRAW_ANEW, STEP_SUBBANDS };

static double square(double x)
{
  return x * x;
}

/* --- set-up ------------------------------------------------------------------------ */

static double middle_log(int subband)
{
  return 0.5 * portable_log(subband_info[subband].low_hz * subband_info[subband].high_hz);
}

/** Between which sub-bands' middles a point lies, and where. */
static void set_line(BandSpectrum *spectrum, int p, double log_freq)
{
  int lower = 0;
  while (lower < SUBBAND_COUNT - 2 && middle_log(lower + 1) < log_freq) {
    ++lower;
  }
  const double low = middle_log(lower);
  const double fraction = (log_freq - low) / (middle_log(lower + 1) - low);
  spectrum->lower[p] = lower;
  spectrum->fraction[p] = fmin(fmax(fraction, 1.0 - FURTHEST_FRACTION), FURTHEST_FRACTION);
}

static void set_up_point(BandSpectrum *spectrum, const FilterBank *bank, int p, double freq_hz,
                         double width)
{
  double all = 0.0;
  set_line(spectrum, p, portable_log(freq_hz));
  spectrum->sin2[p] = square(portable_sin(PI * freq_hz / bank->rate_hz));
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const double turn = filter_bank_turn(bank, i, freq_hz);
    const double heard = width * filter_bank_power(bank, i, freq_hz);
    spectrum->heard[i][p] = heard;
    spectrum->cos_turn[i][p] = portable_cos(turn);
    spectrum->pink[i] += heard;
    all += heard;
  }
  const double k_weight = k_weight_power(freq_hz) * width;
  spectrum->k_ratio[p] = fmin(all > 0.0 ? k_weight / all : 0.0, LOUDEST_K_RATIO);
}

/** n points from low_hz to high_hz, evenly over log frequency; none where there is no
    room below the top. */
static int set_up_stretch(BandSpectrum *spectrum, const FilterBank *bank, int p, double low_hz,
                          double high_hz, int n)
{
  const double top_hz = fmin(high_hz, HIGHEST_PART * bank->rate_hz);
  for (int k = 0; k < n; ++k, ++p) {
    if (low_hz < top_hz) {
      const double octaves = portable_log(top_hz / low_hz);
      const double freq_hz = low_hz * portable_exp(octaves * ((double)k + 0.5) / n);
      set_up_point(spectrum, bank, p, freq_hz, octaves / n);
    } else {
      spectrum->sin2[p] = 1.0;
    }
  }
  return p;
}

/** Which points lie within a sub-band's hearing. */
static void set_up_range(BandSpectrum *spectrum, int subband)
{
  const double *heard = spectrum->heard[subband];
  double most = 0.0;
  for (int p = 0; p < GRID_POINTS; ++p) {
    most = fmax(most, heard[p]);
  }
  for (int p = GRID_POINTS - 1; p >= 0; --p) {
    if (heard[p] > DEAF_PART * most) {
      spectrum->first[subband] = p;
      spectrum->end[subband] = spectrum->end[subband] > 0 ? spectrum->end[subband] : p + 1;
    }
  }
}

static void take_weights(BandSpectrum *spectrum)
{
  memcpy(spectrum->weight, spectrum->new_weight, sizeof spectrum->weight);
  for (int p = 0; p < GRID_POINTS; ++p) {
    double all = 0.0;
    for (int band = 0; band < BAND_COUNT; ++band) {
      all += spectrum->weight[band][p];
    }
    spectrum->loudness_weight[p] = all * spectrum->k_ratio[p];
  }
}

void band_spectrum_init(BandSpectrum *spectrum, double rate_hz)
{
  static const float nothing[SUBBAND_COUNT] = {0.0f};
  static const SubbandShape no_shape = {{{0.0}}};
  FilterBank bank;
  memset(spectrum, 0, sizeof *spectrum);
  filter_bank_init(&bank, rate_hz);
  const SubbandInfo *last = &subband_info[SUBBAND_COUNT - 1];
  int p = set_up_stretch(spectrum, &bank, 0, LOWEST_HZ, subband_info[0].low_hz, GRID_POINTS_BELOW);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const SubbandInfo *info = &subband_info[i];
    p = set_up_stretch(spectrum, &bank, p, info->low_hz, info->high_hz, GRID_POINTS_PER_SUBBAND);
  }
  set_up_stretch(spectrum, &bank, p, last->high_hz, 2.0 * last->high_hz, GRID_POINTS_ABOVE);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    set_up_range(spectrum, i);
  }
  for (int step = 0; step < SPECTRUM_STEPS; ++step) {
    band_spectrum_step(spectrum, step, nothing, &no_shape);
  }
}

/* --- the guess ----------------------------------------------------------------------- */

static bool is_shape(const double lag[SUBBAND_LAGS + 1])
{
  bool sane = lag[0] > 0.0 && lag[0] < 1e30;
  for (int k = 1; k <= SUBBAND_LAGS; ++k) {
    sane = sane && fabs(lag[k]) <= 1.1 * lag[0];
  }
  return sane;
}

static void latch(BandSpectrum *spectrum, const float energy[SUBBAND_COUNT],
                  const SubbandShape *shape)
{
  double total = 0.0;
  double pink_total = 0.0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const double e = (double)energy[i];
    spectrum->energy[i] = e > 0.0 && e < 1e30 ? e : 0.0;
    total += spectrum->energy[i];
    pink_total += spectrum->pink[i];
  }
  const bool heard = total > 1e-30;
  const double unit = heard ? total / pink_total : 1.0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const double pink = spectrum->pink[i];
    const double share = pink > 0.0 && heard ? spectrum->energy[i] / (pink * unit) : 1.0;
    spectrum->energy[i] = pink * fmax(share, EMPTY_SHARE);
    spectrum->log_density[i] = portable_log(fmax(share, EMPTY_SHARE));
    const bool shaped = is_shape(shape->lag[i]);
    for (int k = 0; k <= SUBBAND_LAGS; ++k) {
      spectrum->rho[i][k] = shaped ? shape->lag[i][k] / shape->lag[i][0] : 0.0;
    }
  }
  memset(spectrum->new_weight, 0, sizeof spectrum->new_weight);
}

static void draw_density(BandSpectrum *spectrum)
{
  for (int p = 0; p < GRID_POINTS; ++p) {
    const double low = spectrum->log_density[spectrum->lower[p]];
    const double high = spectrum->log_density[spectrum->lower[p] + 1];
    spectrum->density[p] = low + spectrum->fraction[p] * (high - low);
  }
  portable_exp_all(spectrum->density, GRID_POINTS);
}

/** Where a sub-band hears less, or more, of the guess than was measured, the guess is off
    by that: between loud neighbours it took their skirts for the sub-band's own. */
static void sharpen_density(BandSpectrum *spectrum)
{
  const double log_empty = portable_log(EMPTY_SHARE);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    double sum = 0.0;
    for (int p = spectrum->first[i]; p < spectrum->end[i]; ++p) {
      sum += spectrum->heard[i][p] * spectrum->density[p];
    }
    if (sum > 0.0 && spectrum->energy[i] > 0.0) {
      const double log_density = spectrum->log_density[i] + portable_log(spectrum->energy[i] / sum);
      spectrum->log_density[i] = fmax(log_density, log_empty);
    }
  }
}

/* --- the correction ------------------------------------------------------------------- */

#define TERMS (SUBBAND_LAGS + 1)

/** Solves m x = x in place; m is symmetric positive definite. */
static void solve(double m[TERMS][TERMS], double x[TERMS])
{
  for (int i = 0; i < TERMS; ++i) {
    for (int row = i + 1; row < TERMS; ++row) {
      const double factor = m[row][i] / m[i][i];
      for (int k = i; k < TERMS; ++k) {
        m[row][k] -= factor * m[i][k];
      }
      x[row] -= factor * x[i];
    }
  }
  for (int i = TERMS - 1; i >= 0; --i) {
    for (int k = i + 1; k < TERMS; ++k) {
      x[i] -= m[i][k] * x[k];
    }
    x[i] /= m[i][i];
  }
}

/** Sums of guess[p] cos(n turn) for n = 0 ... 2 SUBBAND_LAGS. */
static void find_moments(const double *guess, const double *cos_turn, int n_points,
                         double moment[2 * SUBBAND_LAGS + 1])
{
  memset(moment, 0, (2 * SUBBAND_LAGS + 1) * sizeof *moment);
  for (int p = 0; p < n_points; ++p) {
    double before = guess[p] * cos_turn[p]; /* cos(-turn) */
    double now = guess[p];
#pragma GCC unroll 32
    for (int n = 0; n <= 2 * SUBBAND_LAGS; ++n) {
      moment[n] += now;
      const double next = 2.0 * cos_turn[p] * now - before;
      before = now;
      now = next;
    }
  }
}

static void add_subband(BandSpectrum *spectrum, int subband)
{
  const int first = spectrum->first[subband];
  const int n_points = spectrum->end[subband] - first;
  const double *heard = spectrum->heard[subband] + first;
  const double *density = spectrum->density + first;
  const double *cos_turn = spectrum->cos_turn[subband] + first;
  double *weight = spectrum->new_weight[subband_info[subband].band] + first;
  double guess[GRID_POINTS];
  double sum = 0.0;
  for (int p = 0; p < n_points; ++p) {
    guess[p] = heard[p] * density[p];
    sum += guess[p];
  }
  if (!(sum > 0.0)) {
    return;
  }
  const double scale = spectrum->energy[subband] / sum;
  double factor[TERMS] = {1.0};
  if (spectrum->rho[subband][0] > 0.0) {
    double moment[2 * SUBBAND_LAGS + 1];
    double m[TERMS][TERMS];
    find_moments(guess, cos_turn, n_points, moment);
    for (int j = 0; j < TERMS; ++j) {
      factor[j] = spectrum->rho[subband][j];
      for (int k = 0; k < TERMS; ++k) {
        m[j][k] = 0.5 * (moment[j + k] + moment[j > k ? j - k : k - j]) / sum;
      }
      m[j][j] += RIDGE;
    }
    solve(m, factor);
  }
  for (int p = 0; p < n_points; ++p) {
    /* Clenshaw's way to sum a cosine series. */
    double later = 0.0;
    double last = 0.0;
#pragma GCC unroll 16
    for (int k = TERMS - 1; k > 0; --k) {
      const double next = 2.0 * cos_turn[p] * last - later + factor[k];
      later = last;
      last = next;
    }
    weight[p] += scale * guess[p] * (factor[0] + cos_turn[p] * last - later);
  }
}

void band_spectrum_step(BandSpectrum *spectrum, int step, const float energy[SUBBAND_COUNT],
                        const SubbandShape *shape)
{
  if (step == STEP_LATCH) {
    latch(spectrum, energy, shape);
  } else if (step == STEP_SHARPEN) {
    sharpen_density(spectrum);
  } else if (step < STEP_SUBBANDS) {
    draw_density(spectrum);
  } else {
    add_subband(spectrum, step - STEP_SUBBANDS);
    if (step == SPECTRUM_STEPS - 1) {
      take_weights(spectrum);
    }
  }
}
