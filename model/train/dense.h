/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Dense linear algebra: the Cholesky factor, and linear systems that are solved with it. Sums are
 * computed by network_dot(), so they have the same bits on every machine.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_DENSE_H
#define GENRE_EQ_MODEL_TRAIN_DENSE_H

#include <stdbool.h>

/** Factors A = L L^T in-place. A is n by n. Only its lower triangle is read, and becomes L. Returns
    false if A is not positive definite. */
bool dense_factor(float *a, int n);

/** Replaces x by L^-1 x. */
void dense_forward(const float *l, int n, float *x);

/** Replaces x by L^-T x. */
void dense_backward(const float *l, int n, float *x);

/** Computes the lower triangle of A = B B^T. B is n by width. */
void dense_gram(float *a, const float *b, int n, int width);

/** Transposes n rows of width into width rows of n. */
void dense_transpose(float *to, const float *from, int n, int width);

#endif
