/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/calibrate.h"

#include <stdlib.h>
#include <string.h>

#include "dsp/portable_math.h"
#include "model/firmness.h"
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

/* The mean answer over each clip's windows, and how many these are. */
static void add_up(const Samples *samples, const float *logits, const bool *is_known, int n_outputs,
                   float temperature, float (*mean)[GENRE_COUNT], int *n_windows)
{
  for (int i = 0; i < samples->n; ++i) {
    int clip = samples->clip[i];
    if (clip >= 0 && is_known[i]) {
      float probability[GENRE_COUNT];
      window_answer(&logits[(size_t)i * (size_t)n_outputs], n_outputs, temperature, probability);
      ++n_windows[clip];
      for (int genre = 0; genre < GENRE_COUNT; ++genre) {
        mean[clip][genre] += (probability[genre] - mean[clip][genre]) / (float)n_windows[clip];
      }
    }
  }
}

static void firm_up_clip(const float mean[GENRE_COUNT], int n_windows, float firmness,
                         float answer[GENRE_COUNT])
{
  double from[GENRE_COUNT];
  double to[GENRE_COUNT];
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    from[genre] = (double)mean[genre];
  }
  firm_up(from, n_windows, (double)firmness, to);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    answer[genre] = n_windows > 0 ? (float)to[genre] : 0.0F;
  }
}

bool clip_answers(const Library *library, const Samples *samples, const float *logits,
                  const bool *is_known, int n_outputs, Calibration calibration,
                  float (*answer)[GENRE_COUNT])
{
  int *n_windows = calloc((size_t)library->n_clips, sizeof *n_windows);
  memset(answer, 0, (size_t)library->n_clips * sizeof *answer);
  if (n_windows) {
    add_up(samples, logits, is_known, n_outputs, calibration.temperature, answer, n_windows);
  }
  for (int c = 0; n_windows && c < library->n_clips; ++c) {
    firm_up_clip(answer[c], n_windows[c], calibration.firmness, answer[c]);
  }
  bool is_fine = n_windows != NULL;
  free(n_windows);
  return is_fine;
}

static double loss_of(const Library *library, const float (*mean)[GENRE_COUNT],
                      const int *n_windows, float firmness)
{
  double loss = 0.0;
  for (int c = 0; c < library->n_clips; ++c) {
    int class_index = library->clip[c].class_index;
    if (class_index != CLASS_NONE && n_windows[c] > 0) {
      float answer[GENRE_COUNT];
      firm_up_clip(mean[c], n_windows[c], firmness, answer);
      loss -= portable_log((double)answer[class_index] + 1e-9);
    }
  }
  return loss;
}

/* Temperatures from e^-2 to e by twentieths of an e-fold, firmnesses by tenths. */
enum { LOWEST = -40, HIGHEST = 20, FIRMEST = 10 };

bool find_calibration(const Library *library, const Samples *samples, const float *logits,
                      const bool *is_known, int n_outputs, Calibration *best)
{
  double best_loss = 1e30;
  size_t n = (size_t)library->n_clips;
  float(*mean)[GENRE_COUNT] = malloc(n * sizeof *mean);
  int *n_windows = malloc(n * sizeof *n_windows);
  bool is_fine = mean && n_windows;
  *best = (Calibration){.temperature = 1.0F, .firmness = 0.0F}; /* where nothing is known */
  for (int step = LOWEST; is_fine && step <= HIGHEST; ++step) {
    float temperature = (float)portable_exp(0.05 * step);
    memset(mean, 0, n * sizeof *mean);
    memset(n_windows, 0, n * sizeof *n_windows);
    add_up(samples, logits, is_known, n_outputs, temperature, mean, n_windows);
    for (int tenths = 0; tenths <= FIRMEST; ++tenths) {
      float firmness = 0.1F * (float)tenths;
      double loss = loss_of(library, (const float(*)[GENRE_COUNT])mean, n_windows, firmness);
      if (loss > 0.0 && loss < best_loss) {
        best_loss = loss;
        *best = (Calibration){temperature, firmness};
      }
    }
  }
  free(mean);
  free(n_windows);
  return is_fine;
}
