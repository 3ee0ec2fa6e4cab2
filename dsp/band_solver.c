/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The spectrum is known as 17 energies. In between it is taken as straight lines
 * over log frequency (dB over octaves), through the middles of the sub-bands, then
 * scaled so that the filter bank would measure just those energies from it: the
 * skirts of its filters are part of the model.
 *
 * With s_p the density at grid point p, T_bp the bank's power response for band b,
 * c_p that of the curve, the change of band b is
 *
 *   change_b = 10 log10( sum_p T_bp s_p c_p / sum_p T_bp s_p )
 *
 * and its derivative by the gain of section j, with D_jp the slope of the section's
 * own response (dB a dB),
 *
 *   J_bj = sum_p T_bp s_p c_p D_jp / sum_p T_bp s_p c_p
 *
 * Newton's step is damped as by Levenberg ("A method for the solution of certain
 * non-linear problems in least squares", Quart. Appl. Math. 2, 1944), so that bands
 * which cannot be told apart never throw it off.
 */
#include "dsp/band_solver.h"

#include <math.h>
#include <string.h>

#include "dsp/equalizer_section.h"
#include "dsp/filter_bank.h"
#include "dsp/loudness.h"
#include "dsp/portable_math.h"

/* A point of the spectrum is never taken as emptier than this part of the mean:
 * a band with nothing in it then answers as if there were a trace of pink noise. */
#define EMPTY_SHARE 1e-9

/* One scaling never makes a sub-band smaller than this part of what it was. */
#define LEAST_SCALING 0.02

/* Twice that many in all: after six a song's bands are met as well as after more. */
#define SCALINGS_PER_STEP 3

#define SLOPE_STEP_DB 0.01
#define DAMPING 1e-5
#define LARGEST_STEP_DB 8.0

/* The grid ends here, in relation to the sample rate. */
#define HIGHEST_POINT 0.49

enum { STEP_LATCH, STEP_DENSITY, STEP_SCALE = 3, STEP_SECTION = 5, STEP_BAND = 10, STEP_MOVE = 15 };
_Static_assert(STEP_SECTION + BAND_COUNT == STEP_BAND && STEP_BAND + BAND_COUNT == STEP_MOVE &&
                   STEP_MOVE + 1 == SOLVER_STEPS,
               "the steps are laid out for five bands");

_Static_assert(SOLVER_POINTS % 4 == 0, "the sums over the grid take four points at a time");

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

/* --- set-up ------------------------------------------------------------------------ */

static double middle_log(int subband)
{
  return 0.5 * portable_log(subband_info[subband].low_hz * subband_info[subband].high_hz);
}

/** Between which sub-bands' middles a point lies, and where (the outermost lines
    are drawn on beyond the last middle). */
static void set_line(BandSolver *solver, int p, double log_freq)
{
  int lower = 0;
  while (lower < SUBBAND_COUNT - 2 && middle_log(lower + 1) < log_freq) {
    ++lower;
  }
  const double low = middle_log(lower);
  solver->lower[p] = lower;
  solver->fraction[p] = (log_freq - low) / (middle_log(lower + 1) - low);
}

static void set_up_point(BandSolver *solver, const FilterBank *bank, int subband, int k)
{
  const SubbandInfo *info = &subband_info[subband];
  const int p = subband * SOLVER_POINTS_PER_SUBBAND + k;
  const double top_hz = fmin(info->high_hz, HIGHEST_POINT * solver->rate_hz);
  const bool heard = info->low_hz < top_hz;
  const double octaves = portable_log((heard ? top_hz : info->high_hz) / info->low_hz);
  const double at = ((double)k + 0.5) / SOLVER_POINTS_PER_SUBBAND;
  const double freq_hz = info->low_hz * portable_exp(octaves * at);
  const double width = octaves / SOLVER_POINTS_PER_SUBBAND;
  set_line(solver, p, portable_log(freq_hz));
  solver->sin2[p] = heard ? square(portable_sin(PI * freq_hz / solver->rate_hz)) : 1.0;
  solver->k_weight[p] = heard ? k_weight_power(freq_hz) * width : 0.0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    solver->subband_weight[i][p] = heard ? width * filter_bank_power(bank, i, freq_hz) : 0.0;
    solver->band_weight[subband_info[i].band][p] += solver->subband_weight[i][p];
    solver->pink[i] += solver->subband_weight[i][p];
  }
}

void band_solver_init(BandSolver *solver, double rate_hz)
{
  memset(solver, 0, sizeof *solver);
  solver->rate_hz = rate_hz;
  FilterBank bank;
  filter_bank_init(&bank, rate_hz);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    for (int k = 0; k < SOLVER_POINTS_PER_SUBBAND; ++k) {
      set_up_point(solver, &bank, i, k);
    }
  }
  for (int p = 0; p < SOLVER_POINTS; ++p) {
    solver->density[p] = 1.0;
  }
}

/* --- the spectrum ------------------------------------------------------------------- */

