/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/random.h"

uint64_t random_bits(Random *random)
{
  uint64_t z = (random->state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

double random_unit(Random *random)
{
  return (double)(random_bits(random) >> 11) * 0x1p-53;
}

double random_between(Random *random, double low, double high)
{
  return low + (high - low) * random_unit(random);
}

int random_index(Random *random, int n)
{
  return (int)(random_bits(random) % (uint64_t)n);
}
