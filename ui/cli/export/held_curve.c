/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The fit: 15 unknowns (frequency, width and gain of five sections), the error in
 * dB at points evenly spaced over the logarithm of frequency. It starts from our own
 * sections, which are right but for the top octave, so it has little way to go.
 */
#include "ui/cli/export/held_curve.h"

#include <math.h>
#include <string.h>

#include "dsp/equalizer.h"

enum { POINTS = 160, UNKNOWNS = 3 * BAND_COUNT, ROUNDS = 60 };

/* What every one of the other equalisers takes (fil4's ranges are the narrowest). */
#define LEAST_Q 0.26
#define MOST_Q 1.95
#define MOST_GAIN_DB 18.0
#define HIGHEST_PART 0.45 /* of the sample rate */
static const double lowest_hz[BAND_COUNT] = {25.0, 40.0, 100.0, 200.0, 1000.0};
static const double highest_hz[BAND_COUNT] = {400.0, 2000.0, 4000.0, 10000.0, 16000.0};

typedef struct {
  double freq_hz[POINTS];
  double wanted_db[POINTS];
} Goal;

CookbookSection held_curve_section(const HeldCurve *curve, int band)
{
  const BandInfo *info = &band_info[band];
  const double gain_db = curve->section_db[band];
  if (band == BAND_LOW) {
    return (CookbookSection){COOKBOOK_LOW_SHELF, info->high_hz, gain_db, sqrt(0.5)};
  }
  if (band == BAND_HIGH) {
    return (CookbookSection){COOKBOOK_HIGH_SHELF, info->low_hz, gain_db, sqrt(0.5)};
  }
  return (CookbookSection){COOKBOOK_BELL, sqrt(info->low_hz * info->high_hz), gain_db,
                           equalizer_bell_q[band]};
}

double held_curve_gain_db(const HeldCurve *curve, double at_hz)
{
  double power = 1.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Biquad section = equalizer_section((Band)band, curve->section_db[band], curve->rate_hz);
    power *= biquad_power_at(&section, at_hz, curve->rate_hz);
  }
  return 10.0 * log10(fmax(power, 1e-30));
}

static double sum_db(const CookbookSection section[BAND_COUNT], double at_hz, double rate_hz)
{
  double gain_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    gain_db += cookbook_gain_db(&section[band], at_hz, rate_hz);
  }
  return gain_db;
}

double held_curve_fitted_db(const HeldCurve *curve, double at_hz)
{
  return sum_db(curve->fitted, at_hz, curve->rate_hz);
}

/* --- the unknowns ------------------------------------------------------------------ */

static double within(double value, double least, double most)
{
  return fmin(most, fmax(least, value));
}

static void to_sections(const double x[UNKNOWNS], double rate_hz,
                        CookbookSection section[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double top_hz = fmin(highest_hz[band], HIGHEST_PART * rate_hz);
    section[band].freq_hz = within(exp(x[3 * band]), fmin(lowest_hz[band], top_hz), top_hz);
    section[band].q = within(exp(x[3 * band + 1]), LEAST_Q, MOST_Q);
    section[band].gain_db = within(x[3 * band + 2], -MOST_GAIN_DB, MOST_GAIN_DB);
  }
}

static double find_errors(const Goal *goal, const double x[UNKNOWNS], double rate_hz,
                          const CookbookSection *kinds, double error_db[POINTS])
{
  CookbookSection section[BAND_COUNT];
  memcpy(section, kinds, sizeof section);
  to_sections(x, rate_hz, section);
  double sum = 0.0;
  for (int i = 0; i < POINTS; ++i) {
    error_db[i] = sum_db(section, goal->freq_hz[i], rate_hz) - goal->wanted_db[i];
    sum += error_db[i] * error_db[i];
  }
  return sum;
}

/* --- one step ----------------------------------------------------------------------- */

