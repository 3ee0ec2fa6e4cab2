/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/calibrate.h"

#include <math.h>

#include "dsp/portable_math.h"

void calibrated_answer(const float logit[OUTPUT_COUNT], Calibration calibration, float music_s,
                       float probability[GENRE_COUNT])
{
  const Network network = {.temperature = calibration.temperature, .haste_s = calibration.haste_s};
  float all[OUTPUT_COUNT];
  softmax(logit, OUTPUT_COUNT, network_temperature(&network, (double)music_s), all);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    probability[genre] = all[genre] + all[GENRE_COUNT] / (float)GENRE_COUNT;
  }
}

typedef struct {
  double sum[LENGTH_COUNT];
  int n[LENGTH_COUNT];
} Loss;

static Loss loss_of_clip(const Library *library, const Rows *rows, const Answers *answers, int c,
                         Calibration calibration)
{
  Loss loss = {{0.0}, {0}};
  for (int i = rows->whole[c]; i < rows->n && rows->clip[i] == c; ++i) {
    const Stretch *stretch = rows->stretch[i];
    if (answers->is_known[i] && stretch->version == VERSION_PLAIN) {
      float probability[GENRE_COUNT];
      calibrated_answer(answers->logit[i], calibration, stretch->music_s, probability);
      const float of_truth = probability[library->clip[c].class_index];
      loss.sum[stretch->length] -= portable_log((double)fmaxf(of_truth, 1e-9F));
      ++loss.n[stretch->length];
    }
  }
  return loss;
}

static double loss_of(const Library *library, const Rows *rows, const Answers *answers,
                      int left_out, Calibration calibration)
{
  Loss all = {{0.0}, {0}};
  double mean = 0.0;
  for (int c = 0; c < library->n_clips; ++c) {
    if (!clip_has_genre(&library->clip[c]) || library->clip[c].fold == left_out) {
      continue;
    }
    const Loss loss = loss_of_clip(library, rows, answers, c, calibration);
    for (int length = 0; length < LENGTH_COUNT; ++length) {
      if (loss.n[length] > 0) {
        all.sum[length] += loss.sum[length] / loss.n[length];
        ++all.n[length];
      }
    }
  }
  for (int length = 0; length < LENGTH_COUNT; ++length) {
    mean += all.sum[length] / fmax(all.n[length], 1.0) / LENGTH_COUNT;
  }
  return mean;
}

Calibration calibrate(const Library *library, const Rows *rows, const Answers *answers,
                      int left_out)
{
  Calibration best = {1.0F, 2.0F};
  double least = loss_of(library, rows, answers, left_out, best);
  for (float step = 1.4F; step > 1.01F; step = sqrtf(step)) { /* the steps become smaller */
    for (int is_better = 1; is_better;) {
      is_better = 0;
      for (int k = 0; k < 4; ++k) {
        Calibration other = best;
        float *change = k < 2 ? &other.temperature : &other.haste_s;
        *change = fminf(fmaxf(k % 2 ? *change * step : *change / step, 0.02F), 50.0F);
        const double loss = loss_of(library, rows, answers, left_out, other);
        if (loss < least - 1e-6) {
          best = other;
          least = loss;
          is_better = 1;
        }
      }
    }
  }
  return best;
}
