/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/fit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dsp/portable_math.h"
#include "model/train/calibrate.h"
#include "model/train/fitting.h"
#include "model/train/parallel.h"

/* --- groups, parts ------------------------------------------------------------------------ */

bool fitting_uses(const Fitting *fitting, const Samples *samples, int i)
{
  return samples->clip[i] < 0 || fitting->is_used[samples->clip[i]];
}

/* Which part of the groups a sample is in: the same for a group's every sample. */
int fitting_part(const Fitting *fitting, const Samples *samples, int i)
{
  int clip = samples->clip[i];
  Random random = {fitting->seed * 1000003u + (clip < 0
                                                   ? (uint64_t)i + 77777u
                                                   : (uint64_t)fitting->library->clip[clip].group)};
  random_bits(&random);
  return random_index(&random, fitting->recipe->n_parts);
}

/* --- what a sample counts --------------------------------------------------------------- */

/* Windows of a long clip count for less, clips of a frequent class as well. */
static bool weigh_samples(const Fitting *fitting, float *weight)
{
  const Samples *samples = fitting->learn;
  const Library *library = fitting->library;
  int *n_windows = calloc((size_t)library->n_clips, sizeof *n_windows);
  double of_class[CLASS_COUNT] = {0.0};
  if (!n_windows) {
    return false;
  }
  for (int i = 0; i < samples->n; ++i) {
    if (samples->clip[i] >= 0) {
      n_windows[samples->clip[i]] += 1;
    }
  }
  double n_clips = 0.0;
  for (int c = 0; c < library->n_clips; ++c) {
    if (fitting->is_used[c] && library->clip[c].class_index != CLASS_NONE) {
      of_class[library->clip[c].class_index] += 1.0;
      n_clips += 1.0;
    }
  }
  double sum = 0.0;
  double sum_none = 0.0;
  for (int i = 0; i < samples->n; ++i) {
    int class_index = samples->class_index[i];
    bool is_in = fitting_uses(fitting, samples, i);
    double w = class_index == CLASS_NONE ? 1.0
                                         : portable_exp(-fitting->recipe->length_power *
                                                        portable_log(n_windows[samples->clip[i]]));
    if (class_index != CLASS_NONE && is_in) {
      double share = of_class[class_index] / n_clips;
      w *= portable_exp(-fitting->recipe->class_power * portable_log(share));
    }
    weight[i] = is_in ? (float)w : 0.0F;
    *(class_index == CLASS_NONE ? &sum_none : &sum) += (double)weight[i];
  }
  double none = fitting->recipe->none_share;
  for (int i = 0; i < samples->n; ++i) {
    bool is_none = samples->class_index[i] == CLASS_NONE;
    double part = is_none ? (sum_none > 0.0 ? none / sum_none : 0.0) : (1.0 - none) / sum;
    weight[i] *= (float)(part * samples->n);
  }
  free(n_windows);
  return true;
}

/* A clip counts 1, however many windows it has. NULL: no memory. */
static float *weigh_heard(const Fitting *fitting)
{
  const Samples *samples = fitting->heard;
  int *n_windows = calloc((size_t)fitting->library->n_clips, sizeof *n_windows);
  float *weight = malloc((size_t)samples->n * sizeof *weight);
  for (int i = 0; n_windows && i < samples->n; ++i) {
    n_windows[samples->clip[i]] += 1;
  }
  for (int i = 0; n_windows && weight && i < samples->n; ++i) {
    weight[i] = 1.0F / (float)n_windows[samples->clip[i]];
  }
  if (!n_windows) {
    free(weight);
    weight = NULL;
  }
  free(n_windows);
  return weight;
}

static void find_scaling(const Fitting *fitting, Model *model)
{
  const Samples *samples = fitting->learn;
  for (int k = 0; k < samples->n_inputs; ++k) {
    double sum = 0.0;
    double square = 0.0;
    double total = 1e-9;
    for (int i = 0; i < samples->n; ++i) {
      double x = (double)samples->input[(size_t)i * (size_t)samples->n_inputs + (size_t)k];
      double w = samples->clip[i] >= 0 ? (double)fitting->weight[i] : 0.0;
      sum += w * x;
      square += w * x * x;
      total += w;
    }
    double mean = sum / total;
    model->mean[k] = (float)mean;
    model->scale[k] = (float)(1.0 / sqrt(fmax(square / total - mean * mean, 1e-12)));
  }
}

void model_scale(const Model *model, const float *input, float *scaled)
{
  for (int k = 0; k < model->n_inputs; ++k) {
    float x = (input[k] - model->mean[k]) * model->scale[k];
    scaled[k] = fminf(fmaxf(x, -INPUT_LIMIT), INPUT_LIMIT);
  }
}

/* n rows as the network sees them; the caller frees them. NULL: no memory. */
static float *scale_rows(const Model *model, const float *input, int n)
{
  size_t width = (size_t)model->n_inputs;
  float *scaled = malloc((size_t)n * width * sizeof *scaled);
  for (size_t i = 0; scaled && i < (size_t)n; ++i) {
    model_scale(model, &input[i * width], &scaled[i * width]);
  }
  return scaled;
}

/* --- many members, one network ---------------------------------------------------------- */

/* Members side by side: the first layer stacks their rows, layers between are
   blocks on the diagonal, the last takes the mean of their logits. */
