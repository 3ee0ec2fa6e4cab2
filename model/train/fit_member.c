/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dsp/portable_math.h"
#include "model/train/fitting.h"

static double held_out_loss(const Fitting *fitting, const Mlp *mlp, int part)
{
  static const float no_drop[2] = {0.0F, 0.0F};
  const Samples *samples = fitting->heard;
  double loss = 0.0;
  double total = 0.0;
  MlpPass pass;
  float input[NETWORK_MAX_WIDTH];
  float probability[NETWORK_MAX_WIDTH];
  for (int i = 0; i < samples->n; ++i) {
    if (fitting_uses(fitting, samples, i) && fitting_part(fitting, samples, i) == part) {
      model_scale(fitting->scaling, &samples->input[(size_t)i * (size_t)samples->n_inputs], input);
      mlp_forward(mlp, input, no_drop, NULL, &pass);
      softmax(pass.unit[mlp->n_layers], fitting->recipe->n_outputs, 1.0F, probability);
      double p = (double)probability[samples->class_index[i]];
      double weight = (double)fitting->heard_weight[i];
      loss -= weight * portable_log(p + 1e-9);
      total += weight;
    }
  }
  return total > 0.0 ? loss / total : 0.0;
}

static void shuffle(int *order, int n, Random *random)
{
  for (int i = n - 1; i > 0; --i) {
    int k = random_index(random, i + 1);
    int swapped = order[i];
    order[i] = order[k];
    order[k] = swapped;
  }
}

/* A sample as it is learned: alone or mixed with another. */
typedef struct {
  float input[NETWORK_MAX_WIDTH];
  float twin[NETWORK_MAX_WIDTH]; /* the same through an equaliser */
  float target[NETWORK_MAX_WIDTH];
  float weight;
} Lesson;

/* Adds `share` of a sample to what is there. */
static void mix_in(const Fitting *fitting, int i, float share, Lesson *lesson)
{
  const Recipe *recipe = fitting->recipe;
  const Samples *samples = fitting->learn;
  size_t row = (size_t)i * (size_t)samples->n_inputs;
  for (int k = 0; k < samples->n_inputs; ++k) {
    lesson->input[k] += share * fitting->input[row + (size_t)k];
  }
  for (int k = 0; fitting->twin && k < samples->n_inputs; ++k) {
    lesson->twin[k] += share * fitting->twin[row + (size_t)k];
  }
  for (int k = 0; k < recipe->n_outputs; ++k) {
    lesson->target[k] += share * recipe->smoothing / (float)recipe->n_outputs;
  }
  lesson->target[samples->class_index[i]] += share * (1.0F - recipe->smoothing);
  lesson->weight += share * fitting->weight[i] / (float)recipe->batch;
}

/* The twin's logits are to be the sample's; a common change of all does not count.
   Adds to the slope of the sample, and the twin's part to the gradient. */
static void learn_twin(const Fitting *fitting, const Mlp *mlp, const Lesson *lesson,
                       const MlpPass *pass, MlpPass *twin_pass, float *slope, float *gradient)
{
  int n_out = mlp->width[mlp->n_layers];
  float twin_slope[NETWORK_MAX_WIDTH];
  float mean = 0.0F;
  mlp_forward_like(mlp, lesson->twin, pass, twin_pass);
  for (int k = 0; k < n_out; ++k) {
    twin_slope[k] = twin_pass->unit[mlp->n_layers][k] - pass->unit[mlp->n_layers][k];
    mean += twin_slope[k] / (float)n_out;
  }
  for (int k = 0; k < n_out; ++k) {
    twin_slope[k] = (float)fitting->recipe->steady * lesson->weight * (twin_slope[k] - mean);
    slope[k] -= twin_slope[k];
  }
  mlp_backward(mlp, twin_pass, twin_slope, gradient);
}

