/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The network: standardised features, one linear layer, softmax. A second linear layer over the
 * same inputs, the balance head, predicts the five band levels. The weights are constant data that
 * the trainer writes (weights.c).
 *
 * Any thread; all functions are real-time safe.
 */
#ifndef GENRE_EQ_MODEL_NETWORK_H
#define GENRE_EQ_MODEL_NETWORK_H

#include "dsp/bands.h"
#include "model/features.h"
#include "model/genres.h"

/** The network's outputs: the genres, and last "none of these" (noise, tones, speech). */
#define OUTPUT_COUNT (GENRE_COUNT + 1)

/** Standardised inputs are clamped to this: ±4 standard deviations. */
#define INPUT_LIMIT 4.0F

/** How the balance head errs in a genre: what it predicts, less what is. */
typedef struct {
  float mean_db[BAND_COUNT];                /**< sum 0 */
  float covariance[BAND_COUNT][BAND_COUNT]; /**< about the mean, dB^2; rows sum to 0 */
} BalanceErrors;

typedef struct {
  const char *name;
  const float *input_mean; /**< FEATURE_COUNT: x' = (x − mean) · scale, limited */
  const float *input_scale;
  const float *weight; /**< OUTPUT_COUNT rows of FEATURE_COUNT */
  const float *bias;
  const float *balance_weight; /**< BAND_COUNT rows of FEATURE_COUNT: dB */
  const float *balance_bias;
  BalanceErrors balance_errors[GENRE_COUNT];
  /** Calibration: after n_s seconds, logits are divided by temperature · (1 + haste_s / n_s). */
  float temperature;
  float haste_s;
  float doubt; /**< share of a probability that is given to all genres alike: labels may be wrong */
  double edge_hz[PART_COUNT + 1]; /**< narrow bands that it was trained with */
} Network;

/** Sum of a[i] · b[i] in sixteen partial sums, with the same bits everywhere. */
float network_dot(const float *a, const float *b, int n);

/** The divisor of the logits after listened_s > 0 seconds of music. */
float network_temperature(const Network *network, double listened_s);

/** The probability of a genre, from those of the outputs. What the last output takes, and the
   doubt, is shared out among all genres. */
float network_genre_probability(const Network *network, const float probability[OUTPUT_COUNT],
                                int genre);

/** Probabilities from n logits; any may be −Inf, not all. */
void softmax(const float *logits, int n, float temperature, float *probability);

#endif
