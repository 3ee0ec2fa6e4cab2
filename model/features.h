/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Features: what the network sees (features.def). They are worked out from the figures of
 * each hop, averaged over the listening memory; so an answer rests on all that was heard.
 * None of them tells how loud a band is.
 *
 * All functions are real-time safe; one thread at a time for a structure.
 */
#ifndef GENRE_EQ_MODEL_FEATURES_H
#define GENRE_EQ_MODEL_FEATURES_H

#include "model/evidence.h"
#include "model/harmony.h"
#include "model/movement.h"

/** Figures of a hop, or their means over many. */
typedef struct {
  Movement movement;
  Harmony harmony; /**< mean of the hop's looks */
} Figures;

#define FIGURE_COUNT ((int)(sizeof(Figures) / sizeof(float)))

#define LAYOUT_SUBBANDS HEARD_COUNT
#define LAYOUT_PAIRS HEARD_PAIRS
#define LAYOUT_FOLLOWERS (HEARD_COUNT * HEARD_COUNT)
#define LAYOUT_TONES TONE_BANDS
#define LAYOUT_MOMENTS MOMENT_BANDS
#define LAYOUT_ALL(n) (n)

typedef struct {
#define FEATURES(id, family, layout, comment) float id[LAYOUT_##layout]; /**< comment */
#include "model/features.def"
} Features;

#define FEATURE_COUNT ((int)(sizeof(Features) / sizeof(float)))

enum {
#define FEATURES(id, family, layout, comment) +1
  FEATURE_BLOCKS = 0
#include "model/features.def"
};

/** Adds a hop's figures to the means of n_hops hops, this one included; memory_hops is as many
    as count at most. n_before: hops heard in one go before this one; a figure that looks back
    further stays out. */
void figures_learn(Figures *mean, const Figures *hop, double n_hops, double memory_hops,
                   int n_before);

/** Works a block out: 0 ... FEATURE_BLOCKS - 1. */
void features_find_block(Features *features, int block, const Figures *mean);

/** Works all out. */
void features_find(Features *features, const Figures *mean);

/** What a feature tells about. */
typedef struct {
  unsigned char family;  /**< FeatureFamily */
  unsigned char band[2]; /**< each for a half; both the same for a single band, both BAND_COUNT
                              for what is about all */
} FeatureOrigin;

void features_find_origins(FeatureOrigin origin[]);

/** Name of a feature's block, as in features.def; *place: which one of the block it is. Any
    thread. */
const char *feature_name(int feature, int *place);

#endif
