/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The forward pass carries along, for each unit, how much of its distance from
 * its value for the mean of all music comes from each band. A sum shares by its
 * terms; a tanh scales all shares alike (the rescale rule of Shrikumar, Greenside
 * & Kundaje, "Learning important features through propagating activation
 * differences", ICML 2017). So the shares of a logit add up to its distance.
 */
#include "model/classifier.h"

#include <math.h>

#include "dsp/portable_math.h"
#include "model/weights.h"

void classifier_begin(ClassifierJob *job, const BandHistory *history)
{
  features_begin(&job->features, history);
  job->layer = -1;
  job->step = 0;
}

/* Standardised features, each with its one band's share (or a fifth for each). */
static void standardise(ClassifierJob *job, const Network *network)
{
  for (int i = 0; i < FEATURE_COUNT; ++i) {
    float x = (job->features.feature[i] - network->input_mean[i]) * network->input_scale[i];
    /* What no music of the training set came near is not to count for more. */
    x = fminf(fmaxf(x, -INPUT_LIMIT), INPUT_LIMIT);
    int of = feature_band(i);
    job->unit[0][i] = x;
    for (int band = 0; band < BAND_COUNT; ++band) {
      float part = of == BAND_COUNT ? 1.0F / (float)BAND_COUNT : (of == band ? 1.0F : 0.0F);
      job->share[0][i][band] = x * part;
    }
  }
}

/* One unit: its sum, its shares, and its tanh unless it is of the last layer. */
static void forward_unit(ClassifierJob *job, const Layer *layer, int unit, bool is_last)
{
  int from = job->layer & 1;
  const float *weight = &layer->weight[unit * layer->n_in];
  float share[BAND_COUNT] = {0.0F};
  for (int i = 0; i < layer->n_in; ++i) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      share[band] += weight[i] * job->share[from][i][band];
    }
  }
  float sum = network_unit(layer, unit, job->unit[from]);
  float distance = 0.0F;
  for (int band = 0; band < BAND_COUNT; ++band) {
    distance += share[band];
  }
  float scale = 1.0F;
  if (!is_last) {
    double at = portable_tanh((double)sum);
    double at_mean = portable_tanh((double)(sum - distance));
    scale = fabsf(distance) > 1e-3F ? (float)(at - at_mean) / distance : (float)(1.0 - at * at);
    sum = (float)at;
  }
  job->unit[!from][unit] = sum;
  for (int band = 0; band < BAND_COUNT; ++band) {
    job->share[!from][unit][band] = share[band] * scale;
  }
}

/* Probabilities, flattened by what the last output takes for itself. */
static void conclude(ClassifierJob *job, const Network *network)
{
  int last = network->n_layers & 1;
  const float *logit = job->unit[last];
  float probability[OUTPUT_COUNT];
  Prediction *prediction = &job->prediction;
  softmax(logit, OUTPUT_COUNT, network->temperature, probability);
  float stranger = probability[GENRE_COUNT];
  prediction->familiarity = 1.0F - stranger;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    prediction->probability[genre] = probability[genre] + stranger / (float)GENRE_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    float mean = 0.0F;
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      mean += job->share[last][genre][band] / (float)GENRE_COUNT;
    }
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      prediction->evidence[genre][band] =
          (job->share[last][genre][band] - mean) / network->temperature;
    }
  }
}

bool classifier_step(ClassifierJob *job)
{
  const Network *network = &movement_network;
  if (job->layer < 0) {
    if (features_step(&job->features)) {
      job->layer = 0;
    }
    return false;
  }
  if (job->layer >= network->n_layers) {
    return true;
  }
  if (job->layer == 0 && job->step == 0) {
    standardise(job, network);
  }
  const Layer *layer = &network->layer[job->layer];
  bool is_last = job->layer == network->n_layers - 1;
  forward_unit(job, layer, job->step++, is_last);
  if (job->step < layer->n_out) {
    return false;
  }
  job->step = 0;
  ++job->layer;
  if (is_last) {
    conclude(job, network);
  }
  return is_last;
}
