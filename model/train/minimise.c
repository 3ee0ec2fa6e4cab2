/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/minimise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The number of past steps from which the curvature is estimated. */
enum { MEMORY = 12, MOST_HALVINGS = 30 };

/* A step is taken if the function falls by this share of what the slope predicts (Armijo). */
static const double least_gain = 1e-4;

typedef struct {
  int n;
  int n_steps; /* taken so far */
  double *step[MEMORY];
  double *bend[MEMORY]; /* by how much the slope changed */
  double curvature[MEMORY];
} Past;

static double dot(const double *a, const double *b, int n)
{
  double sum = 0.0;
  for (int i = 0; i < n; ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

static void add(double *to, double factor, const double *from, int n)
{
  for (int i = 0; i < n; ++i) {
    to[i] += factor * from[i];
  }
}

/* Turns a slope into a step, by the curvature along the past steps. */
static void find_way(const Past *past, double *way)
{
  double share[MEMORY];
  const int oldest = past->n_steps > MEMORY ? past->n_steps - MEMORY : 0;
  for (int k = past->n_steps - 1; k >= oldest; --k) {
    const int at = k % MEMORY;
    share[at] = dot(past->step[at], way, past->n) / past->curvature[at];
    add(way, -share[at], past->bend[at], past->n);
  }
  if (past->n_steps > 0) {
    const int at = (past->n_steps - 1) % MEMORY;
    const double scale = past->curvature[at] / dot(past->bend[at], past->bend[at], past->n);
    add(way, scale - 1.0, way, past->n);
  }
  for (int k = oldest; k < past->n_steps; ++k) {
    const int at = k % MEMORY;
    const double back = dot(past->bend[at], way, past->n) / past->curvature[at];
    add(way, share[at] - back, past->step[at], past->n);
  }
}

/* A step along which the slope does not rise is not kept: the function is convex, so that is
 * rounding. */
static void remember(Past *past, const double *x, const double *x_new, const double *slope,
                     const double *slope_new)
{
  const int at = past->n_steps % MEMORY;
  double curvature = 0.0;
  for (int i = 0; i < past->n; ++i) {
    curvature += (x_new[i] - x[i]) * (slope_new[i] - slope[i]);
  }
  if (curvature > 0.0) {
    for (int i = 0; i < past->n; ++i) {
      past->step[at][i] = x_new[i] - x[i];
      past->bend[at][i] = slope_new[i] - slope[i];
    }
    past->curvature[at] = curvature;
    ++past->n_steps;
  }
}

static void descend(Objective objective, void *data, Past *past, double *x, double *work[4],
                    int n_rounds, double tolerance)
{
  const int n = past->n;
  const size_t size = (size_t)n * sizeof *x;
  double *slope = work[0];
  double *slope_new = work[1];
  double *x_new = work[2];
  double *way = work[3];
  double value = objective(data, x, slope);
  const double enough = tolerance * sqrt(dot(slope, slope, n));
  for (int round = 0; round < n_rounds && sqrt(dot(slope, slope, n)) > enough; ++round) {
    double length = 1.0;
    double value_new = HUGE_VAL;
    memcpy(way, slope, size);
    find_way(past, way);
    const double fall = dot(way, slope, n);
    for (int k = 0; k < MOST_HALVINGS; ++k, length *= 0.5) {
      memcpy(x_new, x, size);
      add(x_new, -length, way, n);
      value_new = objective(data, x_new, slope_new);
      if (value_new <= value - least_gain * length * fall) {
        break;
      }
    }
    if (!(value_new < value)) {
      return; /* rounding allows no lower point */
    }
    remember(past, x, x_new, slope, slope_new);
    memcpy(x, x_new, size);
    memcpy(slope, slope_new, size);
    value = value_new;
  }
}

bool minimise(Objective objective, void *data, int n, double *x, int n_rounds, double tolerance)
{
  Past past = {.n = n};
  double *work[4];
  double *room = calloc((size_t)(2 * MEMORY + 4) * (size_t)n, sizeof *room);
  for (int k = 0; room && k < MEMORY; ++k) {
    past.step[k] = &room[(size_t)(2 * k) * (size_t)n];
    past.bend[k] = &room[(size_t)(2 * k + 1) * (size_t)n];
  }
  for (int k = 0; room && k < 4; ++k) {
    work[k] = &room[(size_t)(2 * MEMORY + k) * (size_t)n];
  }
  if (room) {
    descend(objective, data, &past, x, work, n_rounds, tolerance);
  }
  free(room);
  return room != NULL;
}
