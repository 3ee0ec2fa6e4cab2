/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: kernel ridge regression of the five band levels, and how much it doubts them.
 *
 * The kernel of two songs is k = exp(-d^2 / (2 width^2)), where d is the distance of their inputs.
 * With K for the pairs of the songs learned from, y for their levels less the mean, and k for a
 * song asked about, the answer is the mean + k (K + strength I)^-1 y. The doubt is the variance of
 * the error if the levels are a Gaussian process of variance 1, with noise of variance strength
 * (Rasmussen & Williams, "Gaussian Processes for Machine Learning", eq. 2.26):
 *
 *   1 + strength - k (K + strength I)^-1 k.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_RIDGE_H
#define GENRE_EQ_TESTS_SUPPORT_RIDGE_H

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/network.h"
#include "model/train/dense.h"
#include "model/train/inputs.h"

/** What may be learned from. */
typedef struct {
  int n;
  const float *input;             /**< n rows of WIDTH */
  double (*level_db)[BAND_COUNT]; /**< sum 0 */
  int *fold;                      /**< of each song */
  float *square;                  /**< d^2 of each pair, n by n */
} RidgeSongs;

typedef struct {
  double medians; /**< the width, in medians of d */
  double width;
  double strength;
} RidgeSettings;

typedef struct {
  RidgeSettings settings;
  int n;
  int *song;                /**< those learned from; owned */
  float *factor;            /**< L, with L L^T = K + strength I; owned */
  float *share[BAND_COUNT]; /**< (K + strength I)^-1 y; owned */
  double mean_db[BAND_COUNT];
} KernelRidge;

static inline float ridge_square(const float *a, const float *b)
{
  return fmaxf(
      network_dot(a, a, WIDTH) + network_dot(b, b, WIDTH) - 2.0F * network_dot(a, b, WIDTH), 0.0F);
}

static inline float ridge_kernel(RidgeSettings settings, float square)
{
  return expf(-square / (float)(2.0 * settings.width * settings.width));
}

static inline void ridge_free(KernelRidge *ridge)
{
  free(ridge->song);
  free(ridge->factor);
  for (int band = 0; band < BAND_COUNT; ++band) {
    free(ridge->share[band]);
  }
  memset(ridge, 0, sizeof *ridge);
}

/* Solves for the shares of one band. */
static inline void ridge_share(KernelRidge *ridge, const RidgeSongs *songs, int band)
{
  float *share = ridge->share[band];
  double sum_db = 0.0;
  for (int i = 0; i < ridge->n; ++i) {
    sum_db += songs->level_db[ridge->song[i]][band];
  }
  ridge->mean_db[band] = sum_db / fmax(ridge->n, 1.0);
  for (int i = 0; i < ridge->n; ++i) {
    share[i] = (float)(songs->level_db[ridge->song[i]][band] - ridge->mean_db[band]);
  }
  dense_forward(ridge->factor, ridge->n, share);
  dense_backward(ridge->factor, ridge->n, share);
}

/** Learns from the songs of all folds but one; -1: of all. ridge_free() in any case. Returns false
    if memory is short, or the matrix is too close to singular. */
static inline bool ridge_learn(KernelRidge *ridge, const RidgeSongs *songs, int fold,
                               RidgeSettings settings)
{
  *ridge = (KernelRidge){.settings = settings,
                         .song = malloc(((size_t)songs->n + 1) * sizeof *ridge->song)};
  for (int s = 0; ridge->song && s < songs->n; ++s) {
    if (songs->fold[s] != fold) {
      ridge->song[ridge->n++] = s;
    }
  }
  const size_t n = (size_t)ridge->n;
  bool is_fine = ridge->song && n > 0;
  ridge->factor = malloc((n * n + 1) * sizeof *ridge->factor);
  for (int band = 0; band < BAND_COUNT; ++band) {
    ridge->share[band] = malloc((n + 1) * sizeof *ridge->share[band]);
    is_fine = is_fine && ridge->share[band];
  }
  is_fine = is_fine && ridge->factor;
  for (size_t i = 0; is_fine && i < n; ++i) {
    for (size_t k = 0; k <= i; ++k) {
      const size_t pair = (size_t)ridge->song[i] * (size_t)songs->n + (size_t)ridge->song[k];
      ridge->factor[i * n + k] =
          ridge_kernel(settings, songs->square[pair]) + (i == k ? (float)settings.strength : 0.0F);
    }
  }
  is_fine = is_fine && dense_factor(ridge->factor, ridge->n);
  for (int band = 0; is_fine && band < BAND_COUNT; ++band) {
    ridge_share(ridge, songs, band);
  }
  return is_fine;
}

