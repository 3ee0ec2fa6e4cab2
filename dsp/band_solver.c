/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * With w_bp the spectrum's weights on the grid (band_spectrum.h) and c_p the power
 * response of the curve, the change of band b is
 *
 *   change_b = 10 log10( sum_p w_bp c_p / sum_p w_bp )
 *
 * and its derivative by the gain of shelf j, with D_jp the slope of the shelf's
 * own response (dB a dB),
 *
 *   J_bj = sum_p w_bp c_p D_jp / sum_p w_bp c_p
 *
 * A section's gain is the sum of the shelves between it and the middle. The slopes by the
 * sections' gains follow from that; those of a band sum to 1.
 *
 * Newton's move is damped as by Levenberg ("A method for the solution of certain
 * non-linear problems in least squares", Quart. Appl. Math. 2, 1944) and Marquardt ("An
 * algorithm for least-squares estimation of nonlinear parameters", SIAM J. 11, 1963). A curve
 * that is worse than the best so far is dropped, and the next move from the best is shorter.
 * So the solver settles even if two bands hear nearly the same.
 */
#include "dsp/band_solver.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "dsp/portable_math.h"
#include "dsp/shelves.h"

/* A slope is the difference between two gains this far apart. */
#define SLOPE_WIDTH_DB 0.01

/* The damping falls after a move that made the curve better, and rises after any other move.
 * Beyond the highest damping the best curve is computed again, since the spectrum may have
 * changed. */
#define LEAST_DAMPING 1e-5
#define CAUTIOUS_DAMPING 1e-2
#define HIGHEST_DAMPING 10.0
#define DAMPING_FACTOR 10.0

/* A curve whose cost is lower by less than this share (the miss, by a thousandth) does not count
 * as better. So every curve comes to rest. With a twentieth of this value, 6 of 8000 curves for
 * spectra so steep that wishes are out of reach still moved after 50 rounds
 * (tests/test_band_solver.c, with other seeds). */
#define LEAST_GAIN 2e-3

#define LARGEST_MOVE_DB 8.0

/* Two bands may hear nearly the same: in a song without bass the low band hears the skirt of the
 * next one's tones. No curve moves such bands apart. So each section is pulled toward the wish of
 * its band: (section minus wish)^2 has this weight beside (miss)^2. */
#define PULL 5e-4

_Static_assert(GRID_POINTS % 4 == 0, "the sums over the grid take four points at a time");

/** Two neighbouring points of the grid. */
typedef double Pair __attribute__((vector_size(16)));

static inline Pair pair_load(const double from[2])
{
  Pair pair;
  memcpy(&pair, from, sizeof pair);
  return pair;
}

static double square(double x)
{
  return x * x;
}

void band_solver_init(BandSolver *solver, double rate_hz)
{
  memset(solver, 0, sizeof *solver);
  solver->rate_hz = rate_hz;
  shelf_table_init(&solver->table, rate_hz);
  band_spectrum_init(&solver->spectrum, rate_hz);
  solver->damping = LEAST_DAMPING;
}

void band_solver_start(BandSolver *solver, const double section_gain_db[BAND_COUNT])
{
  memcpy(solver->section_gain_db, section_gain_db, sizeof solver->section_gain_db);
  memcpy(solver->tried.section_db, section_gain_db, sizeof solver->tried.section_db);
  solver->has_best = false;
  solver->damping = LEAST_DAMPING;
}

/* --- the curve ------------------------------------------------------------------------ */

