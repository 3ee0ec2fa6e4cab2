/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/classifier.h"

#include <math.h>
#include <string.h>

#include "model/weights.h"

enum { STEP_STANDARDISE = FEATURE_BLOCKS, STEP_OUTPUTS, STEP_END = STEP_OUTPUTS + OUTPUT_COUNT };

void classifier_begin(ClassifierJob *job, const HeardMeans *heard)
{
  job->heard = heard;
  job->step = 0;
}

static void standardise(ClassifierJob *job)
{
  const float *feature = (const float *)&job->features;
  for (int i = 0; i < FEATURE_COUNT; ++i) {
    const float x = (feature[i] - ear_network.input_mean[i]) * ear_network.input_scale[i];
    job->input[i] = fminf(fmaxf(x, -INPUT_LIMIT), INPUT_LIMIT);
  }
}

/* An output's logit, and what of it comes from each band and each family. */
static void find_output(ClassifierJob *job, int output)
{
  const float *weight = ear_network.weight + output * FEATURE_COUNT;
  job->logit[output] = network_dot(weight, job->input, FEATURE_COUNT) + ear_network.bias[output];
  if (output >= GENRE_COUNT) {
    return;
  }
  float by_band[BAND_COUNT + 1] = {0.0F}; /* the last: of all together */
  float *by_family = job->share[output];
  memset(by_family, 0, sizeof job->share[output]);
  for (int i = 0; i < FEATURE_COUNT; ++i) {
    const FeatureOrigin *origin = &job->origin[i];
    const float share = weight[i] * job->input[i];
    by_family[origin->family] += share;
    by_band[origin->band[0]] += 0.5F * share;
    by_band[origin->band[1]] += 0.5F * share;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    job->share[output][FAMILY_COUNT + band] =
        by_band[band] + by_band[BAND_COUNT] / (float)BAND_COUNT;
  }
}

/* Of each share, what is above the mean over the genres. */
static void find_evidence(ClassifierJob *job, float temperature)
{
  for (int column = 0; column < EVIDENCE_COLUMNS; ++column) {
    float mean = 0.0F;
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      mean += job->share[genre][column] / (float)GENRE_COUNT;
    }
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      job->prediction.evidence[genre][column] = (job->share[genre][column] - mean) / temperature;
    }
  }
}

/* The balance head sees the same inputs. */
static void foretell_balance(const ClassifierJob *job, float balance_db[BAND_COUNT])
{
  float mean = 0.0F;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const float *weight = &ear_network.balance_weight[band * FEATURE_COUNT];
    balance_db[band] =
        network_dot(weight, job->input, FEATURE_COUNT) + ear_network.balance_bias[band];
    mean += balance_db[band] / (float)BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    balance_db[band] -= mean;
  }
}

/* Probabilities, flattened by what the last output takes for itself, and by doubt in the labels. */
static void conclude(ClassifierJob *job)
{
  const float temperature = network_temperature(&ear_network, job->heard->listened_s);
  float probability[OUTPUT_COUNT];
  Prediction *prediction = &job->prediction;
  softmax(job->logit, OUTPUT_COUNT, temperature, probability);
  const float stranger = probability[GENRE_COUNT];
  prediction->familiarity = 1.0F - stranger;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    prediction->probability[genre] = network_genre_probability(&ear_network, probability, genre);
  }
  find_evidence(job, temperature);
  foretell_balance(job, prediction->balance_db);
}

bool classifier_step(ClassifierJob *job)
{
  const int step = job->step;
  if (step < STEP_STANDARDISE) {
    features_find_block(&job->features, step, &job->heard->mean);
  } else if (step == STEP_STANDARDISE) {
    features_find_origins(job->origin);
    standardise(job);
  } else if (step < STEP_END) {
    find_output(job, step - STEP_OUTPUTS);
  } else if (step == STEP_END) {
    conclude(job);
  } else {
    return true;
  }
  return ++job->step > STEP_END;
}

void classifier_ask(const HeardMeans *heard, Prediction *prediction)
{
  ClassifierJob job;
  classifier_begin(&job, heard);
  while (!classifier_step(&job)) {
  }
  *prediction = job.prediction;
}