/* pass: room for two. */
static void learn_sample(const Fitting *fitting, const Mlp *mlp, int i, int other, Random *random,
                         MlpPass *pass, float *gradient)
{
  const Recipe *recipe = fitting->recipe;
  Lesson lesson;
  float slope[NETWORK_MAX_WIDTH];
  memset(&lesson, 0, sizeof lesson);
  if (recipe->mixup > 0.0 && random_unit(random) < recipe->mixup) {
    float share = (float)random_unit(random);
    mix_in(fitting, i, share, &lesson);
    mix_in(fitting, other, 1.0F - share, &lesson);
  } else {
    mix_in(fitting, i, 1.0F, &lesson);
  }
  mlp_forward(mlp, lesson.input, recipe->drop, random, &pass[0]);
  mlp_slope(mlp, &pass[0], lesson.target, lesson.weight, slope);
  if (fitting->twin) {
    learn_twin(fitting, mlp, &lesson, &pass[0], &pass[1], slope, gradient);
  }
  mlp_backward(mlp, &pass[0], slope, gradient);
}

static void show_progress(const Fitting *fitting, int index, int epoch, double loss)
{
  if (fitting->title && isatty(STDERR_FILENO)) {
    fprintf(stderr, "\r%s: member %d of %d, epoch %d of %d, held-out loss %.3f\033[K",
            fitting->title, index + 1, fitting->recipe->n_members, epoch + 1,
            fitting->recipe->epochs, loss);
  }
}

static bool learn_epochs(Fitting *fitting, int index, Mlp *mlp, Random *random, int *order, int n,
                         float *gradient, float *best)
{
  const Recipe *recipe = fitting->recipe;
  MlpPass *pass = malloc(2 * sizeof *pass);
  Adam adam = {0};
  bool is_ready = pass && adam_init(&adam, mlp->n_params);
  int part = index % recipe->n_parts;
  double best_loss = 1e30;
  int best_epoch = 0;
  for (int epoch = 0; is_ready && epoch < recipe->epochs; ++epoch) {
    double turn = PI * epoch / recipe->epochs;
    double rate = recipe->rate * (0.55 + 0.45 * portable_cos(turn));
    shuffle(order, n, random);
    for (int i = 0; i < n; ++i) {
      learn_sample(fitting, mlp, order[i], order[random_index(random, n)], random, pass, gradient);
      if ((i + 1) % recipe->batch == 0 || i == n - 1) {
        adam_step(&adam, mlp, gradient, rate, recipe->weight_decay);
      }
    }
    double loss = held_out_loss(fitting, mlp, part);
    if (loss < best_loss) {
      best_loss = loss;
      best_epoch = epoch;
      memcpy(best, mlp->param, (size_t)mlp->n_params * sizeof *best);
    }
    show_progress(fitting, index, epoch, loss);
    if (epoch - best_epoch >= recipe->patience ||
        (fitting->is_interrupted && *fitting->is_interrupted)) {
      break;
    }
  }
  fitting->loss[index] = best_loss;
  adam_free(&adam);
  free(pass);
  return is_ready;
}

void fit_member(void *data, int index)
{
  Fitting *fitting = data;
  const Recipe *recipe = fitting->recipe;
  Mlp *mlp = &fitting->member[index];
  Random random = {fitting->seed * 7919u + (uint64_t)index};
  int width[NETWORK_MAX_LAYERS + 1] = {fitting->learn->n_inputs};
  for (int l = 0; l < recipe->n_hidden_layers; ++l) {
    width[l + 1] = recipe->hidden[l];
  }
  width[recipe->n_hidden_layers + 1] = recipe->n_outputs;
  fitting->failed[index] = true;
  if (!mlp_init(mlp, recipe->n_hidden_layers + 1, width, &random)) {
    return;
  }
  int *order = malloc((size_t)fitting->learn->n * sizeof *order);
  float *gradient = calloc((size_t)mlp->n_params, sizeof *gradient);
  float *best = calloc((size_t)mlp->n_params, sizeof *best);
  if (order && gradient && best) {
    int n = 0;
    for (int i = 0; i < fitting->learn->n; ++i) {
      bool is_in = fitting->weight[i] > 0.0F && fitting->learn->class_index[i] < recipe->n_outputs;
      if (is_in && fitting_part(fitting, fitting->learn, i) != index % recipe->n_parts) {
        order[n++] = i;
      }
    }
    fitting->failed[index] = !learn_epochs(fitting, index, mlp, &random, order, n, gradient, best);
    memcpy(mlp->param, best, (size_t)mlp->n_params * sizeof *best);
  }
  free(order);
  free(gradient);
  free(best);
}
