/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * How sure to be of the mean of many windows. The probabilities of one window are calibrated.
 * But the mean over n windows is right more often than it says, because the windows' errors
 * are partly independent. So the mean is sharpened, and more so with more windows:
 *
 *   p ~ mean^(1 + firmness (1 - FIRM_FROM_WINDOWS / n))     for n > FIRM_FROM_WINDOWS
 *
 * firmness is learned (model/train/calibrate.h) and kept with the weights.
 *
 * Real-time safe; any thread.
 */
#ifndef GENRE_EQ_MODEL_FIRMNESS_H
#define GENRE_EQ_MODEL_FIRMNESS_H

#include "model/genres.h"

/** A stretch as long as one window holds this many windows, a second apart. */
#define FIRM_FROM_WINDOWS 3.0

/** mean: of the probabilities in n_windows windows, sum 1. */
void firm_up(const double mean[GENRE_COUNT], double n_windows, double firmness,
             double probability[GENRE_COUNT]);

#endif
