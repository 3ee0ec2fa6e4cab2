/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Songs for benchmarks: coloured at random, heard and measured as the plugin does it. Functions
 * return false when memory is short; sound_free() what they gave all the same.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_SOUND_H
#define GENRE_EQ_TESTS_SUPPORT_SOUND_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/band_solver.h"
#include "dsp/equalizer.h"
#include "model/decision.h"
#include "model/train/random.h"
#include "model/train/sound.h"

/** How far a colour moves the level of a band, at most (dB). */
#define COLOR_DB 6.0

static inline bool sound_copy(Sound *to, const Sound *from)
{
  const bool is_fine = sound_make(to, from->n_channels, from->rate_hz, from->n_frames);
  for (int c = 0; is_fine && c < 2; ++c) {
    memcpy(to->channel[c], from->channel[c], (size_t)from->n_frames * sizeof(float));
  }
  return is_fine;
}

/** What the plugin has heard at the sound's end, without an answer yet. */
static inline bool sound_hear(const Sound *sound, Decision *decision)
{
  enum { MEMORY_S = 3600 };
  Hearing *hearing = malloc(sizeof *hearing);
  decision_reset(decision);
  if (hearing) {
    hearing_init(hearing, sound->rate_hz);
  }
  for (int64_t h = 0; hearing; ++h) {
    const int64_t begin = h * sound->rate_hz / HOPS_PER_SECOND;
    const int64_t end = (h + 1) * sound->rate_hz / HOPS_PER_SECOND;
    if (end > sound->n_frames) {
      break;
    }
    const float *const in[2] = {&sound->channel[0][begin], &sound->channel[1][begin]};
    if (hearing_hear_hop(hearing, in, sound->n_channels, (uint32_t)(end - begin))) {
      decision_add_hop(decision, &hearing->hop, MEMORY_S);
    }
  }
  free(hearing);
  return hearing && decision->n_hops > 0.0;
}

/** Levels of the bands against their mean, dB. */
static inline void centered_levels(const Decision *decision, double level_db[BAND_COUNT])
{
  double mean = 0.0;
  decision_levels(decision, level_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    mean += level_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] -= mean;
  }
}

static inline bool sound_levels(const Sound *sound, double level_db[BAND_COUNT])
{
  Decision decision;
  const bool is_fine = sound_hear(sound, &decision);
  centered_levels(&decision, level_db);
  return is_fine;
}

/** Changes the bands' levels, of a sound that was heard as said, by the plugin's equaliser. */
static inline bool sound_change(Sound *sound, const Decision *heard,
                                const double wanted_db[BAND_COUNT])
{
  Equalizer *equalizer = malloc(sizeof *equalizer);
  BandSolver *solver = malloc(sizeof *solver);
  const bool is_fine = equalizer && solver;
  if (is_fine) {
    band_solver_init(solver, sound->rate_hz);
    band_solver_solve(solver, wanted_db, &heard->spectrum);
    equalizer_init(equalizer, sound->rate_hz);
    equalizer_jump(equalizer, solver->section_gain_db);
    equalizer_process(equalizer, (const float *const *)sound->channel, sound->channel, 2,
                      (uint32_t)sound->n_frames);
  }
  free(solver);
  free(equalizer);
  return is_fine;
}

/** Moves each band's level by a random amount. */
static inline bool sound_color(Sound *sound, uint64_t seed)
{
  Random random = {seed};
  Decision decision;
  double wanted_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    wanted_db[band] = random_between(&random, -COLOR_DB, COLOR_DB);
  }
  return sound_hear(sound, &decision) && sound_change(sound, &decision, wanted_db);
}

#endif
