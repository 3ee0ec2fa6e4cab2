/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The loops over samples that take nearly all the time. They are compiled for the
 * registers that every processor has (128 bits: `plain`) and, on x86-64, for those of 256
 * bits (`avx2`): see width.c. The plugin takes the widest that the processor has. Both compute
 * the same bits: the same operations in the same order on each lane, never contracted into
 * fused multiply-adds.
 *
 * All functions are real-time safe; one thread at a time for one object.
 */
#ifndef GENRE_EQ_DSP_KERNELS_H
#define GENRE_EQ_DSP_KERNELS_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/fourier.h"
#include "dsp/kernels/band_lanes.h"
#include "dsp/kernels/cascade.h"
#include "dsp/kernels/true_peak_taps.h"

typedef struct {
  const char *name;

  /** Filters left and right, n_frames of each, through the cascade and its gain; in and out may
      be the same. `moving`: coefficients and gain change before each frame. */
  void (*run_cascade)(Cascade *cascade, const float *const in[2], float *const out[2],
                      uint32_t n_frames, bool moving);

  /** All bands filter left and right, n_frames of each; adds the squares of what they put out
      to their energies. */
  void (*measure_bands)(BandLanes *lanes, const float *const in[2], uint32_t n_frames);

  /** False if in each of the n_channels (1 or 2) the TRUE_PEAK_PAST samples of `past`, the n next
      ones, and the signal between them are within ±peak and ±limit. True if some may not be, or one
     is NaN. */
  bool (*may_exceed)(const float (*past)[TRUE_PEAK_PAST], const float *const *in, int n_channels,
                     uint32_t n, float peak, float limit);

  /** Largest magnitude of n samples and of the signal between them, or `at_least` if that is
     larger. x points at TRUE_PEAK_PAST samples before the first, and must be readable
     TRUE_PEAK_MARGIN beyond the last; all must be finite. */
  float (*find_true_peak)(const float *x, uint32_t n, float at_least);

  /** These two: do all n samples lie within ±limit? NaN does not. */
  bool (*all_within)(const float *x, uint32_t n, float limit);
  bool (*copy)(float *to, const float *from, uint32_t n, float limit);

  /** Transforms fourier->size samples (dsp/fourier.h). Overwrites both, and returns the one that
      holds the spectrum. */
  const FourierSignal *(*run_fourier)(const Fourier *fourier, FourierSignal *signal,
                                      FourierSignal *work);

  /** From Z, the spectrum of l + j r, the mean of the powers of l and r at n_bins frequencies and
      half a bin above each: power[2 k] = (|Z[k]|^2 + |Z[size - k]|^2) / 2, at 0 half of |Z[0]|^2.
      The window lies in the middle of the signal. 4 <= n_bins <= size / 2. Overwrites as many
      samples of scratch as the transform has. */
  void (*find_powers)(const FourierSignal *spectrum, float *scratch, int size, int n_bins,
                      float *power);

  /** product[i] = a[i] · b[i] */
  void (*multiply)(float *product, const float *a, const float *b, int n);

  /** Sum of a[i] · b[i]. */
  float (*dot)(const float *a, const float *b, int n);
} Kernels;

/** The widest that this processor has. Not real-time safe the first time. */
const Kernels *kernels_best(void);

/** All widths that this processor has, the narrowest first; returns how many. */
#define KERNEL_WIDTHS_MAX 2
int kernels_all(const Kernels *widths[KERNEL_WIDTHS_MAX]);

#endif
