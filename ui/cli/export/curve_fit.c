/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of held_curve.h: the fit. Its unknowns are frequency, width and gain of each section. Its error
 * is measured in dB at points that are evenly spaced over the logarithm of frequency.
 */
#include "ui/cli/export/held_curve.h"

#include <math.h>
#include <string.h>

enum { POINTS = 160, UNKNOWNS = 3 * MAX_FITTED + 1, ROUNDS = 60 };

/* The ranges that all other equalisers accept; fil4 has the narrowest. */
#define LEAST_SHELF_Q 0.26
#define MOST_SHELF_Q 1.95
#define HIGHEST_PART 0.45 /* of the sample rate */

/* The first guess and the range of each section. */
typedef struct {
  CookbookKind kind;
  double lowest_hz, freq_hz, highest_hz, q;
} Start;

/* The sections of a fit, and where they begin. */
typedef struct {
  int count;
  double least_bell_q, most_bell_q, most_gain_db;
  Start start[MAX_FITTED];
} Shape;

static const Shape shapes[] = {
    [FIT_SHELVES] = {6,
                     0.13,
                     6.0,
                     18.0,
                     {{COOKBOOK_LOW_SHELF, 25.0, 236.0, 400.0, 1.09},
                      {COOKBOOK_LOW_SHELF, 100.0, 503.0, 2000.0, 1.36},
                      {COOKBOOK_BELL, 40.0, 1000.0, 4000.0, 0.7},
                      {COOKBOOK_HIGH_SHELF, 400.0, 1900.0, 10000.0, 1.24},
                      {COOKBOOK_HIGH_SHELF, 1000.0, 5690.0, 16000.0, 1.27},
                      {COOKBOOK_BELL, 1000.0, 12000.0, 20000.0, 0.7}}},
    [FIT_BELLS] = {6,
                   0.13,
                   6.0,
                   18.0,
                   {{COOKBOOK_LOW_SHELF, 25.0, 220.0, 400.0, 1.0},
                    {COOKBOOK_BELL, 40.0, 370.0, 2000.0, 0.9},
                    {COOKBOOK_BELL, 40.0, 800.0, 4000.0, 0.7},
                    {COOKBOOK_BELL, 100.0, 2500.0, 10000.0, 0.7},
                    {COOKBOOK_BELL, 200.0, 4000.0, 20000.0, 0.9},
                    {COOKBOOK_HIGH_SHELF, 1000.0, 6000.0, 16000.0, 1.0}}},
    [FIT_PEAKS] = {10,
                   0.3,
                   3.0,
                   9.0,
                   {{COOKBOOK_BELL, 20.0, 28.0, 84.0, 0.5},
                    {COOKBOOK_BELL, 21.7, 65.0, 195.0, 0.8},
                    {COOKBOOK_BELL, 46.7, 140.0, 420.0, 0.8},
                    {COOKBOOK_BELL, 96.7, 290.0, 870.0, 0.8},
                    {COOKBOOK_BELL, 186.7, 560.0, 1680.0, 0.8},
                    {COOKBOOK_BELL, 366.7, 1100.0, 3300.0, 0.8},
                    {COOKBOOK_BELL, 766.7, 2300.0, 6900.0, 0.8},
                    {COOKBOOK_BELL, 1566.7, 4700.0, 14100.0, 0.8},
                    {COOKBOOK_BELL, 3000.0, 9000.0, 22000.0, 0.8},
                    {COOKBOOK_BELL, 5000.0, 15000.0, 22000.0, 0.5}}},
};

/* The first unknown is the preamp; each section has three more. */
enum { PREAMP = 0 };

static int unknowns_of(const Shape *shape)
{
  return 3 * shape->count + 1;
}

static double *section_of(double x[UNKNOWNS], int section)
{
  return &x[3 * section + 1];
}

typedef struct {
  double freq_hz[POINTS];
  double wanted_db[POINTS];
  double weight[POINTS];
} Goal;

