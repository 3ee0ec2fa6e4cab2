/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The fit has 18 unknowns: frequency, width and gain of six sections. Its error is measured
 * in dB at points that are evenly spaced over the logarithm of frequency.
 */
#include "ui/cli/export/held_curve.h"

#include <math.h>
#include <string.h>

enum { POINTS = 160, UNKNOWNS = 3 * FITTED_COUNT + 1, ROUNDS = 60, PREAMP = UNKNOWNS - 1 };

/* The ranges that all other equalisers accept; fil4 has the narrowest. */
static const double least_q[] = {
    [COOKBOOK_LOW_SHELF] = 0.26, [COOKBOOK_BELL] = 0.13, [COOKBOOK_HIGH_SHELF] = 0.26};
static const double most_q[] = {
    [COOKBOOK_LOW_SHELF] = 1.95, [COOKBOOK_BELL] = 6.0, [COOKBOOK_HIGH_SHELF] = 1.95};
#define MOST_GAIN_DB 18.0
#define HIGHEST_PART 0.45 /* of the sample rate */

/* The first guess and the range of each section. */
typedef struct {
  CookbookKind kind;
  double lowest_hz, freq_hz, highest_hz, q;
} Start;

static const Start starts[][FITTED_COUNT] = {
    [FIT_SHELVES] = {{COOKBOOK_LOW_SHELF, 25.0, 236.0, 400.0, 1.09},
                     {COOKBOOK_LOW_SHELF, 100.0, 503.0, 2000.0, 1.36},
                     {COOKBOOK_BELL, 40.0, 1000.0, 4000.0, 0.7},
                     {COOKBOOK_HIGH_SHELF, 400.0, 1900.0, 10000.0, 1.24},
                     {COOKBOOK_HIGH_SHELF, 1000.0, 5690.0, 16000.0, 1.27},
                     {COOKBOOK_BELL, 1000.0, 12000.0, 20000.0, 0.7}},
    [FIT_BELLS] = {{COOKBOOK_LOW_SHELF, 25.0, 220.0, 400.0, 1.0},
                   {COOKBOOK_BELL, 40.0, 370.0, 2000.0, 0.9},
                   {COOKBOOK_BELL, 40.0, 800.0, 4000.0, 0.7},
                   {COOKBOOK_BELL, 100.0, 2500.0, 10000.0, 0.7},
                   {COOKBOOK_BELL, 200.0, 4000.0, 20000.0, 0.9},
                   {COOKBOOK_HIGH_SHELF, 1000.0, 6000.0, 16000.0, 1.0}},
};

typedef struct {
  double freq_hz[POINTS];
  double wanted_db[POINTS];
  double weight[POINTS];
} Goal;

void held_curve_take(HeldCurve *curve, const float section_db[BAND_COUNT])
{
  curve->preamp_db += (double)section_db[MIDDLE_BAND];
  for (int band = 0; band < BAND_COUNT; ++band) {
    curve->section_db[band] = (double)section_db[band] - (double)section_db[MIDDLE_BAND];
  }
}

CookbookSection held_curve_shelf(const HeldCurve *curve, int shelf)
{
  const double gain_db = shelf_gain_db(shelf, curve->section_db);
  const ShelfShape shape = shelf_shape(shelf, gain_db);
  return (CookbookSection){shelf < MIDDLE_BAND ? COOKBOOK_LOW_SHELF : COOKBOOK_HIGH_SHELF,
                           shape.freq_hz, gain_db, shape.q};
}

Response held_curve_response(const HeldCurve *curve)
{
  return response_of(curve->section_db, curve->rate_hz);
}

/** The response of the sections at each of `count` frequencies. */
static void respond(const CookbookSection section[FITTED_COUNT], double rate_hz,
                    const double *freq_hz, int count, double *gain_db)
{
  Biquad biquad[FITTED_COUNT];
  for (int i = 0; i < FITTED_COUNT; ++i) {
    biquad[i] = cookbook_biquad(&section[i], rate_hz);
  }
  for (int point = 0; point < count; ++point) {
    double power = 1.0;
    for (int i = 0; i < FITTED_COUNT; ++i) {
      power *= biquad_power_at(&biquad[i], freq_hz[point], rate_hz);
    }
    gain_db[point] = 10.0 * log10(fmax(power, 1e-30));
  }
}

/* --- the unknowns ------------------------------------------------------------------ */

static double within(double value, double least, double most)
{
  return fmin(most, fmax(least, value));
}

