/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: by how much the error of many songs falls, and how sure that is.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_MENDED_H
#define GENRE_EQ_TESTS_SUPPORT_MENDED_H

#include <math.h>

/** Sums over songs of their errors before and after (dB), squares and products. */
typedef struct {
  int n;
  int n_nearer; /**< songs whose error fell */
  double before;
  double after;
  double before_before;
  double before_after;
  double after_after;
} Mended;

static inline void mended_add(Mended *mended, double before_db, double after_db)
{
  ++mended->n;
  mended->n_nearer += after_db < before_db;
  mended->before += before_db;
  mended->after += after_db;
  mended->before_before += before_db * before_db;
  mended->before_after += before_db * after_db;
  mended->after_after += after_db * after_db;
}

/** Mean error after, dB. */
static inline double mended_left(const Mended *mended)
{
  return mended->after / fmax(mended->n, 1.0);
}

/** By how much the mean error fell, %. */
static inline double mended_percent(const Mended *mended)
{
  return 100.0 * (1.0 - mended->after / fmax(mended->before, 1e-9));
}

/** The standard error of that over songs, % (of a ratio: Cochran, "Sampling Techniques", ch. 6). */
static inline double mended_error(const Mended *mended)
{
  const double ratio = mended->after / fmax(mended->before, 1e-9);
  const double square = mended->after_after - 2.0 * ratio * mended->before_after +
                        ratio * ratio * mended->before_before;
  return 100.0 * sqrt(fmax(square, 0.0)) / fmax(mended->before, 1e-9);
}

#endif
