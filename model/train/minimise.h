/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The lowest point of a smooth convex function of many variables, by L-BFGS (Nocedal, "Updating
 * quasi-Newton matrices with limited storage", Math. Comp. 35, 1980) with halved steps.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_MINIMISE_H
#define GENRE_EQ_MODEL_TRAIN_MINIMISE_H

#include <stdbool.h>

/** The function at x, and its slope there. */
typedef double (*Objective)(void *data, const double *x, double *slope);

/** Goes down from x, in place, for at most n_rounds, or until the slope is less than
    `tolerance` of the first one. False: no memory. */
bool minimise(Objective objective, void *data, int n, double *x, int n_rounds, double tolerance);

#endif
