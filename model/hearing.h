/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Computes what is heard in a hop: crossovers, ear, gate, and the figures of movement and harmony.
 * The plugin calls it tick by tick (grid.h), and the trainer and the program hop by hop, with the
 * same figures.
 *
 * All functions except hearing_init() and hearing_hear_hop() are real-time safe; one thread at a
 * time.
 */
#ifndef GENRE_EQ_MODEL_HEARING_H
#define GENRE_EQ_MODEL_HEARING_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/crossover.h"
#include "dsp/ear.h"
#include "dsp/gate.h"
#include "dsp/grid.h"
#include "model/features.h"

/** Samples beyond this magnitude (+80 dBFS), NaN and Inf count as 0. */
#define ABSURD_SAMPLE 1e4f

/** A magnitude above this is sound (-140 dBFS). A constant that a host adds against denormals lies
    below. */
#define LEAST_SOUND 1e-7f

/** What is heard of a hop. */
typedef struct {
  float band_energy[BAND_COUNT];       /**< mean squares behind the crossovers: for the gate */
  float part_energy[PART_COUNT];       /**< mean squares of the narrow bands */
  float subband_energy[SUBBAND_COUNT]; /**< the same, added up */
  Spectrum spectrum;                   /**< the same, finer, by longer windows */
  int n_silent;                        /**< hops in a row, this one the last, that are silence, or
                                            far below the music */
  Figures figures;                     /**< if it is music */
  int n_before;                        /**< hops of music in a row before this one */
  bool begins;                         /**< what counted as music before was not */
  bool pauses;                         /**< it holds a pause, so it counts as silence */
} HeardHop;

typedef struct {
  const Kernels *kernels;
  Crossover crossover;
  Ear ear;
  Gate gate;
  MovementTracker movement;
  HarmonyTracker harmony;
  float frame[FRAMES_PER_HOP][HEARD_PARTS]; /**< of the hop under way */
  float fine_power[FINE_POINTS];            /**< of the newest look */
  Harmony look[LOOKS_PER_HOP];              /**< ... */
  float quiet;                              /**< the highest magnitude of a pause */
  bool is_silent;                           /**< the newest frame is no higher */
  int silent_ticks; /**< in a row, up to now: their last frames are no higher */
  bool pauses;      /**< the hop under way holds a pause */
  HeardHop hop;     /**< the last one that ended */
} Hearing;

/** Sets up for a sample rate (8 kHz ... 768 kHz). */
void hearing_init(Hearing *hearing, double rate_hz);

/** Forgets all sound. */
void hearing_clear(Hearing *hearing);

/** Resets the gate and the figures; the current hop goes on. */
void hearing_start_afresh(Hearing *hearing);

/** Hears sound within a tick, of 1 or 2 channels. */
void hearing_process(Hearing *hearing, const float *const *in, int n_channels, uint32_t n_frames);

/** Call at the start of each tick: takes a spectrum of the sound before it, if one is due. */
void hearing_look(Hearing *hearing, int tick);

/** Call at the end of a hop, after hearing_look() of the next tick 0: takes its energies. */
void hearing_end_hop(Hearing *hearing);

/** Call after hearing_end_hop(): true if the hop is music; then its figures are there. */
bool hearing_find_figures(Hearing *hearing);

/** Hears a whole hop at once. True if it is music. Not for run(). */
bool hearing_hear_hop(Hearing *hearing, const float *const *in, int n_channels, uint32_t n_frames);

#endif