static void trace_biquad(const BandSolver *solver, const Biquad *h, double power[GRID_POINTS])
{
  /* The same as biquad_power(), with the parts that do not depend on the point computed once. */
  const double b_sum = square(h->b0 + h->b1 + h->b2);
  const double b_mid = -4.0 * h->b1 * (h->b0 + h->b2);
  const double b_ends = -16.0 * h->b0 * h->b2;
  const double a_sum = square(1.0 + h->a1 + h->a2);
  const double a_mid = -4.0 * h->a1 * (1.0 + h->a2);
  const double a_ends = -16.0 * h->a2;
  for (int p = 0; p < GRID_POINTS; p += 2) {
    const Pair x = pair_load(solver->spectrum.sin2 + p);
    const Pair rest = 1.0 - x;
    const Pair ratio =
        (b_sum + x * (b_mid + b_ends * rest)) / (a_sum + x * (a_mid + a_ends * rest));
    memcpy(power + p, &ratio, sizeof ratio);
  }
}

/** The response of one shelf at its gain, and its slope by the gain. */
static void trace_shelf(BandSolver *solver, int shelf)
{
  double moved[GRID_POINTS];
  const double gain_db = shelf_gain_db(shelf, solver->tried.section_db);
  const double to_db_per_db = 10.0 / (portable_log(10.0) * SLOPE_WIDTH_DB);
  const Biquad here = shelf_table_shelf(&solver->table, shelf, gain_db);
  const Biquad there = shelf_table_shelf(&solver->table, shelf, gain_db + SLOPE_WIDTH_DB);
  trace_biquad(solver, &here, solver->power[shelf]);
  trace_biquad(solver, &there, moved);
  for (int p = 0; p < GRID_POINTS; ++p) {
    const double power = solver->power[shelf][p];
    solver->slope[shelf][p] = to_db_per_db * 2.0 * (moved[p] - power) / (moved[p] + power);
  }
}

static double dot(const double a[GRID_POINTS], const double b[GRID_POINTS])
{
  Pair sum[2] = {{0.0, 0.0}, {0.0, 0.0}};
  for (int p = 0; p < GRID_POINTS; p += 4) {
    sum[0] += pair_load(a + p) * pair_load(b + p);
    sum[1] += pair_load(a + p + 2) * pair_load(b + p + 2);
  }
  sum[0] += sum[1];
  return sum[0][0] + sum[0][1];
}

/** In the same order as dot(): a curve of 1 changes no bit. */
static double sum_of(const double x[GRID_POINTS])
{
  Pair sum[2] = {{0.0, 0.0}, {0.0, 0.0}};
  for (int p = 0; p < GRID_POINTS; p += 4) {
    sum[0] += pair_load(x + p);
    sum[1] += pair_load(x + p + 2);
  }
  sum[0] += sum[1];
  return sum[0][0] + sum[0][1];
}

/** Level change through a weight, and its slope by each section's gain. */
static double weighed_change(const BandSolver *solver, const double weight[GRID_POINTS],
                             double slope[BAND_COUNT])
{
  double curved[GRID_POINTS];
  for (int p = 0; p < GRID_POINTS; p += 2) {
    Pair energy = pair_load(weight + p);
    for (int shelf = 0; shelf < SHELF_COUNT; ++shelf) {
      energy *= pair_load(solver->power[shelf] + p);
    }
    memcpy(curved + p, &energy, sizeof energy);
  }
  const double before = sum_of(weight);
  const double after = sum_of(curved);
  const bool heard = before > 0.0 && after > 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    slope[band] = heard && band == MIDDLE_BAND ? 1.0 : 0.0;
  }
  for (int shelf = 0; heard && shelf < SHELF_COUNT; ++shelf) {
    /* The shelf's gain grows with the section on the side away from the middle, and falls with
       the section on the other side. */
    const double by_shelf = dot(curved, solver->slope[shelf]) / after;
    const bool below = shelf < MIDDLE_BAND;
    slope[below ? shelf : shelf + 1] += by_shelf;
    slope[below ? shelf + 1 : shelf] -= by_shelf;
  }
  return heard ? solver->tried.section_db[MIDDLE_BAND] + power_to_db(after / before) : 0.0;
}

