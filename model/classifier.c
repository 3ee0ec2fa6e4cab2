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

#include "dsp/lanes.h"
#include "dsp/portable_math.h"
#include "model/weights.h"

/* What comes before the layers 0, 1 … */
enum { AT_FEATURES = -2, AT_INPUTS = -1, FEATURES_PER_STEP = 24, UNITS_PER_STEP = 2 };

void classifier_begin(ClassifierJob *job, const FeatureWindow *window)
{
  features_begin(&job->features, window);
  job->layer = AT_FEATURES;
  job->step = 0;
}

/* How much of a feature is a band's: all, half where it tells of two, the same of each
 * where it tells of none. */
static float part_of_band(const int of[2], int band)
{
  if (of[0] == BAND_COUNT) {
    return 1.0F / (float)BAND_COUNT;
  }
  return 0.5F * (float)((of[0] == band) + (of[1] == band));
}

/* Standardises a slice of the features and shares them out to their bands. */
static void standardise(ClassifierJob *job, const Network *network, int first)
{
  for (int i = first; i < first + FEATURES_PER_STEP && i < FEATURE_COUNT; ++i) {
    float x = (job->features.feature[i] - network->input_mean[i]) * network->input_scale[i];
    job->input[i] = fminf(fmaxf(x, -INPUT_LIMIT), INPUT_LIMIT);
    int of[2];
    feature_bands(i, of);
    for (int band = 0; band < BAND_COUNT; ++band) {
      job->input_of_band[band][i] = job->input[i] * part_of_band(of, band);
    }
  }
}

/* A unit of the first layer: each term's share goes to the feature's bands. */
static float first_layer_unit(const ClassifierJob *job, const Layer *layer, int unit,
                              float share[BAND_COUNT])
{
  const float *weight = &layer->weight[unit * layer->n_in];
  for (int band = 0; band < BAND_COUNT; ++band) {
    share[band] = network_dot(weight, job->input_of_band[band], FEATURE_COUNT);
  }
  return network_unit(layer, unit, job->input);
}

_Static_assert(BAND_COUNT == 5, "four bands and a last one");

static float later_layer_unit(const ClassifierJob *job, const Layer *layer, int unit,
                              float share[BAND_COUNT])
{
  int from = job->layer & 1;
  const float *weight = &layer->weight[unit * layer->n_in];
  Lanes4 first = {0.0F}; /* of four bands, and the last: each waits for itself alone */
  float last = 0.0F;
  for (int i = 0; i < layer->n_in; ++i) {
    const float *of_band = job->share[from][i];
    first += weight[i] * lanes4_load(of_band);
    last += weight[i] * of_band[BAND_COUNT - 1];
  }
  lanes4_store(share, first);
  share[BAND_COUNT - 1] = last;
  return network_unit(layer, unit, job->unit[from]);
}

/* One unit: its sum and shares, and its tanh unless it is of the last layer. */
static void forward_unit(ClassifierJob *job, const Layer *layer, int unit, bool is_last)
{
  int to = !(job->layer & 1);
  float share[BAND_COUNT];
  float sum = job->layer == 0 ? first_layer_unit(job, layer, unit, share)
                              : later_layer_unit(job, layer, unit, share);
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
  job->unit[to][unit] = sum;
  for (int band = 0; band < BAND_COUNT; ++band) {
    job->share[to][unit][band] = share[band] * scale;
  }
}

/* The second head sees the same inputs. */
static void expect_balance(ClassifierJob *job)
{
  float *balance_db = job->prediction.balance_db;
  float mean = 0.0F;
  for (int band = 0; band < BAND_COUNT; ++band) {
    balance_db[band] = network_unit(&balance_layer, band, job->input);
    mean += balance_db[band] / (float)BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    balance_db[band] -= mean;
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

static void forward_step(ClassifierJob *job, const Network *network)
{
  const Layer *layer = &network->layer[job->layer];
  bool is_last = job->layer == network->n_layers - 1;
  for (int k = 0; k < UNITS_PER_STEP && job->step < layer->n_out; ++k) {
    forward_unit(job, layer, job->step++, is_last);
  }
  if (job->step >= layer->n_out) {
    job->step = 0;
    ++job->layer;
    if (is_last) {
      conclude(job, network);
    }
  }
}

bool classifier_step(ClassifierJob *job)
{
  const Network *network = &movement_network;
  if (job->layer == AT_FEATURES) {
    job->layer = features_step(&job->features) ? AT_INPUTS : AT_FEATURES;
  } else if (job->layer == AT_INPUTS) {
    standardise(job, network, job->step);
    job->step += FEATURES_PER_STEP;
    if (job->step >= FEATURE_COUNT) {
      job->step = 0;
      job->layer = 0;
    }
  } else if (job->layer < network->n_layers) {
    forward_step(job, network);
  } else if (job->layer == network->n_layers) {
    expect_balance(job);
    ++job->layer;
  }
  return job->layer > network->n_layers;
}
