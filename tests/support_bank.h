/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Noise for the crossover bank, and what it makes of it.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_BANK_H
#define GENRE_EQ_TESTS_SUPPORT_BANK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "dsp/filter_bank.h"
#include "tests/support_music.h"

static inline float *allocate(uint32_t n_frames)
{
  float *samples = calloc(n_frames, sizeof(float));
  assert_non_null(samples);
  return samples;
}

static inline float *white_noise(uint32_t n_frames, uint32_t seed)
{
  float *noise = allocate(n_frames);
  for (uint32_t i = 0; i < n_frames; ++i) {
    noise[i] = (float)(0.5 * music_noise(i + seed));
  }
  return noise;
}

static inline void listen_mono(FilterBank *bank, const float *in, uint32_t n_frames,
                               float energy[SUBBAND_COUNT])
{
  filter_bank_process(bank, &in, 1, n_frames);
  filter_bank_take(bank, energy);
}

#endif