static void measure_band(BandSolver *solver, int band)
{
  CurveEffect *tried = &solver->tried;
  tried->change_db[band] =
      weighed_change(solver, solver->spectrum.weight[band], tried->jacobian[band]);
}

/* --- the move ------------------------------------------------------------------------- */

/** Solves m x = x in-place by Gaussian elimination; m is symmetric positive definite. */
static void solve_linear(double m[BAND_COUNT][BAND_COUNT], double x[BAND_COUNT])
{
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int row = i + 1; row < BAND_COUNT; ++row) {
      const double factor = m[row][i] / m[i][i];
      for (int k = i; k < BAND_COUNT; ++k) {
        m[row][k] -= factor * m[i][k];
      }
      x[row] -= factor * x[i];
    }
  }
  for (int i = BAND_COUNT - 1; i >= 0; --i) {
    for (int k = i + 1; k < BAND_COUNT; ++k) {
      x[i] -= m[i][k] * x[k];
    }
    x[i] /= m[i][i];
  }
}

static double clamp(double x, double limit)
{
  return fmin(fmax(x, -limit), limit);
}

/** (J^T J + damping + pull) move = J^T miss + pull (wanted - section), from the best so
    far, with the given sections' moves held. */
static void solve_move(const BandSolver *solver, const bool held[BAND_COUNT],
                       double move_db[BAND_COUNT])
{
  const CurveEffect *from = &solver->best;
  double m[BAND_COUNT][BAND_COUNT] = {{0}};
  double x[BAND_COUNT];
  for (int i = 0; i < BAND_COUNT; ++i) {
    const double back_db = solver->wanted_db[i] - from->section_db[i];
    m[i][i] = held[i] ? 1.0 : solver->damping + PULL;
    x[i] = held[i] ? move_db[i] : PULL * back_db;
    for (int band = 0; band < BAND_COUNT && !held[i]; ++band) {
      const double *slope = from->jacobian[band];
      x[i] += slope[i] * (solver->wanted_db[band] - from->change_db[band]);
      for (int k = 0; k < BAND_COUNT; ++k) {
        if (held[k]) {
          x[i] -= slope[i] * slope[k] * move_db[k];
        } else {
          m[i][k] += slope[i] * slope[k];
        }
      }
    }
  }
  solve_linear(m, x);
  memcpy(move_db, x, sizeof x);
}

/** The move within the sections' limits. A section that would pass its limit is held there, and
    the others are solved again. */
static void find_move(const BandSolver *solver, double move_db[BAND_COUNT])
{
  const double *from_db = solver->best.section_db;
  bool held[BAND_COUNT] = {false};
  bool passed = true;
  for (int n_held = 0; passed && n_held <= BAND_COUNT; ++n_held) {
    solve_move(solver, held, move_db);
    passed = false;
    for (int i = 0; i < BAND_COUNT; ++i) {
      const double to_db = from_db[i] + move_db[i];
      if (!held[i] && fabs(to_db) > SECTION_GAIN_LIMIT_DB) {
        held[i] = true;
        passed = true;
        move_db[i] = clamp(to_db, SECTION_GAIN_LIMIT_DB) - from_db[i];
      }
    }
  }
}

/** The cost that the moves minimise. */
static double cost(const BandSolver *solver, const CurveEffect *curve)
{
  double sum = 0.0;
  for (int i = 0; i < BAND_COUNT; ++i) {
    const double wanted_db = solver->wanted_db[i];
    sum += square(wanted_db - curve->change_db[i]);
    sum += PULL * square(wanted_db - curve->section_db[i]);
  }
  return sum;
}

