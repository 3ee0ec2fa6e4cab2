/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the plugin hears of a file, by the plugin's own functions (hearing.h): the means of the
 * figures and of the bands' energies, over the whole file and over stretches of it, in each version
 * (disguise.h).
 */
#ifndef GENRE_EQ_MODEL_TRAIN_RECORDING_H
#define GENRE_EQ_MODEL_TRAIN_RECORDING_H

#include <stdbool.h>
#include <stdint.h>

#include "model/decision.h"
#include "model/train/disguise.h"

/** Lengths of stretches. */
typedef enum { LENGTH_WHOLE, LENGTH_5_S, LENGTH_10_S, LENGTH_COUNT } Length;

/** A stretch with less music than this (s) is left out, unless it is the whole file. */
#define STRETCH_LEAST_S 3.0F

typedef struct {
  int32_t version; /**< Version */
  int32_t length;  /**< Length */
  int32_t place;   /**< its number among those of its length, from the start of the file */
  float music_s;
  float band_energy[BAND_COUNT]; /**< of the learned spectrum */
  Figures mean;
} Stretch;

typedef struct {
  int rate_hz;
  int n_stretches;
  Stretch *stretch;  /**< owned; the first is the whole file as it is */
  bool lacks_memory; /**< why it could not be heard */
} Recording;

/** The largest number of stretches of a file. */
#define STRETCHES_MAX (VERSION_COUNT * (1 + SOUND_MAX_S / 5 + SOUND_MAX_S / 10))

/** Hears a file: the whole file in all versions, stretches of 5 s in the unchanged one, stretches
   of 10 s in all but the worn one. If that fails, writes why to `reason`, one line, and returns
   false. Any thread. */
bool recording_hear(Recording *recording, const char *path, char *reason, int reason_size);

void recording_free(Recording *recording);

#endif
