/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Does the same task for many indices, on all cores.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_PARALLEL_H
#define GENRE_EQ_MODEL_TRAIN_PARALLEL_H

/** Calls task(data, i) once for each i in 0 … n − 1, several at a time, in any
    order; returns when all are done. */
void parallel_for(int n, void (*task)(void *data, int index), void *data);

#endif
