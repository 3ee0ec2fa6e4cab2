/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * From logits of windows to an answer about a clip, and what makes its probabilities
 * mean what they say: a temperature for the windows (Guo, Pleiss, Sun & Weinberger, "On
 * calibration of modern neural networks", ICML 2017) and a firmness for their mean over
 * a clip (firmness.h), which is what the plugin shows.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_CALIBRATE_H
#define GENRE_EQ_MODEL_TRAIN_CALIBRATE_H

#include <stdbool.h>

#include "model/train/samples.h"

/** Probabilities of the genres for one window, as the classifier gives them. */
void window_answer(const float *logits, int n_outputs, float temperature,
                   float probability[GENRE_COUNT]);

typedef struct {
  float temperature;
  float firmness;
} Calibration;

/** The answer from each clip's windows for which is_known. answer: n_clips rows; a clip
    without such a window gets zeros. False: no memory. */
bool clip_answers(const Library *library, const Samples *samples, const float *logits,
                  const bool *is_known, int n_outputs, Calibration calibration,
                  float (*answer)[GENRE_COUNT]);

/** The calibration of least negative log likelihood over the clips of genres, each
    counted once; of equal ones the least firm. False: no memory. */
bool find_calibration(const Library *library, const Samples *samples, const float *logits,
                      const bool *is_known, int n_outputs, Calibration *best);

#endif
