/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/network.h"

#include <math.h>

#include "dsp/kernels/kernels.h"
#include "dsp/portable_math.h"

float network_dot(const float *a, const float *b, int n)
{
  return kernels_best()->dot(a, b, n);
}

float network_unit(const Layer *layer, int unit, const float *input)
{
  return layer->bias[unit] + network_dot(&layer->weight[unit * layer->n_in], input, layer->n_in);
}

void network_forward(const Network *network, const float *input, float *logits)
{
  float even[NETWORK_MAX_WIDTH];
  float odd[NETWORK_MAX_WIDTH];
  for (int i = 0; i < network->layer[0].n_in; ++i) {
    float x = (input[i] - network->input_mean[i]) * network->input_scale[i];
    even[i] = fminf(fmaxf(x, -INPUT_LIMIT), INPUT_LIMIT);
  }
  const float *from = even;
  for (int l = 0; l < network->n_layers - 1; ++l) {
    float *to = from == even ? odd : even;
    for (int j = 0; j < network->layer[l].n_out; ++j) {
      to[j] = (float)portable_tanh((double)network_unit(&network->layer[l], j, from));
    }
    from = to;
  }
  const Layer *last = &network->layer[network->n_layers - 1];
  for (int j = 0; j < last->n_out; ++j) {
    logits[j] = network_unit(last, j, from);
  }
}

void softmax(const float *logits, int n, float temperature, float *probability)
{
  float top = logits[0];
  for (int i = 1; i < n; ++i) {
    top = fmaxf(top, logits[i]);
  }
  double sum = 0.0;
  for (int i = 0; i < n; ++i) {
    double share = portable_exp((double)((logits[i] - top) / temperature));
    probability[i] = (float)share;
    sum += share;
  }
  for (int i = 0; i < n; ++i) {
    probability[i] = (float)((double)probability[i] / sum);
  }
}
