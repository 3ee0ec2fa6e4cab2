/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/strangers.h"

#include <math.h>

#include "dsp/band_history.h"
#include "dsp/portable_math.h"

/* A normal deviate, near enough: the sum of twelve even ones. */
static double deviate(Random *random)
{
  double sum = -6.0;
  for (int i = 0; i < 12; ++i) {
    sum += random_unit(random);
  }
  return sum;
}

/* By how many dB the level of noise in a part of a sub-band strays from hop to hop: a mean
   square over B T independent values is off by 1 / sqrt(B T). */
static double noise_spread_db(int i)
{
  double width_hz = part_info[i].high_hz - part_info[i].low_hz;
  return 10.0 / 2.302585 / sqrt(width_hz / HOPS_PER_SECOND);
}

/* How a stranger moves: its common level, hop by hop. */
typedef enum { STEADY, WAVING, BEATING, TALKING, CLICKING, MANNER_COUNT } Manner;

typedef struct {
  Manner manner;
  double depth_db;
  double period_hops;
  double phase;
  double now_db;
} Mover;

static double move(Mover *mover, Random *random, int hop)
{
  double at = hop / mover->period_hops + mover->phase;
  double turn = at - floor(at);
  switch (mover->manner) {
  case WAVING:
    return 0.5 * mover->depth_db * portable_cos(2.0 * PI * turn);
  case BEATING:
    return turn < 0.5 ? 0.0 : -mover->depth_db;
  case TALKING: /* syllables, and pauses between the phrases */
    if (turn < 0.2) {
      return -2.0 * mover->depth_db;
    }
    mover->now_db += 0.7 * (0.5 * mover->depth_db * deviate(random) - mover->now_db);
    return mover->now_db;
  case CLICKING:
    return turn < 1.0 / mover->period_hops ? 0.0 : -mover->depth_db;
  default:
    return 0.0;
  }
}

void stranger_make(Random *random, int n_hops, float (*energy)[PART_COUNT])
{
  Mover mover = {.manner = (Manner)random_index(random, MANNER_COUNT),
                 .depth_db = random_between(random, 3.0, 40.0),
                 .period_hops = random_between(random, 2.0, 40.0),
                 .phase = random_unit(random)};
  bool is_tone = random_unit(random) < 0.4;
  double spread = is_tone ? random_between(random, 0.0, 0.1) : random_between(random, 0.7, 1.5);
  double level_db[PART_COUNT];
  double agreement[PART_COUNT];
  double floor_db = random_between(random, -90.0, -30.0);
  for (int i = 0; i < PART_COUNT; ++i) {
    level_db[i] = random_between(random, -30.0, 0.0);
    agreement[i] = mover.manner == TALKING ? random_between(random, 0.5, 1.2) : 1.0;
  }
  for (int h = 0; h < n_hops; ++h) {
    double common_db = move(&mover, random, h);
    for (int i = 0; i < PART_COUNT; ++i) {
      double own_db = noise_spread_db(i) * spread * deviate(random);
      if (mover.manner == TALKING) {
        own_db += 0.3 * mover.depth_db * deviate(random);
      }
      double noise_db = floor_db + noise_spread_db(i) * deviate(random);
      energy[h][i] = (float)(db_to_power(level_db[i] + agreement[i] * common_db + own_db) +
                             db_to_power(noise_db));
    }
  }
}