static bool fold_members(const Fitting *fitting, Mlp *mlp)
{
  const Mlp *first = &fitting->member[0];
  int n_members = fitting->recipe->n_members;
  int last = first->n_layers - 1;
  int width[NETWORK_MAX_LAYERS + 1];
  Random random = {0};
  for (int l = 0; l <= first->n_layers; ++l) {
    width[l] = first->width[l] * (l > 0 && l <= last ? n_members : 1);
  }
  if (!mlp_init(mlp, first->n_layers, width, &random)) {
    return false;
  }
  memset(mlp->param, 0, (size_t)mlp->n_params * sizeof *mlp->param);
  for (int m = 0; m < n_members; ++m) {
    for (int l = 0; l <= last; ++l) {
      int n_in = first->width[l];
      int row = l < last ? m * first->width[l + 1] : 0;
      int column = l > 0 ? m * n_in : 0;
      float share = l < last ? 1.0F : 1.0F / (float)n_members;
      const float *weight = mlp_weight(&fitting->member[m], l);
      const float *bias = mlp_bias(&fitting->member[m], l);
      for (int j = 0; j < first->width[l + 1]; ++j) {
        for (int i = 0; i < n_in; ++i) {
          mlp_weight(mlp, l)[(row + j) * width[l] + column + i] += share * weight[j * n_in + i];
        }
        mlp_bias(mlp, l)[row + j] += share * bias[j];
      }
    }
  }
  return true;
}

/* Logits of every window for which some member is an outsider: their mean. */
static bool calibrate(const Fitting *fitting, Model *model)
{
  static const float no_drop[2] = {0.0F, 0.0F};
  const Samples *samples = fitting->heard;
  int n_outputs = fitting->recipe->n_outputs;
  float *logits = calloc((size_t)samples->n * (size_t)n_outputs, sizeof *logits);
  bool *is_known = calloc((size_t)samples->n, sizeof *is_known);
  MlpPass *pass = malloc(sizeof *pass);
  bool is_ready = logits && is_known && pass;
  for (int i = 0; is_ready && i < samples->n; ++i) {
    int n_outsiders = 0;
    float input[NETWORK_MAX_WIDTH];
    float *row = &logits[(size_t)i * (size_t)n_outputs];
    if (!fitting_uses(fitting, samples, i)) {
      continue;
    }
    model_scale(model, &samples->input[(size_t)i * (size_t)samples->n_inputs], input);
    for (int m = 0; m < fitting->recipe->n_members; ++m) {
      if (fitting_part(fitting, samples, i) == m % fitting->recipe->n_parts) {
        const Mlp *mlp = &fitting->member[m];
        mlp_forward(mlp, input, no_drop, NULL, pass);
        ++n_outsiders;
        for (int k = 0; k < n_outputs; ++k) {
          row[k] += (pass->unit[mlp->n_layers][k] - row[k]) / (float)n_outsiders;
        }
      }
    }
    is_known[i] = n_outsiders > 0;
  }
  is_ready = is_ready && find_calibration(fitting->library, samples, logits, is_known, n_outputs,
                                          &model->calibration);
  free(logits);
  free(is_known);
  free(pass);
  return is_ready;
}

bool fit(const Library *library, const Samples *learn, const Samples *heard, const bool *is_used,
         const Recipe *recipe, uint64_t seed, const char *title,
         const volatile sig_atomic_t *is_interrupted, Model *model)
{
  Fitting *fitting = calloc(1, sizeof *fitting);
  float *weight = malloc((size_t)learn->n * sizeof *weight);
  float *heard_weight = NULL;
  float *scaled = NULL;
  float *scaled_twin = NULL;
  bool is_fine = fitting && weight;
  memset(model, 0, sizeof *model);
  if (is_fine) {
    *fitting = (Fitting){.library = library,
                         .learn = learn,
                         .heard = heard,
                         .is_used = is_used,
                         .recipe = recipe,
                         .seed = seed,
                         .title = title,
                         .is_interrupted = is_interrupted,
                         .scaling = model,
                         .weight = weight};
    heard_weight = weigh_heard(fitting);
    fitting->heard_weight = heard_weight;
    is_fine = heard_weight && weigh_samples(fitting, weight);
  }
  if (is_fine) {
    model->n_inputs = learn->n_inputs;
    find_scaling(fitting, model);
    scaled = scale_rows(model, learn->input, learn->n);
    scaled_twin =
        learn->twin && recipe->steady > 0.0 ? scale_rows(model, learn->twin, learn->n) : NULL;
    fitting->input = scaled;
    fitting->twin = scaled_twin;
    is_fine = scaled && (scaled_twin || !learn->twin || recipe->steady <= 0.0);
  }
  if (is_fine) {
    parallel_for(recipe->n_members, fit_member, fitting);
    for (int m = 0; m < recipe->n_members; ++m) {
      is_fine = is_fine && !fitting->failed[m];
      model->held_out_loss += fitting->loss[m] / recipe->n_members;
    }
  }
  is_fine = is_fine && fold_members(fitting, &model->mlp) && calibrate(fitting, model);
  for (int m = 0; fitting && m < recipe->n_members; ++m) {
    mlp_free(&fitting->member[m]);
  }
  if (title && isatty(STDERR_FILENO)) {
    fprintf(stderr, "\r\033[K");
  }
  free(weight);
  free(heard_weight);
  free(scaled);
  free(scaled_twin);
  free(fitting);
  return is_fine;
}

void model_free(Model *model)
{
  mlp_free(&model->mlp);
}

void model_logits(const Model *model, const float *input, float *logits)
{
  static const float no_drop[2] = {0.0F, 0.0F};
  MlpPass pass;
  float scaled[NETWORK_MAX_WIDTH];
  model_scale(model, input, scaled);
  mlp_forward(&model->mlp, scaled, no_drop, NULL, &pass);
  memcpy(logits, pass.unit[model->mlp.n_layers],
         sizeof *logits * (size_t)model->mlp.width[model->mlp.n_layers]);
}
