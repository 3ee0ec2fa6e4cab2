/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The inside of fit(): what its members learn from. fit.c puts it together and folds
 * the members into one network, fit_member.c has one of them learn.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_FITTING_H
#define GENRE_EQ_MODEL_TRAIN_FITTING_H

#include "model/train/fit.h"

typedef struct {
  const Library *library;
  const Samples *learn;
  const Samples *heard;
  const bool *is_used;
  const Recipe *recipe;
  uint64_t seed;
  const char *title;
  const volatile sig_atomic_t *is_interrupted;
  const Model *scaling;      /* for what is heard */
  const float *weight;       /* of each sample to learn from; 0: not used */
  const float *heard_weight; /* of each heard: a clip counts 1 */
  const float *input;        /* of each, as the network sees it */
  const float *twin;         /* of each, or NULL */
  Mlp member[MAX_MEMBERS];
  double loss[MAX_MEMBERS];
  bool failed[MAX_MEMBERS];
} Fitting;

/** Whether a sample may be used; what is made up always may. */
bool fitting_uses(const Fitting *fitting, const Samples *samples, int i);

/** Which part of the groups a sample is in: the same for a group's every sample. */
int fitting_part(const Fitting *fitting, const Samples *samples, int i);

/** Has a member learn, in data, a Fitting. Members may learn at the same time. */
void fit_member(void *data, int index);

#endif
