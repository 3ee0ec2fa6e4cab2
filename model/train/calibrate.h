/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Calibration: how sure an answer may be. It is found from answers about artists that the network
 * has not heard.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_CALIBRATE_H
#define GENRE_EQ_MODEL_TRAIN_CALIBRATE_H

#include "model/train/folds.h"

typedef struct {
  float temperature;
  float haste_s;
  float doubt;
} Calibration;

/** Finds the calibration with which an answer's confidence errs least: its square difference from 1
    if the answer is right, from 0 if it is wrong (the Brier score). Each file counts alike, however
    many stretches it has; so do the sets, and the lengths: whole files, 10 s and 5 s. Clips of the
    fold left_out do not count; -1 leaves out none. */
Calibration calibrate(const Library *library, const Rows *rows, const Answers *answers,
                      int left_out);

/** Computes the probabilities of the genres after music_s of music, as the plugin does
    (classifier.h). */
void calibrated_answer(const float logit[OUTPUT_COUNT], Calibration calibration, float music_s,
                       float probability[GENRE_COUNT]);

#endif
