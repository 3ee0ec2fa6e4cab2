/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * From logits of windows to an answer about a clip, and the temperature that makes
 * its probabilities mean what they say (Guo, Pleiss, Sun & Weinberger, "On
 * calibration of modern neural networks", ICML 2017), here of the mean over a
 * clip's windows, which is what the plugin shows.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_CALIBRATE_H
#define GENRE_EQ_MODEL_TRAIN_CALIBRATE_H

#include <stdbool.h>

#include "model/train/samples.h"

/** Probabilities of the genres for one window, as the classifier gives them. */
void window_answer(const float *logits, int n_outputs, float temperature,
                   float probability[GENRE_COUNT]);

/** Mean over each clip's windows for which is_known. answer: n_clips rows; a clip
    without such a window gets zeros. False: no memory. */
bool clip_answers(const Library *library, const Samples *samples, const float *logits,
                  const bool *is_known, int n_outputs, float temperature,
                  float (*answer)[GENRE_COUNT]);

/** The temperature of least negative log likelihood over the clips of genres, each
    counted once. False: no memory. */
bool find_temperature(const Library *library, const Samples *samples, const float *logits,
                      const bool *is_known, int n_outputs, float *best);

#endif