static void to_sections(const double x[UNKNOWNS], const Start *start, double rate_hz,
                        CookbookSection section[FITTED_COUNT])
{
  for (int i = 0; i < FITTED_COUNT; ++i) {
    const double top_hz = fmin(start[i].highest_hz, HIGHEST_PART * rate_hz);
    section[i].kind = start[i].kind;
    section[i].freq_hz = within(exp(x[3 * i]), fmin(start[i].lowest_hz, top_hz), top_hz);
    section[i].q = within(exp(x[3 * i + 1]), least_q[start[i].kind], most_q[start[i].kind]);
    section[i].gain_db = within(x[3 * i + 2], -MOST_GAIN_DB, MOST_GAIN_DB);
  }
}

static double find_errors(const Goal *goal, const double x[UNKNOWNS], double rate_hz,
                          const Start *start, double error_db[POINTS])
{
  CookbookSection section[FITTED_COUNT];
  to_sections(x, start, rate_hz, section);
  respond(section, rate_hz, goal->freq_hz, POINTS, error_db);
  double sum = 0.0;
  for (int i = 0; i < POINTS; ++i) {
    error_db[i] = goal->weight[i] * (error_db[i] + x[PREAMP] - goal->wanted_db[i]);
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

/* The best step if the errors were linear, shortened by `damping`. */
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

static double minimise(const Goal *goal, double rate_hz, const Start *start, double x[UNKNOWNS])
{
  double error_db[POINTS];
  double trial_db[POINTS];
  double slope[UNKNOWNS][POINTS];
  double damping = 1e-2;
  double sum = find_errors(goal, x, rate_hz, start, error_db);
  for (int round = 0; round < ROUNDS; ++round) {
    for (int i = 0; i < UNKNOWNS; ++i) {
      const double was = x[i];
      const double nudge = 1e-5;
      x[i] = was + nudge;
      find_errors(goal, x, rate_hz, start, trial_db);
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
    const double trial_sum = find_errors(goal, trial, rate_hz, start, trial_db);
    if (solved && trial_sum < sum) {
      memcpy(x, trial, sizeof trial);
      memcpy(error_db, trial_db, sizeof error_db);
      sum = trial_sum;
      damping *= 0.3;
    } else {
      damping *= 5.0;
    }
  }
  return sum;
}

/* --- the whole ------------------------------------------------------------------------ */

static void set_goal(const HeldCurve *curve, Goal *goal)
{
  const Response response = held_curve_response(curve);
  const double top_hz = fmin(FIT_HIGH_HZ, HIGHEST_PART * curve->rate_hz);
  for (int i = 0; i < POINTS; ++i) {
    goal->freq_hz[i] = FIT_LOW_HZ * pow(top_hz / FIT_LOW_HZ, (double)i / (POINTS - 1));
    goal->wanted_db[i] = response_gain_db(&response, goal->freq_hz[i]);
    goal->weight[i] = 1.0;
  }
}

/* The fit may end in a local minimum, so it starts from several places: the outer bells, and
 * all sections, are moved by this much (in octaves). */
static const double detours[][2] = {{0.0, 0.0}, {-0.8, 0.0}, {0.8, 0.0}, {0.0, -0.5}, {-1.5, 0.3}};
enum { DETOURS = sizeof detours / sizeof detours[0], WEIGHINGS = 8 };

/* A fit this good ends the search (dB): a smaller error is not audible. */
#define GOOD_ENOUGH_DB 0.02

/* If two shelves make a plateau between the upper crossovers, a high shelf at its beginning
 * replaces the first, and a wide bell at the top the second. */
static void guess_plateau(const HeldCurve *curve, double x[UNKNOWNS])
{
  static const double freq_hz[FITTED_COUNT] = {220.0, 370.0, 800.0, 4000.0, 15000.0, 1900.0};
  static const double q[FITTED_COUNT] = {1.0, 0.9, 0.7, 0.7, 0.5, 1.2};
  const double *gain_db = curve->section_db;
  const double first_db[FITTED_COUNT] = {
      gain_db[0], gain_db[1] - 0.3 * gain_db[0], 0.0,
      0.0,        shelf_gain_db(3, gain_db),     shelf_gain_db(2, gain_db)};
  for (int i = 0; i < FITTED_COUNT; ++i) {
    x[3 * i] = log(freq_hz[i]);
    x[3 * i + 1] = log(q[i]);
    x[3 * i + 2] = first_db[i];
  }
  x[PREAMP] = 0.0;
}

static double first_gain_db(const HeldCurve *curve, FitKind kind, int i)
{
  const double *gain_db = curve->section_db;
  const double shelves_db[FITTED_COUNT] = {
      shelf_gain_db(0, gain_db), shelf_gain_db(1, gain_db), 0.0,
      shelf_gain_db(2, gain_db), shelf_gain_db(3, gain_db), 0.0};
  const double bells_db[FITTED_COUNT] = {gain_db[0], gain_db[1] - 0.3 * gain_db[0], 0.0,
                                         0.0,        gain_db[3] - 0.3 * gain_db[4], gain_db[4]};
  return kind == FIT_SHELVES ? shelves_db[i] : bells_db[i];
}

/** Largest error of the fit, without weights. */
static double worst_db(const Goal *goal, const double x[UNKNOWNS], double rate_hz,
                       const Start *start)
{
  double error_db[POINTS];
  double most_db = 0.0;
  find_errors(goal, x, rate_hz, start, error_db);
  for (int i = 0; i < POINTS; ++i) {
    most_db = fmax(most_db, fabs(error_db[i]) / goal->weight[i]);
  }
  return most_db;
}

/* Increases the weight of points with a large error. So the least squares come near to the
 * least maximum (Lawson, "Contributions to the Theory of Linear Least Maximum
 * Approximation", 1961). */
static void weigh(Goal *goal, const double x[UNKNOWNS], double rate_hz, const Start *start)
{
  double error_db[POINTS];
  double mean_db = 1e-9;
  find_errors(goal, x, rate_hz, start, error_db);
  for (int i = 0; i < POINTS; ++i) {
    error_db[i] = fabs(error_db[i]) / goal->weight[i];
    mean_db += error_db[i] / POINTS;
  }
  double sum = 0.0;
  for (int i = 0; i < POINTS; ++i) {
    goal->weight[i] *= sqrt(0.1 + 0.9 * error_db[i] / mean_db);
    sum += goal->weight[i] / POINTS;
  }
  for (int i = 0; i < POINTS; ++i) {
    goal->weight[i] /= sum;
  }
}

static void first_guess(const HeldCurve *curve, FitKind kind, const double detour[2],
                        double x[UNKNOWNS])
{
  for (int i = 0; i < FITTED_COUNT; ++i) {
    const Start *start = &starts[kind][i];
    const bool outer = i == 1 || i == FITTED_COUNT - 2;
    const double octaves = detour[1] + (outer ? detour[0] : 0.0);
    x[3 * i] = log(start->freq_hz * exp2(octaves));
    x[3 * i + 1] = log(start->q);
    x[3 * i + 2] = first_gain_db(curve, kind, i);
  }
  x[PREAMP] = 0.0;
}

/** Fits from this start. If the fit is better than least_db, stores it in best[]. Returns the
    largest error of the better one. */
static double improve(const HeldCurve *curve, FitKind kind, const double guess[UNKNOWNS],
                      double least_db, double best[UNKNOWNS])
{
  Goal goal;
  double x[UNKNOWNS];
  set_goal(curve, &goal);
  memcpy(x, guess, sizeof x);
  for (int i = 0; i < WEIGHINGS; ++i) {
    minimise(&goal, curve->rate_hz, starts[kind], x);
    const double most_db = worst_db(&goal, x, curve->rate_hz, starts[kind]);
    if (most_db < least_db) {
      least_db = most_db;
      memcpy(best, x, sizeof(double) * UNKNOWNS);
    }
    if (least_db < GOOD_ENOUGH_DB) {
      break;
    }
    weigh(&goal, x, curve->rate_hz, starts[kind]);
  }
  return least_db;
}

static bool is_flat(const HeldCurve *curve)
{
  bool flat = true;
  for (int band = 0; band < BAND_COUNT; ++band) {
    flat = flat && fabs(curve->section_db[band]) < FLAT_DB;
  }
  return flat;
}

void held_curve_fit(HeldCurve *curve, FitKind kind)
{
  double best[UNKNOWNS];
  double guess[UNKNOWNS];
  first_guess(curve, kind, detours[0], best); /* if the curve is flat, all gains are 0 */
  curve->fit_error_db = is_flat(curve) ? 0.0 : HUGE_VAL;
  for (int i = 0; i < DETOURS && curve->fit_error_db > GOOD_ENOUGH_DB; ++i) {
    first_guess(curve, kind, detours[i], guess);
    curve->fit_error_db = improve(curve, kind, guess, curve->fit_error_db, best);
  }
  if (kind == FIT_BELLS && curve->fit_error_db > GOOD_ENOUGH_DB) {
    guess_plateau(curve, guess);
    curve->fit_error_db = improve(curve, kind, guess, curve->fit_error_db, best);
  }
  to_sections(best, starts[kind], curve->rate_hz, curve->fitted);
  curve->fitted_preamp_db = curve->preamp_db + best[PREAMP];
}
