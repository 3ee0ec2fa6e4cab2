/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Songs for benchmarks: read from a file, coloured at random, measured band by band through the
 * filter bank. Functions return false if a file cannot be read or memory is short; call
 * sound_free() on the result in either case.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_SOUND_H
#define GENRE_EQ_TESTS_SUPPORT_SOUND_H

#include <sndfile.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/band_history.h"
#include "dsp/band_solver.h"
#include "dsp/equalizer.h"
#include "dsp/filter_bank.h"
#include "dsp/grid.h"
#include "model/train/balance.h"
#include "model/train/random.h"

/** Rounds of the solver, more than it needs. */
#define SOLVER_ROUNDS 6

/** The largest change of a band's level by a colour (dB). */
#define COLOR_DB 6.0

typedef struct {
  int n_channels;
  int rate_hz;
  uint32_t n_frames;
  float *channel[MAX_CHANNELS];
} Sound;

static inline void sound_free(Sound *sound)
{
  free(sound->channel[0]);
  free(sound->channel[1]);
}

static inline bool sound_alloc(Sound *sound)
{
  for (int c = 0; c < MAX_CHANNELS; ++c) {
    sound->channel[c] = calloc((size_t)sound->n_frames + 1, sizeof(float));
  }
  return sound->channel[0] && sound->channel[1];
}

static inline bool sound_load(Sound *sound, const char *path)
{
  SF_INFO info = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  *sound = (Sound){.n_channels = info.channels < 2 ? 1 : 2, .rate_hz = info.samplerate};
  if (!file) {
    return false;
  }
  sf_count_t most = (sf_count_t)LISTEN_MAX_S * info.samplerate;
  float *mixed = malloc(sizeof *mixed * (size_t)(most * info.channels));
  sf_count_t n = mixed ? sf_readf_float(file, mixed, most) : 0;
  sound->n_frames = (uint32_t)n;
  bool is_fine = n > 0 && sound_alloc(sound);
  for (sf_count_t i = 0; is_fine && i < n; ++i) {
    for (int c = 0; c < sound->n_channels; ++c) {
      sound->channel[c][i] = mixed[i * info.channels + c];
    }
  }
  free(mixed);
  sf_close(file);
  return is_fine;
}

static inline bool sound_copy(Sound *to, const Sound *from)
{
  *to = *from;
  bool is_fine = sound_alloc(to);
  for (int c = 0; is_fine && c < from->n_channels; ++c) {
    memcpy(to->channel[c], from->channel[c], from->n_frames * sizeof(float));
  }
  return is_fine;
}

static inline bool sound_hear(const Sound *sound, Hops *hops)
{
  FilterBank *bank = malloc(sizeof *bank);
  int max_hops = (int)((uint64_t)sound->n_frames * HOPS_PER_SECOND / (uint64_t)sound->rate_hz);
  *hops = (Hops){.energy = malloc(sizeof *hops->energy * (size_t)(max_hops + 1))};
  bool is_fine = bank && hops->energy;
  if (is_fine) {
    filter_bank_init(bank, sound->rate_hz);
  }
  for (long long h = 0; is_fine && h < max_hops; ++h) {
    long long start = h * sound->rate_hz / HOPS_PER_SECOND;
    long long end = (h + 1) * sound->rate_hz / HOPS_PER_SECOND;
    const float *in[MAX_CHANNELS] = {&sound->channel[0][start], &sound->channel[1][start]};
    filter_bank_process(bank, in, sound->n_channels, (uint32_t)(end - start));
    filter_bank_take_parts(bank, hops->energy[hops->n_hops++]);
  }
  free(bank);
  return is_fine;
}

/** Section gains for these changes of the bands, from the levels of the sub-bands alone. */
static inline void sound_solve(BandSolver *solver, const double wanted_db[BAND_COUNT],
                               const float energy[SUBBAND_COUNT])
{
  static const SubbandShape unknown;
  for (int round = 0; round < SOLVER_ROUNDS; ++round) {
    band_solver_solve(solver, wanted_db, energy, &unknown);
  }
}

/* Sets the equaliser so that each band's measured level moves by a random amount. */
static inline bool sound_color(Sound *sound, uint64_t seed)
{
  Equalizer *equalizer = malloc(sizeof *equalizer);
  BandSolver *solver = malloc(sizeof *solver);
  Random random = {seed};
  Hops hops;
  double gain_db[BAND_COUNT];
  float part_energy[PART_COUNT] = {0.0F};
  float energy[SUBBAND_COUNT];
  bool is_fine = sound_hear(sound, &hops) && equalizer && solver;
  for (int band = 0; band < BAND_COUNT; ++band) {
    gain_db[band] = random_between(&random, -COLOR_DB, COLOR_DB);
  }
  for (int h = 0; is_fine && h < hops.n_hops; ++h) {
    for (int i = 0; i < PART_COUNT; ++i) {
      part_energy[i] += hops.energy[h][i] / (float)hops.n_hops;
    }
  }
  subband_energies(part_energy, energy);
  if (is_fine) {
    band_solver_init(solver, sound->rate_hz);
    sound_solve(solver, gain_db, energy);
    equalizer_init(equalizer, sound->rate_hz);
    const float *in[MAX_CHANNELS] = {sound->channel[0], sound->channel[1]};
    equalizer_jump(equalizer, solver->section_gain_db, 0.0);
    equalizer_process(equalizer, in, sound->channel, sound->n_channels, sound->n_frames);
  }
  hops_free(&hops);
  free(solver);
  free(equalizer);
  return is_fine;
}

/* Levels of the bands against their mean, dB. */
static inline bool sound_levels(const Sound *sound, double level_db[BAND_COUNT])
{
  Hops hops;
  bool is_fine = sound_hear(sound, &hops);
  double mean = 0.0;
  if (is_fine) {
    measure_levels(&hops, level_db);
  }
  for (int band = 0; is_fine && band < BAND_COUNT; ++band) {
    mean += level_db[band] / BAND_COUNT;
  }
  for (int band = 0; is_fine && band < BAND_COUNT; ++band) {
    level_db[band] -= mean;
  }
  hops_free(&hops);
  return is_fine;
}

#endif
