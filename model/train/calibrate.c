/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/calibrate.h"

#include <stdlib.h>
#include <string.h>

#include "dsp/portable_math.h"
#include "model/network.h"

void window_answer(const float *logits, int n_outputs, float temperature,
                   float probability[GENRE_COUNT])
{
  float all[CLASS_COUNT] = {0.0F};
  softmax(logits, n_outputs, temperature, all);
  float stranger = n_outputs > GENRE_COUNT ? all[CLASS_NONE] : 0.0F;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    probability[genre] = all[genre] + stranger / (float)GENRE_COUNT;
  }
}

bool clip_answers(const Library *library, const Samples *samples, const float *logits,
                  const bool *is_known, int n_outputs, float temperature,
                  float (*answer)[GENRE_COUNT])
{
  int *n_windows = calloc((size_t)library->n_clips, sizeof *n_windows);
  memset(answer, 0, (size_t)library->n_clips * sizeof *answer);
  for (int i = 0; n_windows && i < samples->n; ++i) {
    int clip = samples->clip[i];
    if (clip >= 0 && is_known[i]) {
      float probability[GENRE_COUNT];
      window_answer(&logits[(size_t)i * (size_t)n_outputs], n_outputs, temperature, probability);
      ++n_windows[clip];
      for (int genre = 0; genre < GENRE_COUNT; ++genre) {
        float *mean = &answer[clip][genre];
        *mean += (probability[genre] - *mean) / (float)n_windows[clip];
      }
    }
  }
  bool is_fine = n_windows != NULL;
  free(n_windows);
  return is_fine;
}

bool find_temperature(const Library *library, const Samples *samples, const float *logits,
                      const bool *is_known, int n_outputs, float *best)
{
  double best_loss = 1e30;
  float(*answer)[GENRE_COUNT] = malloc((size_t)library->n_clips * sizeof *answer);
  int *n_windows = calloc((size_t)library->n_clips, sizeof *n_windows);
  for (int i = 0; n_windows && i < samples->n; ++i) {
    if (samples->clip[i] >= 0 && is_known[i]) {
      ++n_windows[samples->clip[i]];
    }
  }
  bool is_fine = answer && n_windows;
  *best = 1.0F;
  for (int step = -40; is_fine && step <= 20; ++step) {
    float temperature = (float)portable_exp(0.05 * step);
    double loss = 0.0;
    is_fine = clip_answers(library, samples, logits, is_known, n_outputs, temperature, answer);
    for (int c = 0; is_fine && c < library->n_clips; ++c) {
      int class_index = library->clip[c].class_index;
      if (class_index != CLASS_NONE && n_windows[c] > 0) {
        loss -= portable_log((double)answer[c][class_index] + 1e-9);
      }
    }
    if (is_fine && loss < best_loss) {
      best_loss = loss;
      *best = temperature;
    }
  }
  free(answer);
  free(n_windows);
  return is_fine;
}
