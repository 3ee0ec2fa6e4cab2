/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The features of a whole song: the mean over the windows on which the plugin would
 * ask its network, one a second. For tables, not for the plugin.
 *
 * One thread at a time for a song; no allocation.
 */
#ifndef GENRE_EQ_MODEL_SONG_FEATURES_H
#define GENRE_EQ_MODEL_SONG_FEATURES_H

#include "dsp/gate.h"
#include "model/features.h"

typedef struct {
  Gate gate;
  BandHistory history;
  FeatureWindow window;
  int n_hops; /**< that passed the gate */
  int n_windows;
  double sum[FEATURE_COUNT];
  FeatureJob job;
} SongFeatures;

void song_features_begin(SongFeatures *song);

/** The next hop's mean squares, from the song's first on. */
void song_features_add(SongFeatures *song, const float part_energy[PART_COUNT]);

/** The mean over the windows so far; all 0 before the first (3 s of music). */
void song_features_mean(const SongFeatures *song, double mean[FEATURE_COUNT]);

#endif
