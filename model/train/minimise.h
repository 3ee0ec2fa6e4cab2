/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Finds the lowest point of a smooth convex function of many variables, by L-BFGS (Nocedal,
 * "Updating quasi-Newton matrices with limited storage", Math. Comp. 35, 1980) with steps that are
 * halved until the function falls.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_MINIMISE_H
#define GENRE_EQ_MODEL_TRAIN_MINIMISE_H

#include <stdbool.h>

/** Returns the function's value at x, and writes its slope there. */
typedef double (*Objective)(void *data, const double *x, double *slope);

/** Moves x to the lowest point, in at most n_rounds, or until the slope is less than `tolerance`
    times the first one. Returns false if memory is short. */
bool minimise(Objective objective, void *data, int n, double *x, int n_rounds, double tolerance);

#endif
