/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/mlp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/lanes.h"
#include "dsp/portable_math.h"

enum { WIDTH = 4 }; /* fixed: the order of sums decides the bits */

static void add_scaled(float *to, const float *from, float scale, int n)
{
  const Lanes4 scales = {scale, scale, scale, scale};
  int i = 0;
  for (; i + WIDTH <= n; i += WIDTH) {
    lanes4_store(&to[i], lanes4_load(&to[i]) + scales * lanes4_load(&from[i]));
  }
  for (; i < n; ++i) {
    to[i] += scale * from[i];
  }
}

static int layer_offset(const Mlp *mlp, int layer)
{
  int offset = 0;
  for (int l = 0; l < layer; ++l) {
    offset += mlp->width[l + 1] * (mlp->width[l] + 1);
  }
  return offset;
}

float *mlp_weight(const Mlp *mlp, int layer)
{
  return &mlp->param[layer_offset(mlp, layer)];
}

float *mlp_bias(const Mlp *mlp, int layer)
{
  return mlp_weight(mlp, layer) + mlp->width[layer + 1] * mlp->width[layer];
}

bool mlp_init(Mlp *mlp, int n_layers, const int *width, Random *random)
{
  mlp->n_layers = n_layers;
  memcpy(mlp->width, width, sizeof *width * (size_t)(n_layers + 1));
  mlp->n_params = layer_offset(mlp, n_layers);
  mlp->param = calloc((size_t)mlp->n_params, sizeof *mlp->param);
  for (int l = 0; mlp->param && l < n_layers; ++l) {
    float *weight = mlp_weight(mlp, l);
    double limit = sqrt(6.0 / (width[l] + width[l + 1]));
    for (int i = 0; i < width[l] * width[l + 1]; ++i) {
      weight[i] = (float)random_between(random, -limit, limit);
    }
  }
  return mlp->param != NULL;
}

void mlp_free(Mlp *mlp)
{
  free(mlp->param);
  mlp->param = NULL;
}

/* Eight units a draw: chances are in 256ths. */
static void draw_kept(int n, float drop, Random *random, float *keep)
{
  int chance = random ? (int)(drop * 256.0F + 0.5F) : 0;
  float kept = 256.0F / (float)(256 - chance);
  uint64_t bits = 0;
  for (int i = 0; i < n; ++i) {
    if (chance > 0 && i % 8 == 0) {
      bits = random_bits(random);
    }
    keep[i] = (int)(bits & 255) < chance ? 0.0F : kept;
    bits >>= 8;
  }
}

static void forward(const Mlp *mlp, const float *input, MlpPass *pass)
{
  memcpy(pass->unit[0], input, sizeof *input * (size_t)mlp->width[0]);
  for (int l = 0; l < mlp->n_layers; ++l) {
    float *from = pass->unit[l];
    float *to = pass->unit[l + 1];
    for (int i = 0; i < mlp->width[l]; ++i) {
      from[i] *= pass->keep[l][i];
    }
    const float *weight = mlp_weight(mlp, l);
    const float *bias = mlp_bias(mlp, l);
    for (int j = 0; j < mlp->width[l + 1]; ++j) {
      to[j] = bias[j] + network_dot(&weight[j * mlp->width[l]], from, mlp->width[l]);
      if (l < mlp->n_layers - 1) {
        to[j] = (float)portable_tanh((double)to[j]);
      }
    }
  }
}

void mlp_forward(const Mlp *mlp, const float *input, const float drop[2], Random *random,
                 MlpPass *pass)
{
  for (int l = 0; l < mlp->n_layers; ++l) {
    draw_kept(mlp->width[l], drop[l > 0], random, pass->keep[l]);
  }
  forward(mlp, input, pass);
}

void mlp_forward_like(const Mlp *mlp, const float *input, const MlpPass *other, MlpPass *pass)
{
  memcpy(pass->keep, other->keep, sizeof pass->keep);
  forward(mlp, input, pass);
}

double mlp_slope(const Mlp *mlp, const MlpPass *pass, const float *target, float weight,
                 float *slope)
{
  int n_out = mlp->width[mlp->n_layers];
  float probability[NETWORK_MAX_WIDTH];
  double loss = 0.0;
  softmax(pass->unit[mlp->n_layers], n_out, 1.0F, probability);
  for (int j = 0; j < n_out; ++j) {
    if (target[j] > 0.0F) {
      loss -= (double)target[j] * portable_log((double)probability[j] + 1e-12);
    }
    slope[j] = weight * (probability[j] - target[j]);
  }
  return loss;
}

void mlp_backward(const Mlp *mlp, const MlpPass *pass, const float *slope, float *gradient)
{
  float by_sum[2][NETWORK_MAX_WIDTH]; /* slope of the loss, by the sums of a layer's units */
  int last = mlp->n_layers;
  memcpy(by_sum[last & 1], slope, sizeof *slope * (size_t)mlp->width[last]);
  for (int l = last - 1; l >= 0; --l) {
    int n_in = mlp->width[l];
    const float *of_sum = by_sum[(l + 1) & 1];
    float *below = by_sum[l & 1];
    const float *layer_weight = mlp_weight(mlp, l);
    float *weight_gradient = &gradient[layer_offset(mlp, l)];
    float *bias_gradient = weight_gradient + mlp->width[l + 1] * n_in;
    memset(below, 0, sizeof *below * (size_t)n_in);
    for (int j = 0; j < mlp->width[l + 1]; ++j) {
      bias_gradient[j] += of_sum[j];
      add_scaled(&weight_gradient[j * n_in], pass->unit[l], of_sum[j], n_in);
      if (l > 0) {
        add_scaled(below, &layer_weight[j * n_in], of_sum[j], n_in);
      }
    }
    for (int i = 0; l > 0 && i < n_in; ++i) {
      float keep = pass->keep[l][i];
      float tanh_value = keep > 0.0F ? pass->unit[l][i] / keep : 0.0F;
      below[i] *= keep * (1.0F - tanh_value * tanh_value);
    }
  }
}

bool adam_init(Adam *adam, int n_params)
{
  adam->n_steps = 0;
  adam->mean = calloc((size_t)n_params, sizeof *adam->mean);
  adam->square = calloc((size_t)n_params, sizeof *adam->square);
  return adam->mean && adam->square;
}

void adam_free(Adam *adam)
{
  free(adam->mean);
  free(adam->square);
}

void adam_step(Adam *adam, Mlp *mlp, float *gradient, double rate, double weight_decay)
{
  const float mean_decay = 0.9F;
  const float square_decay = 0.999F;
  ++adam->n_steps;
  double mean_left = portable_exp(adam->n_steps * portable_log((double)mean_decay));
  double square_left = portable_exp(adam->n_steps * portable_log((double)square_decay));
  float step = (float)(rate * sqrt(1.0 - square_left) / (1.0 - mean_left));
  float shrink = (float)(1.0 - rate * weight_decay);
  for (int i = 0; i < mlp->n_params; ++i) {
    float g = gradient[i];
    adam->mean[i] = mean_decay * adam->mean[i] + (1.0F - mean_decay) * g;
    adam->square[i] = square_decay * adam->square[i] + (1.0F - square_decay) * g * g;
    mlp->param[i] =
        shrink * mlp->param[i] - step * adam->mean[i] / (sqrtf(adam->square[i]) + 1e-8F);
    gradient[i] = 0.0F;
  }
}
