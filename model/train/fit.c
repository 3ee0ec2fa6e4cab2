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
#include "model/train/parallel.h"

typedef struct {
  const Library *library;
  const Samples *learn;
  const Samples *heard;
  const bool *is_used;
  const Recipe *recipe;
  uint64_t seed;
  const char *title;
  const volatile sig_atomic_t *is_interrupted;
  const Model *scaling;
  const float *weight; /* of each sample to learn from; 0: not used */
  Mlp member[MAX_MEMBERS];
  double loss[MAX_MEMBERS];
  bool failed[MAX_MEMBERS];
} Fitting;

/* --- what a sample counts --------------------------------------------------------------- */

static bool is_sample_used(const Samples *samples, int i, const bool *is_used)
{
  return samples->clip[i] < 0 || is_used[samples->clip[i]];
}

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
    bool is_in = is_sample_used(samples, i, fitting->is_used);
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

static void scale_input(const Model *model, const float *input, int n, float *scaled)
{
  for (int k = 0; k < n; ++k) {
    float x = (input[k] - model->mean[k]) * model->scale[k];
    scaled[k] = fminf(fmaxf(x, -INPUT_LIMIT), INPUT_LIMIT);
  }
}

void model_scale(const Model *model, const float *input, float *scaled)
{
  scale_input(model, input, model->mlp.width[0], scaled);
}

/* --- one member ---------------------------------------------------------------------------- */

/* Which part of the groups a sample is in: the same for a group's every sample. */
static int part_of(const Fitting *fitting, const Samples *samples, int i)
{
  int clip = samples->clip[i];
  Random random = {fitting->seed * 1000003u + (clip < 0
                                                   ? (uint64_t)i + 77777u
                                                   : (uint64_t)fitting->library->clip[clip].group)};
  random_bits(&random);
  return random_index(&random, fitting->recipe->n_parts);
}

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
    if (is_sample_used(samples, i, fitting->is_used) && part_of(fitting, samples, i) == part) {
      scale_input(fitting->scaling, &samples->input[(size_t)i * (size_t)samples->n_inputs],
                  samples->n_inputs, input);
      mlp_forward(mlp, input, no_drop, NULL, &pass);
      softmax(pass.unit[mlp->n_layers], fitting->recipe->n_outputs, 1.0F, probability);
      double p = (double)probability[samples->class_index[i]];
      loss -= portable_log(p + 1e-9);
      total += 1.0;
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

/* Adds `share` of a sample's inputs and target to what is there. */
static void mix_in(const Fitting *fitting, int i, float share, Random *random, float *input,
                   float *target)
{
  const Recipe *recipe = fitting->recipe;
  const Samples *samples = fitting->learn;
  float scaled[NETWORK_MAX_WIDTH];
  scale_input(fitting->scaling, &samples->input[(size_t)i * (size_t)samples->n_inputs],
              samples->n_inputs, scaled);
  if (samples->twin && recipe->color > 0.0) {
    float way = (float)random_between(random, -recipe->color, recipe->color);
    const float *twin = &samples->twin[(size_t)i * (size_t)samples->n_inputs];
    float scaled_twin[NETWORK_MAX_WIDTH];
    scale_input(fitting->scaling, twin, samples->n_inputs, scaled_twin);
    for (int k = 0; k < samples->n_inputs; ++k) {
      scaled[k] += way * (scaled_twin[k] - scaled[k]);
    }
  }
  for (int k = 0; k < samples->n_inputs; ++k) {
    input[k] += share * scaled[k];
  }
  for (int k = 0; k < recipe->n_outputs; ++k) {
    target[k] += share * recipe->smoothing / (float)recipe->n_outputs;
  }
  target[samples->class_index[i]] += share * (1.0F - recipe->smoothing);
}

static void learn_sample(const Fitting *fitting, const Mlp *mlp, int i, int other, Random *random,
                         MlpPass *pass, float *gradient)
{
  const Recipe *recipe = fitting->recipe;
  float input[NETWORK_MAX_WIDTH] = {0.0F};
  float target[NETWORK_MAX_WIDTH] = {0.0F};
  float weight = fitting->weight[i];
  if (recipe->mixup > 0.0 && random_unit(random) < recipe->mixup) {
    float share = (float)random_unit(random);
    mix_in(fitting, i, share, random, input, target);
    mix_in(fitting, other, 1.0F - share, random, input, target);
    weight = share * weight + (1.0F - share) * fitting->weight[other];
  } else {
    mix_in(fitting, i, 1.0F, random, input, target);
  }
  mlp_forward(mlp, input, recipe->drop, random, pass);
  mlp_backward(mlp, pass, target, weight / (float)recipe->batch, gradient);
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
  MlpPass *pass = malloc(sizeof *pass);
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

static void fit_member(void *data, int index)
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
      if (is_in && part_of(fitting, fitting->learn, i) != index % recipe->n_parts) {
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
    if (!is_sample_used(samples, i, fitting->is_used)) {
      continue;
    }
    scale_input(model, &samples->input[(size_t)i * (size_t)samples->n_inputs], samples->n_inputs,
                input);
    for (int m = 0; m < fitting->recipe->n_members; ++m) {
      if (part_of(fitting, samples, i) == m % fitting->recipe->n_parts) {
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
  if (is_ready) {
    model->temperature = find_temperature(fitting->library, samples, logits, is_known, n_outputs);
  }
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
    is_fine = weigh_samples(fitting, weight);
  }
  if (is_fine) {
    find_scaling(fitting, model);
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
  scale_input(model, input, model->mlp.width[0], scaled);
  mlp_forward(&model->mlp, scaled, no_drop, NULL, &pass);
  memcpy(logits, pass.unit[model->mlp.n_layers],
         sizeof *logits * (size_t)model->mlp.width[model->mlp.n_layers]);
}