/** The gain of the sections at the points. */
static void respond(const CookbookSection *section, int count, double rate_hz,
                    const double freq_hz[POINTS], double gain_db[POINTS])
{
  Biquad biquad[MAX_FITTED];
  for (int i = 0; i < count; ++i) {
    biquad[i] = cookbook_biquad(&section[i], rate_hz);
  }
  for (int point = 0; point < POINTS; ++point) {
    double power = 1.0;
    for (int i = 0; i < count; ++i) {
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

static void to_sections(const double x[UNKNOWNS], const Shape *shape, double rate_hz,
                        CookbookSection section[MAX_FITTED])
{
  for (int i = 0; i < shape->count; ++i) {
    const Start *start = &shape->start[i];
    const double *own = &x[3 * i + 1];
    const double top_hz = fmin(start->highest_hz, HIGHEST_PART * rate_hz);
    section[i].kind = start->kind;
    section[i].freq_hz = within(exp(own[0]), fmin(start->lowest_hz, top_hz), top_hz);
    section[i].q = start->kind == COOKBOOK_BELL
                       ? within(exp(own[1]), shape->least_bell_q, shape->most_bell_q)
                       : within(exp(own[1]), LEAST_SHELF_Q, MOST_SHELF_Q);
    section[i].gain_db = within(own[2], -shape->most_gain_db, shape->most_gain_db);
  }
}

/* Clamps the unknowns to their ranges; the fit can move them back. */
static void stay_within(const Shape *shape, double rate_hz, double x[UNKNOWNS])
{
  CookbookSection section[MAX_FITTED];
  to_sections(x, shape, rate_hz, section);
  for (int i = 0; i < shape->count; ++i) {
    double *own = section_of(x, i);
    own[0] = log(section[i].freq_hz);
    own[1] = log(section[i].q);
    own[2] = section[i].gain_db;
  }
}

static double find_errors(const Goal *goal, const double x[UNKNOWNS], double rate_hz,
                          const Shape *shape, double error_db[POINTS])
{
  CookbookSection section[MAX_FITTED];
  to_sections(x, shape, rate_hz, section);
  respond(section, shape->count, rate_hz, goal->freq_hz, error_db);
  double sum = 0.0;
  for (int i = 0; i < POINTS; ++i) {
    error_db[i] = goal->weight[i] * (error_db[i] + x[PREAMP] - goal->wanted_db[i]);
    sum += error_db[i] * error_db[i];
  }
  return sum;
}

/* --- one step ----------------------------------------------------------------------- */

/* Solves the symmetric, positive definite m x = v by Cholesky's decomposition. */
static bool solve(double m[UNKNOWNS][UNKNOWNS], double v[UNKNOWNS], int n)
{
  for (int i = 0; i < n; ++i) {
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
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < i; ++k) {
      v[i] -= m[i][k] * v[k];
    }
    v[i] /= m[i][i];
  }
  for (int i = n - 1; i >= 0; --i) {
    for (int k = i + 1; k < n; ++k) {
      v[i] -= m[k][i] * v[k];
    }
    v[i] /= m[i][i];
  }
  return true;
}

/* The best step if the errors were linear, shortened by `damping`. */
static bool find_step(const double slope[UNKNOWNS][POINTS], const double error_db[POINTS], int n,
                      double damping, double step[UNKNOWNS])
{
  double m[UNKNOWNS][UNKNOWNS] = {{0.0}};
  for (int i = 0; i < n; ++i) {
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
  return solve(m, step, n);
}

static double minimise(const Goal *goal, double rate_hz, const Shape *shape, double x[UNKNOWNS])
{
  const int n = unknowns_of(shape);
  double error_db[POINTS];
  double trial_db[POINTS];
  double slope[UNKNOWNS][POINTS];
  double damping = 1e-2;
  double sum = find_errors(goal, x, rate_hz, shape, error_db);
  for (int round = 0; round < ROUNDS; ++round) {
    for (int i = 0; i < n; ++i) {
      const double was = x[i];
      const double nudge = round % 2 == 0 ? 1e-5 : -1e-5; /* at an end, one of them leads inward */
      x[i] = was + nudge;
      find_errors(goal, x, rate_hz, shape, trial_db);
      x[i] = was;
      for (int p = 0; p < POINTS; ++p) {
        slope[i][p] = (trial_db[p] - error_db[p]) / nudge;
      }
    }
    double step[UNKNOWNS] = {0.0};
    double trial[UNKNOWNS] = {0.0};
    const bool solved = find_step(slope, error_db, n, damping, step);
    for (int i = 0; i < n; ++i) {
      trial[i] = x[i] + (solved ? step[i] : 0.0);
    }
    stay_within(shape, rate_hz, trial);
    const double trial_sum = find_errors(goal, trial, rate_hz, shape, trial_db);
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

double held_curve_top_hz(const HeldCurve *curve)
{
  return fmin(FIT_HIGH_HZ, HIGHEST_PART * curve->rate_hz);
}

static void set_goal(const HeldCurve *curve, Goal *goal)
{
  const Response response = held_curve_response(curve);
  const double top_hz = held_curve_top_hz(curve);
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

/* A guess of each section's gain. Peaks share the curve with their neighbours. */
static double first_gain_db(const HeldCurve *curve, FitKind kind, int i)
{
  const double *gain_db = curve->section_db;
  const double shelves_db[] = {shelf_gain_db(0, gain_db), shelf_gain_db(1, gain_db), 0.0,
                               shelf_gain_db(2, gain_db), shelf_gain_db(3, gain_db), 0.0};
  const double bells_db[] = {gain_db[0], gain_db[1] - 0.3 * gain_db[0], 0.0,
                             0.0,        gain_db[3] - 0.3 * gain_db[4], gain_db[4]};
  if (kind == FIT_PEAKS) {
    const Response response = held_curve_response(curve);
    return 0.5 * response_gain_db(&response, shapes[kind].start[i].freq_hz);
  }
  return kind == FIT_SHELVES ? shelves_db[i] : bells_db[i];
}

/** Largest error of the fit, without weights. */
static double worst_db(const Goal *goal, const double x[UNKNOWNS], double rate_hz,
                       const Shape *shape)
{
  double error_db[POINTS];
  double most_db = 0.0;
  find_errors(goal, x, rate_hz, shape, error_db);
  for (int i = 0; i < POINTS; ++i) {
    most_db = fmax(most_db, fabs(error_db[i]) / goal->weight[i]);
  }
  return most_db;
}

/* Increases the weight of points with a large error. So the least squares come near to the
 * least maximum (Lawson, "Contributions to the Theory of Linear Least Maximum
 * Approximation", 1961). */
static void weigh(Goal *goal, const double x[UNKNOWNS], double rate_hz, const Shape *shape)
{
  double error_db[POINTS];
  double mean_db = 1e-9;
  find_errors(goal, x, rate_hz, shape, error_db);
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
  const int count = shapes[kind].count;
  for (int i = 0; i < count; ++i) {
    const Start *start = &shapes[kind].start[i];
    const bool outer = i == 1 || i == count - 2;
    const double octaves = detour[1] + (outer ? detour[0] : 0.0);
    double *own = section_of(x, i);
    own[0] = log(start->freq_hz * exp2(octaves));
    own[1] = log(start->q);
    own[2] = first_gain_db(curve, kind, i);
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
    minimise(&goal, curve->rate_hz, &shapes[kind], x);
    const double most_db = worst_db(&goal, x, curve->rate_hz, &shapes[kind]);
    if (most_db < least_db) {
      least_db = most_db;
      memcpy(best, x, sizeof(double) * UNKNOWNS);
    }
    if (least_db < GOOD_ENOUGH_DB) {
      break;
    }
    weigh(&goal, x, curve->rate_hz, &shapes[kind]);
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
  to_sections(best, &shapes[kind], curve->rate_hz, curve->fitted);
  curve->n_fitted = shapes[kind].count;
  curve->fitted_preamp_db = curve->preamp_db + best[PREAMP];
}