/** Takes the order: what is wanted, and the mean density of each sub-band. */
static void latch(BandSolver *solver, const double wanted_db[BAND_COUNT],
                  const float energy[SUBBAND_COUNT])
{
  double total = 0.0;
  double pink_total = 0.0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const double e = (double)energy[i];
    solver->energy[i] = e > 0.0 && e < 1e30 ? e : 0.0;
    total += solver->energy[i];
    pink_total += solver->pink[i];
  }
  const double unit = total > 1e-30 ? total / pink_total : 0.0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const bool heard = solver->pink[i] > 0.0 && unit > 0.0;
    const double share = heard ? solver->energy[i] / (solver->pink[i] * unit) : 1.0;
    solver->share[i] = fmax(share, EMPTY_SHARE);
    solver->log_share[i] = portable_log(solver->share[i]);
  }
  memcpy(solver->wanted_db, wanted_db, sizeof solver->wanted_db);
}

/** Straight lines of log density over log frequency, for grid points from ... to. */
static void draw_density(BandSolver *solver, int from, int to)
{
  for (int p = from; p < to; ++p) {
    const double low = solver->log_share[solver->lower[p]];
    const double high = solver->log_share[solver->lower[p] + 1];
    solver->density[p] = portable_exp(low + solver->fraction[p] * (high - low));
  }
}

/** Sum of products over the grid. */
static double dot(const double a[SOLVER_POINTS], const double b[SOLVER_POINTS])
{
  Pair sum[2] = {{0.0, 0.0}, {0.0, 0.0}};
  for (int p = 0; p < SOLVER_POINTS; p += 4) {
    sum[0] += pair_load(a + p) * pair_load(b + p);
    sum[1] += pair_load(a + p + 2) * pair_load(b + p + 2);
  }
  sum[0] += sum[1];
  return sum[0][0] + sum[0][1];
}

/** Scales the density within each sub-band so that the bank would measure what it
    measured, as far as the other sub-bands' leaking allows. */
static void scale_density(BandSolver *solver)
{
  double scaling[SUBBAND_COUNT];
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const double seen = dot(solver->subband_weight[i], solver->density);
    scaling[i] = seen > 0.0 ? fmax(solver->share[i] * solver->pink[i] / seen, LEAST_SCALING) : 1.0;
  }
  for (int p = 0; p < SOLVER_POINTS; ++p) {
    solver->density[p] *= scaling[p / SOLVER_POINTS_PER_SUBBAND];
  }
}

/* --- the curve ------------------------------------------------------------------------ */

static void section_power(const BandSolver *solver, int section, double gain_db,
                          double power[SOLVER_POINTS])
{
  const Biquad h = equalizer_section((Band)section, gain_db, solver->rate_hz);
  /* As biquad_power(), with what does not depend on the point taken out. */
  const double b_sum = square(h.b0 + h.b1 + h.b2);
  const double b_mid = -4.0 * h.b1 * (h.b0 + h.b2);
  const double b_ends = -16.0 * h.b0 * h.b2;
  const double a_sum = square(1.0 + h.a1 + h.a2);
  const double a_mid = -4.0 * h.a1 * (1.0 + h.a2);
  const double a_ends = -16.0 * h.a2;
  for (int p = 0; p < SOLVER_POINTS; p += 2) {
    const Pair x = pair_load(solver->sin2 + p);
    const Pair rest = 1.0 - x;
    const Pair ratio =
        (b_sum + x * (b_mid + b_ends * rest)) / (a_sum + x * (a_mid + a_ends * rest));
    memcpy(power + p, &ratio, sizeof ratio);
  }
}

/** Response of one section at its present gain, and how it moves with the gain. */
static void trace_section(BandSolver *solver, int section)
{
  double moved[SOLVER_POINTS];
  const double gain_db = solver->section_gain_db[section];
  const double to_db_per_db = 10.0 / (portable_log(10.0) * SLOPE_STEP_DB);
  section_power(solver, section, gain_db, solver->power[section]);
  section_power(solver, section, gain_db + SLOPE_STEP_DB, moved);
  for (int p = 0; p < SOLVER_POINTS; ++p) {
    const double power = solver->power[section][p];
    solver->slope[section][p] = to_db_per_db * 2.0 * (moved[p] - power) / (moved[p] + power);
  }
}

/** Level change through a weight, and its slope by each section's gain. */
static double weighed_change(const BandSolver *solver, const double weight[SOLVER_POINTS],
                             double slope[BAND_COUNT])
{
  double curved[SOLVER_POINTS];
  for (int p = 0; p < SOLVER_POINTS; p += 2) {
    Pair energy = pair_load(weight + p) * pair_load(solver->density + p);
    for (int section = 0; section < BAND_COUNT; ++section) {
      energy *= pair_load(solver->power[section] + p);
    }
    memcpy(curved + p, &energy, sizeof energy);
  }
  const double before = dot(weight, solver->density);
  double after = 0.0;
  for (int p = 0; p < SOLVER_POINTS; ++p) {
    after += curved[p];
  }
  const bool heard = before > 0.0 && after > 0.0;
  for (int section = 0; section < BAND_COUNT; ++section) {
    slope[section] = heard ? dot(curved, solver->slope[section]) / after : 0.0;
  }
  return heard ? power_to_db(after / before) : 0.0;
}