/** Decides whether the curve tried becomes the best. */
static void judge(BandSolver *solver)
{
  const CurveEffect *tried = &solver->tried;
  const CurveEffect *best = &solver->best;
  const bool is_best = memcmp(tried->section_db, best->section_db, sizeof best->section_db) == 0;
  if (!solver->has_best || is_best ||
      cost(solver, tried) < (1.0 - LEAST_GAIN) * cost(solver, best)) {
    solver->best = *tried;
    solver->has_best = true;
    solver->damping = fmax(solver->damping / DAMPING_FACTOR, LEAST_DAMPING);
  } else {
    solver->damping = fmax(solver->damping * DAMPING_FACTOR, CAUTIOUS_DAMPING);
  }
}

/** The next curve to try. */
static void move_on(BandSolver *solver)
{
  double move_db[BAND_COUNT] = {0.0};
  if (solver->damping > HIGHEST_DAMPING) {
    solver->damping = LEAST_DAMPING;
  } else {
    find_move(solver, move_db);
  }
  for (int i = 0; i < BAND_COUNT; ++i) {
    const double from_db = solver->best.section_db[i];
    solver->tried.section_db[i] =
        clamp(from_db + clamp(move_db[i], LARGEST_MOVE_DB), SECTION_GAIN_LIMIT_DB);
  }
}

static bool nothing_wanted(const BandSolver *solver)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (solver->wanted_db[band] != 0.0) {
      return false;
    }
  }
  return true;
}

static void move(BandSolver *solver)
{
  if (nothing_wanted(solver)) {
    band_solver_start(solver, solver->wanted_db);
    memset(solver->reached_db, 0, sizeof solver->reached_db);
    solver->loudness_change_db = 0.0;
    return;
  }
  double slope[BAND_COUNT];
  solver->tried.loudness_change_db =
      weighed_change(solver, solver->spectrum.loudness_weight, slope);
  judge(solver);
  move_on(solver);
  memcpy(solver->section_gain_db, solver->best.section_db, sizeof solver->section_gain_db);
  memcpy(solver->reached_db, solver->best.change_db, sizeof solver->reached_db);
  solver->loudness_change_db = solver->best.loudness_change_db;
}

/* --- in steps ------------------------------------------------------------------------- */

void band_solver_step(BandSolver *solver, int step, const double wanted_db[BAND_COUNT],
                      const Spectrum *heard)
{
  if (step == SOLVER_TAKE) {
    band_spectrum_take(&solver->spectrum, heard);
    return;
  }
  if (step == SOLVER_TAKE + 1) {
    memcpy(solver->wanted_db, wanted_db, sizeof solver->wanted_db);
  }
  for (int shelf = 0; shelf < SHELF_COUNT; ++shelf) {
    trace_shelf(solver, shelf);
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    measure_band(solver, band);
  }
  move(solver);
}

void band_solver_solve(BandSolver *solver, const double wanted_db[BAND_COUNT],
                       const Spectrum *heard)
{
  for (int step = 0; step < SOLVER_STEPS; ++step) {
    band_solver_step(solver, step, wanted_db, heard);
  }
}

/** |H|^2 of the curve over the grid. */
static void trace_curve(const BandSolver *solver, const double section_gain_db[BAND_COUNT],
                        double curve[GRID_POINTS])
{
  Biquad shelf[SHELF_COUNT];
  shelf_table_look_up(&solver->table, section_gain_db, shelf);
  trace_biquad(solver, &shelf[0], curve);
  for (int i = 1; i < SHELF_COUNT; ++i) {
    double power[GRID_POINTS];
    trace_biquad(solver, &shelf[i], power);
    for (int p = 0; p < GRID_POINTS; ++p) {
      curve[p] *= power[p];
    }
  }
}

void band_solver_change(const BandSolver *solver, const double section_gain_db[BAND_COUNT],
                        double change_db[BAND_COUNT])
{
  double curve[GRID_POINTS];
  trace_curve(solver, section_gain_db, curve);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double before = sum_of(solver->spectrum.weight[band]);
    const double after = dot(solver->spectrum.weight[band], curve);
    change_db[band] = before > 0.0 && after > 0.0 ? power_to_db(after / before) : 0.0;
  }
}
