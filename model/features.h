/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Features: what the network sees (features.def). They are computed from the figures of the hops,
 * averaged over the listening memory, so an answer rests on all that was heard. No feature says
 * how loud a band is.
 *
 * All functions are real-time safe; one thread at a time for a structure.
 */
#ifndef GENRE_EQ_MODEL_FEATURES_H
#define GENRE_EQ_MODEL_FEATURES_H

#include "model/evidence.h"
#include "model/figures.h"

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

/** Computes a block: 0 ... FEATURE_BLOCKS - 1. */
void features_find_block(Features *features, int block, const Figures *mean);

/** Computes all blocks. */
void features_find(Features *features, const Figures *mean);

/** The family and the bands of a feature. */
typedef struct {
  unsigned char family;  /**< FeatureFamily */
  unsigned char band[2]; /**< each counts for a half; equal for a single band, both BAND_COUNT for
                              all bands together */
} FeatureOrigin;

void features_find_origins(FeatureOrigin origin[]);

/** Name of a feature's block, as in features.def; *place: its place in the block. Any thread. */
const char *feature_name(int feature, int *place);

#endif
