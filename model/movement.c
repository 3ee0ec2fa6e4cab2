/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/movement.h"

#include <math.h>
#include <string.h>

#include "dsp/portable_math.h"

/* A sub-band's level is clamped to these distances from its mean (-40 and 25 dB), so that a hop of
   digital silence does not outweigh all others. */
#define LEAST_ENERGY 1e-4F
#define MOST_ENERGY 316.0F

/* A narrow band with a mean energy of at most this (-150 dB) counts as absent. A sub-band whose
   parts are all absent gets the movement of the sub-band below it. */
#define ABSENT_ENERGY 1e-15F

/* Hops behind the narrow bands' means. */
#define MEAN_HOPS 50

static const int slow_lag[SLOW_STEPS] = {1, 2, 4, 8, 16};
static const int fast_lag[FAST_STEPS] = {1, 2, 4};

void movement_clear(MovementTracker *tracker)
{
  memset(tracker, 0, sizeof *tracker);
}

/* --- levels ------------------------------------------------------------------------------- */

static void learn_means(MovementTracker *tracker, const float frame[FRAMES_PER_HOP][HEARD_PARTS])
{
  tracker->n_hops += tracker->n_hops < MEAN_HOPS;
  tracker->n_in_row += tracker->n_in_row < MEAN_HOPS;
  for (int part = 0; part < HEARD_PARTS; ++part) {
    float sum = 0.0F;
    for (int f = 0; f < FRAMES_PER_HOP; ++f) {
      sum += frame[f][part];
    }
    tracker->mean[part] += (sum / FRAMES_PER_HOP - tracker->mean[part]) / (float)tracker->n_hops;
  }
}

/* The energies of each sub-band's parts in relation to their means, averaged. */
static void find_energies(const MovementTracker *tracker, const float part_energy[HEARD_PARTS],
                          float energy[HEARD_COUNT])
{
  int part = 0;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    int n_there = 0;
    float sum = 0.0F;
    for (int end = part + subband_info[i].n_parts; part < end; ++part) {
      if (tracker->mean[part] > ABSENT_ENERGY) {
        sum += part_energy[part] / tracker->mean[part];
        ++n_there;
      }
    }
    energy[i] = n_there > 0 ? sum / (float)n_there : (i > 0 ? energy[i - 1] : 0.0F);
  }
}

static void to_levels(const float energy[HEARD_COUNT], float level_db[HEARD_COUNT])
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    level_db[i] = fminf(fmaxf(energy[i], LEAST_ENERGY), MOST_ENERGY);
  }
  portable_log_floats(level_db, HEARD_COUNT);
  for (int i = 0; i < HEARD_COUNT; ++i) {
    level_db[i] *= 4.34294482F;
  }
}

/* --- from beat to beat ---------------------------------------------------------------------- */

static void add_slow(MovementTracker *tracker, const float energy[HEARD_COUNT], Movement *movement)
{
  memmove(tracker->slow[1], tracker->slow[0], sizeof tracker->slow - sizeof tracker->slow[0]);
  memmove(&tracker->rise[1], &tracker->rise[0], sizeof tracker->rise - sizeof tracker->rise[0]);
  memcpy(tracker->change[1], tracker->change[0], sizeof tracker->change[0]);
  float *level = tracker->slow[0];
  to_levels(energy, level);
  float rise = 0.0F;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    const float unit = 0.1F * level[i];
    movement->level[0][i] = unit;
    movement->level[1][i] = unit * unit;
    movement->level[2][i] = unit * unit * unit;
    movement->level[3][i] = unit * unit * unit * unit;
    movement->power[i] = fminf(energy[i], MOST_ENERGY);
    const float change = level[i] - tracker->slow[1][i];
    tracker->change[0][i] = change;
    movement->square[i] = change * change;
    movement->cube[i] = change * change * change;
    rise += fmaxf(change, 0.0F) / (float)HEARD_COUNT;
  }
  tracker->rise[0] = rise;
  movement->rise[0] = rise;
  movement->rise[1] = rise * rise;
  for (int k = 0; k < SLOW_STEPS; ++k) {
    for (int i = 0; i < HEARD_COUNT; ++i) {
      movement->step[k][i] = fabsf(level[i] - tracker->slow[slow_lag[k]][i]);
    }
  }
  for (int lag = 1; lag <= RHYTHM_LAGS; ++lag) {
    movement->rhythm[lag - 1] = rise * tracker->rise[lag];
  }
}

static void add_pairs(const MovementTracker *tracker, Movement *movement)
{
  const float *now = tracker->change[0];
  int pair = 0;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    for (int j = i + 1; j < HEARD_COUNT; ++j) {
      movement->pair[pair++] = now[i] * now[j];
    }
    for (int j = 0; j < HEARD_COUNT; ++j) {
      movement->follow[i][j] = now[i] * tracker->change[1][j];
    }
  }
}

/* --- attacks ---------------------------------------------------------------------------------- */

static void add_frame(const float (*level)[HEARD_COUNT], Movement *movement)
{
  const float share = 1.0F / FRAMES_PER_HOP;
  float rise[HEARD_COUNT];
  float mean_rise = 0.0F;
  float mean_square = 0.0F;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    for (int k = 0; k < FAST_STEPS; ++k) {
      const float step = level[0][i] - level[-fast_lag[k]][i];
      movement->fast_step[k][i] += share * fabsf(step);
      if (k > 0) {
        const float unit = 0.1F * step;
        movement->fast_power[k - 1][0][i] += share * unit * unit;
        movement->fast_power[k - 1][1][i] += share * unit * unit * unit;
        movement->fast_power[k - 1][2][i] += share * unit * unit * unit * unit;
      }
    }
    const float over_4 = level[0][i] - level[-4][i];
    movement->onset[i] += share * fminf(fmaxf(0.25F * over_4 - 1.0F, 0.0F), 1.0F);
    rise[i] = fmaxf(0.1F * (level[0][i] - level[-2][i]), 0.0F);
    movement->rise_square[i] += share * rise[i] * rise[i];
    mean_rise += rise[i] / (float)HEARD_COUNT;
    mean_square += rise[i] * rise[i] / (float)HEARD_COUNT;
  }
  movement->common[0] += share * mean_rise * mean_rise;
  movement->common[1] += share * mean_square;
  int pair = 0;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    for (int j = i + 1; j < HEARD_COUNT; ++j) {
      movement->rise_pair[pair++] += share * rise[i] * rise[j];
    }
  }
}

void movement_add(MovementTracker *tracker, const float frame[FRAMES_PER_HOP][HEARD_PARTS],
                  Movement *movement)
{
  float hop_energy[HEARD_COUNT] = {0.0F};
  learn_means(tracker, frame);
  memset(movement, 0, sizeof *movement);
  memmove(tracker->fast[0], tracker->fast[FRAMES_PER_HOP], 4 * sizeof tracker->fast[0]);
  for (int f = 0; f < FRAMES_PER_HOP; ++f) {
    float energy[HEARD_COUNT];
    find_energies(tracker, frame[f], energy);
    to_levels(energy, tracker->fast[4 + f]);
    for (int i = 0; i < HEARD_COUNT; ++i) {
      hop_energy[i] += energy[i] / FRAMES_PER_HOP;
    }
  }
  for (int f = 0; f < FRAMES_PER_HOP; ++f) {
    add_frame((const float(*)[HEARD_COUNT])tracker->fast[4 + f], movement);
  }
  add_slow(tracker, hop_energy, movement);
  add_pairs(tracker, movement);
}
