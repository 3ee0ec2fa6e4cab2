/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Dense linear algebra: the Cholesky factor and what is solved with it. Sums are those of
 * network_dot(): the same bits on every machine.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_DENSE_H
#define GENRE_EQ_MODEL_TRAIN_DENSE_H

#include <stdbool.h>

/** A = L L^T, in place: of A, n rows of n, only the lower triangle is read and becomes L. False
    if A is not positive definite. */
bool dense_factor(float *a, int n);

/** x becomes L^-1 x. */
void dense_forward(const float *l, int n, float *x);

/** x becomes L^-T x. */
void dense_backward(const float *l, int n, float *x);

/** The lower triangle of A = B B^T: n rows of n from n rows of width. */
void dense_gram(float *a, const float *b, int n, int width);

/** Rows to columns: n rows of width become width rows of n. */
void dense_transpose(float *to, const float *from, int n, int width);

#endif