/** Answers about a song whose distances from the songs learned from are the roots of square, which
    is overwritten. Returns the doubt. */
static inline double ridge_foretell(const KernelRidge *ridge, float *square,
                                    double level_db[BAND_COUNT])
{
  for (int i = 0; i < ridge->n; ++i) {
    square[i] = ridge_kernel(ridge->settings, square[i]);
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] =
        ridge->mean_db[band] + (double)network_dot(square, ridge->share[band], ridge->n);
  }
  dense_forward(ridge->factor, ridge->n, square);
  return 1.0 + ridge->settings.strength - (double)network_dot(square, square, ridge->n);
}

/* The sum of errors on the songs of a fold, learned from the other folds; infinite on failure. */
static inline double ridge_error_of_fold(const RidgeSongs *songs, int fold, RidgeSettings settings)
{
  KernelRidge ridge;
  float *square = malloc(((size_t)songs->n + 1) * sizeof *square);
  double sum_db = 0.0;
  if (!ridge_learn(&ridge, songs, fold, settings) || !square) {
    sum_db = HUGE_VAL;
  }
  for (int s = 0; s < songs->n && isfinite(sum_db); ++s) {
    double level_db[BAND_COUNT];
    if (songs->fold[s] != fold) {
      continue;
    }
    for (int i = 0; i < ridge.n; ++i) {
      square[i] = songs->square[(size_t)s * (size_t)songs->n + (size_t)ridge.song[i]];
    }
    ridge_foretell(&ridge, square, level_db);
    for (int band = 0; band < BAND_COUNT; ++band) {
      sum_db += fabs(level_db[band] - songs->level_db[s][band]);
    }
  }
  free(square);
  ridge_free(&ridge);
  return sum_db;
}

static inline int ridge_compare(const void *a, const void *b)
{
  const float x = *(const float *)a;
  const float y = *(const float *)b;
  return (x > y) - (x < y);
}

/* The median of the distances. 0: no memory. */
static inline double ridge_median(const RidgeSongs *songs)
{
  size_t n = 0;
  float *square = malloc(((size_t)songs->n * (size_t)songs->n + 1) * sizeof *square);
  for (int a = 0; square && a < songs->n; ++a) {
    for (int b = 0; b < a; ++b) {
      square[n++] = songs->square[(size_t)a * (size_t)songs->n + (size_t)b];
    }
  }
  if (n > 0) {
    qsort(square, n, sizeof *square, ridge_compare);
  }
  const double median = n > 0 ? sqrt((double)square[n / 2]) : 0.0;
  free(square);
  return median;
}

/** Chooses width and strength: those with the least error on each fold's songs, learned from the
    other folds. */
static inline RidgeSettings ridge_choose(const RidgeSongs *songs, int n_folds)
{
  static const double medians[] = {0.5, 0.7, 1.0, 1.4, 2.0};
  static const double strength[] = {0.03, 0.1, 0.2, 0.4, 0.8};
  const double median = ridge_median(songs);
  RidgeSettings best = {1.0, median, strength[0]};
  double least_db = HUGE_VAL;
  for (size_t w = 0; w < sizeof medians / sizeof *medians; ++w) {
    for (size_t s = 0; s < sizeof strength / sizeof *strength; ++s) {
      const RidgeSettings settings = {medians[w], medians[w] * median, strength[s]};
      double sum_db = 0.0;
      for (int fold = 0; fold < n_folds; ++fold) {
        bool has_songs = false;
        for (int i = 0; i < songs->n && !has_songs; ++i) {
          has_songs = songs->fold[i] == fold;
        }
        sum_db += has_songs ? ridge_error_of_fold(songs, fold, settings) : 0.0;
      }
      if (sum_db < least_db) {
        least_db = sum_db;
        best = settings;
      }
    }
  }
  return best;
}

#endif