/* Solves the symmetric, positive definite m x = v by Cholesky's decomposition. */
static bool solve(double m[UNKNOWNS][UNKNOWNS], double v[UNKNOWNS])
{
  for (int i = 0; i < UNKNOWNS; ++i) {
    for (int j = 0; j <= i; ++j) {
      double sum = m[i][j];
      for (int k = 0; k < j; ++k) {
        sum -= m[i][k] * m[j][k];
      }
      if (i == j && !(sum > 0.0)) {
        return false;
      }
      m[i][j] = i == j ? sqrt(sum) : sum / m[j][j];
    }
  }
  for (int i = 0; i < UNKNOWNS; ++i) {
    for (int k = 0; k < i; ++k) {
      v[i] -= m[i][k] * v[k];
    }
    v[i] /= m[i][i];
  }
  for (int i = UNKNOWNS - 1; i >= 0; --i) {
    for (int k = i + 1; k < UNKNOWNS; ++k) {
      v[i] -= m[k][i] * v[k];
    }
    v[i] /= m[i][i];
  }
  return true;
}

/* The step that would be best if the errors were linear, held back by `damping`. */
static bool find_step(const double slope[UNKNOWNS][POINTS], const double error_db[POINTS],
                      double damping, double step[UNKNOWNS])
{
  double m[UNKNOWNS][UNKNOWNS];
  for (int i = 0; i < UNKNOWNS; ++i) {
    step[i] = 0.0;
    for (int p = 0; p < POINTS; ++p) {
      step[i] -= slope[i][p] * error_db[p];
    }
    for (int j = 0; j <= i; ++j) {
      m[i][j] = 0.0;
      for (int p = 0; p < POINTS; ++p) {
        m[i][j] += slope[i][p] * slope[j][p];
      }
    }
    m[i][i] += damping * (m[i][i] + 1e-3);
  }
  return solve(m, step);
}

static void minimise(const Goal *goal, double rate_hz, const CookbookSection *kinds,
                     double x[UNKNOWNS])
{
  double error_db[POINTS];
  double trial_db[POINTS];
  double slope[UNKNOWNS][POINTS];
  double damping = 1e-2;
  double sum = find_errors(goal, x, rate_hz, kinds, error_db);
  for (int round = 0; round < ROUNDS; ++round) {
    for (int i = 0; i < UNKNOWNS; ++i) {
      const double was = x[i];
      const double nudge = 1e-5;
      x[i] = was + nudge;
      find_errors(goal, x, rate_hz, kinds, trial_db);
      x[i] = was;
      for (int p = 0; p < POINTS; ++p) {
        slope[i][p] = (trial_db[p] - error_db[p]) / nudge;
      }
    }
    double step[UNKNOWNS];
    double trial[UNKNOWNS];
    const bool solved = find_step(slope, error_db, damping, step);
    for (int i = 0; i < UNKNOWNS; ++i) {
      trial[i] = x[i] + (solved ? step[i] : 0.0);
    }
    const double trial_sum = find_errors(goal, trial, rate_hz, kinds, trial_db);
    if (solved && trial_sum < sum) {
      memcpy(x, trial, sizeof trial);
      memcpy(error_db, trial_db, sizeof error_db);
      sum = trial_sum;
      damping *= 0.3;
    } else {
      damping *= 5.0;
    }
  }
}

/* --- the whole ------------------------------------------------------------------------ */

static void set_goal(const HeldCurve *curve, Goal *goal)
{
  const double top_hz = fmin(FIT_HIGH_HZ, HIGHEST_PART * curve->rate_hz);
  for (int i = 0; i < POINTS; ++i) {
    goal->freq_hz[i] = FIT_LOW_HZ * pow(top_hz / FIT_LOW_HZ, (double)i / (POINTS - 1));
    goal->wanted_db[i] = held_curve_gain_db(curve, goal->freq_hz[i]);
  }
}

void held_curve_fit(HeldCurve *curve)
{
  Goal goal;
  double x[UNKNOWNS];
  bool flat = true;
  set_goal(curve, &goal);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const CookbookSection own = held_curve_section(curve, band);
    curve->fitted[band] = own;
    x[3 * band] = log(own.freq_hz);
    x[3 * band + 1] = log(own.q);
    x[3 * band + 2] = own.gain_db;
    flat = flat && fabs(own.gain_db) < FLAT_DB;
  }
  if (!flat) {
    minimise(&goal, curve->rate_hz, curve->fitted, x);
  }
  to_sections(x, curve->rate_hz, curve->fitted);
  curve->fit_error_db = 0.0;
  for (int i = 0; i < POINTS; ++i) {
    const double error_db = held_curve_fitted_db(curve, goal.freq_hz[i]) - goal.wanted_db[i];
    curve->fit_error_db = fmax(curve->fit_error_db, fabs(error_db));
  }
}
