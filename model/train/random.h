/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Pseudo-random numbers, the same on every machine (Blackman & Vigna,
 * "Scrambled linear pseudorandom number generators", ACM TOMS 47, 2021:
 * splitmix64).
 */
#ifndef GENRE_EQ_MODEL_TRAIN_RANDOM_H
#define GENRE_EQ_MODEL_TRAIN_RANDOM_H

#include <stdint.h>

typedef struct {
  uint64_t state; /**< any seed */
} Random;

uint64_t random_bits(Random *random);

/** A number x, 0 ≤ x < 1. */
double random_unit(Random *random);

/** A number x, low ≤ x < high. */
double random_between(Random *random, double low, double high);

/** A number of 0 … n − 1; n > 0. */
int random_index(Random *random, int n);

#endif
