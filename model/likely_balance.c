/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/likely_balance.h"

#include <math.h>

#include "dsp/portable_math.h"

/* p: the probability that a song needs no mending, before it is heard. */
static const double untouched_prior = 0.15;

/* A lower triangle of Cholesky: Golub & Van Loan, "Matrix Computations", 4th ed., alg. 4.2.1. */
typedef double Triangle[BAND_COUNT][BAND_COUNT];

/* The factor of S + variance P + 1/5. The last term gives the common gain a variance of 1, so
 * that the matrix has an inverse; it cancels, as no vector here has a common gain. */
static void factor(const Expectation *expected, double variance, Triangle lower)
{
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k <= i; ++k) {
      double rest =
          expected->covariance[i][k] + (i == k ? variance : 0.0) + (1.0 - variance) / BAND_COUNT;
      for (int j = 0; j < k; ++j) {
        rest -= lower[i][j] * lower[k][j];
      }
      lower[i][k] = i == k ? sqrt(rest) : rest / lower[k][k];
    }
  }
}

static void subtract_mean(double level_db[BAND_COUNT])
{
  double mean = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    mean += level_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] -= mean;
  }
}

/* Replaces x by the solution of lower y = x; returns the logarithm of the normal density there,
 * but for a constant. */
static double solve_forward(const Triangle lower, double x[BAND_COUNT])
{
  double log_density = 0.0;
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int j = 0; j < i; ++j) {
      x[i] -= lower[i][j] * x[j];
    }
    x[i] /= lower[i][i];
    log_density -= 0.5 * x[i] * x[i] + portable_log(lower[i][i]);
  }
  return log_density;
}

/* Replaces x by the solution of lower^T y = x. */
static void solve_backward(const Triangle lower, double x[BAND_COUNT])
{
  for (int i = BAND_COUNT - 1; i >= 0; --i) {
    for (int j = i + 1; j < BAND_COUNT; ++j) {
      x[i] -= lower[j][i] * x[j];
    }
    x[i] /= lower[i][i];
  }
}

void likely_color(const double level_db[BAND_COUNT], const Expectation *expected,
                  double color_db[BAND_COUNT])
{
  double plain_db[BAND_COUNT];
  Triangle plain, colored;
  for (int band = 0; band < BAND_COUNT; ++band) {
    color_db[band] = level_db[band] - expected->level_db[band];
  }
  subtract_mean(color_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    plain_db[band] = color_db[band];
  }
  factor(expected, 0.0, plain);
  factor(expected, COLOR_VARIANCE_DB2, colored);
  const double log_plain = portable_log(untouched_prior) + solve_forward(plain, plain_db);
  const double log_colored = portable_log(1.0 - untouched_prior) + solve_forward(colored, color_db);
  const double is_colored = 1.0 / (1.0 + portable_exp(log_plain - log_colored));
  solve_backward(colored, color_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    color_db[band] *= is_colored * COLOR_VARIANCE_DB2;
  }
  subtract_mean(color_db);
}
