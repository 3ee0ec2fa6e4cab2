/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/calibrate.h"

#include <math.h>
#include <string.h>

enum { MOST_SETS = 16 };

void calibrated_answer(const float logit[OUTPUT_COUNT], Calibration calibration, float music_s,
                       float probability[GENRE_COUNT])
{
  const Network network = {.temperature = calibration.temperature,
                           .haste_s = calibration.haste_s,
                           .doubt = calibration.doubt};
  float all[OUTPUT_COUNT];
  softmax(logit, OUTPUT_COUNT, network_temperature(&network, (double)music_s), all);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    probability[genre] = network_genre_probability(&network, all, genre);
  }
}

/* How much an answer's confidence errs: the square of its distance from 1 if the answer is right,
 * from 0 if it is wrong. */
static double error_of(const float probability[GENRE_COUNT], int class_index)
{
  const int best = genre_most_probable(probability);
  const double off = (double)probability[best] - (best == class_index ? 1.0 : 0.0);
  return off * off;
}

/* Errors of answers of each length, summed; and how many they are. */
typedef struct {
  double sum[LENGTH_COUNT];
  int n[LENGTH_COUNT];
} Errors;

static Errors errors_of_clip(const Library *library, const Rows *rows, const Answers *answers,
                             int c, Calibration calibration)
{
  Errors errors = {{0.0}, {0}};
  for (int i = rows->whole[c]; i < rows->n && rows->clip[i] == c; ++i) {
    const Stretch *stretch = rows->stretch[i];
    if (answers->is_known[i] && stretch->version == VERSION_PLAIN) {
      float probability[GENRE_COUNT];
      calibrated_answer(answers->logit[i], calibration, stretch->music_s, probability);
      errors.sum[stretch->length] += error_of(probability, library->clip[c].class_index);
      ++errors.n[stretch->length];
    }
  }
  return errors;
}

/* The clips that judge a calibration, by their sets. */
typedef struct {
  int n;
  const char *name[MOST_SETS];
  Errors errors[MOST_SETS]; /* each clip's mean error counts as one */
} Sets;

/* Sets beyond MOST_SETS count with the last one. */
static int number_of_set(Sets *sets, const char *name)
{
  for (int s = 0; s < sets->n; ++s) {
    if (strcmp(sets->name[s], name) == 0) {
      return s;
    }
  }
  if (sets->n < MOST_SETS) {
    sets->name[sets->n++] = name;
  }
  return sets->n - 1;
}

/* The mean error over the sets and lengths. */
static double mean_error(const Library *library, const Rows *rows, const Answers *answers,
                         int left_out, Calibration calibration)
{
  Sets sets = {0};
  double sum = 0.0;
  int n = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    const Clip *clip = &library->clip[c];
    if (!clip_has_genre(clip) || clip->fold == left_out) {
      continue;
    }
    const Errors of_clip = errors_of_clip(library, rows, answers, c, calibration);
    Errors *errors = &sets.errors[number_of_set(&sets, clip->set)];
    for (int length = 0; length < LENGTH_COUNT; ++length) {
      if (of_clip.n[length] > 0) {
        errors->sum[length] += of_clip.sum[length] / of_clip.n[length];
        ++errors->n[length];
      }
    }
  }
  for (int i = 0; i < sets.n * LENGTH_COUNT; ++i) {
    const Errors *errors = &sets.errors[i / LENGTH_COUNT];
    if (errors->n[i % LENGTH_COUNT] > 0) {
      sum += errors->sum[i % LENGTH_COUNT] / errors->n[i % LENGTH_COUNT];
      ++n;
    }
  }
  return n > 0 ? sum / n : 0.0;
}

Calibration calibrate(const Library *library, const Rows *rows, const Answers *answers,
                      int left_out)
{
  Calibration best = {.temperature = 0.7F, .haste_s = 2.0F, .doubt = 0.05F};
  double least = mean_error(library, rows, answers, left_out, best);
  for (float step = 1.4F; step > 1.01F; step = sqrtf(step)) { /* the steps become smaller */
    for (int is_better = 1; is_better;) {
      is_better = 0;
      for (int k = 0; k < 6; ++k) {
        Calibration other = best;
        float *const number[3] = {&other.temperature, &other.haste_s, &other.doubt};
        float *change = number[k / 2];
        *change = k % 2 ? *change * step : *change / step;
        other.temperature = fminf(fmaxf(other.temperature, 0.02F), 50.0F);
        other.haste_s = fminf(fmaxf(other.haste_s, 0.02F), 50.0F);
        other.doubt = fminf(fmaxf(other.doubt, 0.001F), 0.5F);
        const double error = mean_error(library, rows, answers, left_out, other);
        if (error < least - 1e-7) {
          best = other;
          least = error;
          is_better = 1;
        }
      }
    }
  }
  return best;
}
