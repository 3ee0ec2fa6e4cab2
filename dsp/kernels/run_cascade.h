/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser's loop, a stereo frame at a time through one section after the other:
 * the plain reference, and what runs where registers hold two doubles.
 */
#ifndef GENRE_EQ_DSP_RUN_CASCADE_H
#define GENRE_EQ_DSP_RUN_CASCADE_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/kernels/pair_section.h"

/* Each of the two calls below compiles to a loop of its own. */
static inline __attribute__((always_inline)) void run_pairs(Cascade *cascade,
                                                            const float *const in[2],
                                                            float *const out[2], uint32_t n_frames,
                                                            const bool moving)
{
  PairSection section[CASCADE_SECTIONS];
  for (int k = 0; k < CASCADE_SECTIONS; ++k) {
    section[k] = pair_section(cascade, 2 * k);
  }
  double gain = cascade->now.gain;
  const double gain_step = cascade->step.gain;
  for (uint32_t i = 0; i < n_frames; ++i) {
    Pair x = {(double)in[0][i], (double)in[1][i]};
    for (int k = 0; k < CASCADE_SECTIONS; ++k) {
      if (moving) {
        pair_advance(&section[k]);
      }
      x = pair_filter(&section[k], x);
    }
    if (moving) {
      gain += gain_step;
    }
    out[0][i] = (float)(x[0] * gain);
    out[1][i] = (float)(x[1] * gain);
  }
  for (int k = 0; k < CASCADE_SECTIONS; ++k) {
    pair_section_store(&section[k], cascade, 2 * k);
  }
  cascade->now.gain = gain;
}

static void run_cascade_pairs(Cascade *cascade, const float *const in[2], float *const out[2],
                              uint32_t n_frames, bool moving)
{
  if (moving) {
    run_pairs(cascade, in, out, n_frames, true);
  } else {
    run_pairs(cascade, in, out, n_frames, false);
  }
}

#endif