static void measure_band(BandSolver *solver, int band)
{
  const double change_db =
      weighed_change(solver, solver->band_weight[band], solver->jacobian[band]);
  solver->miss_db[band] = solver->wanted_db[band] - change_db;
}

/* --- the move ------------------------------------------------------------------------- */

/** Solves m x = x in place by Gaussian elimination; m is symmetric positive definite. */
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

/** (J^T J + damping) step = J^T miss, with the given sections' steps held. */
static void solve_step(const BandSolver *solver, const bool held[BAND_COUNT],
                       double step_db[BAND_COUNT])
{
  double m[BAND_COUNT][BAND_COUNT] = {{0}};
  double x[BAND_COUNT];
  for (int i = 0; i < BAND_COUNT; ++i) {
    m[i][i] = held[i] ? 1.0 : DAMPING;
    x[i] = held[i] ? step_db[i] : 0.0;
    for (int band = 0; band < BAND_COUNT && !held[i]; ++band) {
      const double *slope = solver->jacobian[band];
      x[i] += slope[i] * solver->miss_db[band];
      for (int k = 0; k < BAND_COUNT; ++k) {
        if (held[k]) {
          x[i] -= slope[i] * slope[k] * step_db[k];
        } else {
          m[i][k] += slope[i] * slope[k];
        }
      }
    }
  }
  solve_linear(m, x);
  memcpy(step_db, x, sizeof x);
}

/** The step, within the sections' limits: a section that would pass its limit is
    held there, and the others make the best of it. */
static void find_step(const BandSolver *solver, double step_db[BAND_COUNT])
{
  bool held[BAND_COUNT] = {false};
  bool passed = true;
  for (int n_held = 0; passed && n_held <= BAND_COUNT; ++n_held) {
    solve_step(solver, held, step_db);
    passed = false;
    for (int i = 0; i < BAND_COUNT; ++i) {
      const double to_db = solver->section_gain_db[i] + step_db[i];
      if (!held[i] && fabs(to_db) > SECTION_GAIN_LIMIT_DB) {
        held[i] = true;
        passed = true;
        step_db[i] = clamp(to_db, SECTION_GAIN_LIMIT_DB) - solver->section_gain_db[i];
      }
    }
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
    memset(solver->section_gain_db, 0, sizeof solver->section_gain_db);
    solver->loudness_change_db = 0.0;
    return;
  }
  double loudness_slope[BAND_COUNT];
  double step_db[BAND_COUNT];
  double change_db = weighed_change(solver, solver->k_weight, loudness_slope);
  find_step(solver, step_db);
  for (int i = 0; i < BAND_COUNT; ++i) {
    const double from_db = solver->section_gain_db[i];
    const double to_db = clamp(from_db + clamp(step_db[i], LARGEST_STEP_DB), SECTION_GAIN_LIMIT_DB);
    solver->section_gain_db[i] = to_db;
    change_db += loudness_slope[i] * (to_db - from_db);
  }
  solver->loudness_change_db = change_db;
}

/* --- in steps ------------------------------------------------------------------------- */

void band_solver_step(BandSolver *solver, int step, const double wanted_db[BAND_COUNT],
                      const float energy[SUBBAND_COUNT])
{
  if (step == STEP_LATCH) {
    latch(solver, wanted_db, energy);
  } else if (step < STEP_SCALE) {
    const int half = SOLVER_POINTS / 2;
    draw_density(solver, (step - STEP_DENSITY) * half, (step - STEP_DENSITY + 1) * half);
  } else if (step < STEP_SECTION) {
    for (int i = 0; i < SCALINGS_PER_STEP; ++i) {
      scale_density(solver);
    }
  } else if (step < STEP_BAND) {
    trace_section(solver, step - STEP_SECTION);
  } else if (step < STEP_MOVE) {
    measure_band(solver, step - STEP_BAND);
  } else {
    move(solver);
  }
}

void band_solver_solve(BandSolver *solver, const double wanted_db[BAND_COUNT],
                       const float energy[SUBBAND_COUNT], int n_refinements)
{
  for (int i = 0; i < n_refinements; ++i) {
    for (int step = 0; step < SOLVER_STEPS; ++step) {
      band_solver_step(solver, step, wanted_db, energy);
    }
  }
}

void band_solver_change(const BandSolver *solver, const double section_gain_db[BAND_COUNT],
                        double change_db[BAND_COUNT])
{
  double curve[SOLVER_POINTS];
  section_power(solver, 0, section_gain_db[0], curve);
  for (int section = 1; section < BAND_COUNT; ++section) {
    double power[SOLVER_POINTS];
    section_power(solver, section, section_gain_db[section], power);
    for (int p = 0; p < SOLVER_POINTS; ++p) {
      curve[p] *= power[p];
    }
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    double before = 0.0;
    double after = 0.0;
    for (int p = 0; p < SOLVER_POINTS; ++p) {
      const double energy = solver->band_weight[band][p] * solver->density[p];
      before += energy;
      after += energy * curve[p];
    }
    change_db[band] = before > 0.0 ? power_to_db(after / before) : 0.0;
  }
}
