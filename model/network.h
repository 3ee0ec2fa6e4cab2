/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The network: standardised features, one linear layer, softmax. A second linear layer over
 * the same inputs, the balance head, foretells the five band levels. Weights are constant data
 * made by the trainer (weights.c).
 *
 * Any thread; all functions are real-time safe.
 */
#ifndef GENRE_EQ_MODEL_NETWORK_H
#define GENRE_EQ_MODEL_NETWORK_H

#include "dsp/bands.h"
#include "model/features.h"
#include "model/genres.h"

/** What the network answers: the genres, and last "none of these" (noise, tones, speech). */
#define OUTPUT_COUNT (GENRE_COUNT + 1)

/** Standardised inputs count for no more than this: ±4 standard deviations. */
#define INPUT_LIMIT 4.0F

typedef struct {
  const char *name;
  const float *input_mean; /**< FEATURE_COUNT: x' = (x − mean) · scale, limited */
  const float *input_scale;
  const float *weight; /**< OUTPUT_COUNT rows of FEATURE_COUNT */
  const float *bias;
  const float *balance_weight; /**< BAND_COUNT rows of FEATURE_COUNT: dB */
  const float *balance_bias;
  float balance_covariance[GENRE_COUNT][BAND_COUNT][BAND_COUNT]; /**< of what it misses, dB^2 */
  /** Calibration: after n_s seconds, logits are divided by temperature · (1 + haste_s / n_s). */
  float temperature;
  float haste_s;
  double edge_hz[PART_COUNT + 1]; /**< narrow bands that it was trained with */
} Network;

/** Sum of a[i] · b[i], in sixteen partial sums: always the same bits. */
float network_dot(const float *a, const float *b, int n);

/** What logits are divided by after listened_s seconds of music, more than 0. */
float network_temperature(const Network *network, double listened_s);

/** Probabilities from n logits; any may be −Inf, not all. */
void softmax(const float *logits, int n, float temperature, float *probability);

#endif
