/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Calibration: how sure an answer may be, by what was answered about artists unheard.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_CALIBRATE_H
#define GENRE_EQ_MODEL_TRAIN_CALIBRATE_H

#include "model/train/folds.h"

typedef struct {
  float temperature;
  float haste_s;
} Calibration;

/** Finds the calibration with which the answers' likelihood is largest. All files count alike,
    however many stretches they have; whole files, stretches of 10 s and of 5 s count alike. Clips
   of the fold left_out (-1: none) do not count. */
Calibration calibrate(const Library *library, const Rows *rows, const Answers *answers,
                      int left_out);

/** An answer as the plugin gives it (classifier.h): probabilities of the genres after so much
    music. */
void calibrated_answer(const float logit[OUTPUT_COUNT], Calibration calibration, float music_s,
                       float probability[GENRE_COUNT]);

#endif
