/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/song_features.h"

#include <string.h>

void song_features_begin(SongFeatures *song)
{
  memset(song, 0, sizeof *song);
  gate_reset(&song->gate);
  band_history_clear(&song->history);
}

static void add_window(SongFeatures *song)
{
  feature_window_take(&song->window, &song->history);
  features_begin(&song->job, &song->window);
  while (!features_step(&song->job)) {
  }
  for (int k = 0; k < FEATURE_COUNT; ++k) {
    song->sum[k] += (double)song->job.feature[k];
  }
  ++song->n_windows;
}

void song_features_add(SongFeatures *song, const float part_energy[PART_COUNT])
{
  float energy[SUBBAND_COUNT];
  subband_energies(part_energy, energy);
  if (!gate_pass(&song->gate, energy)) {
    return;
  }
  band_history_push(&song->history, part_energy);
  ++song->n_hops;
  if (song->n_hops >= FEATURE_MIN_HOPS &&
      (song->n_hops - FEATURE_MIN_HOPS) % HOPS_PER_SECOND == 0) {
    add_window(song);
  }
}

void song_features_mean(const SongFeatures *song, double mean[FEATURE_COUNT])
{
  for (int k = 0; k < FEATURE_COUNT; ++k) {
    mean[k] = song->n_windows > 0 ? song->sum[k] / song->n_windows : 0.0;
  }
}
