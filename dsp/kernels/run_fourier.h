/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The loops of the Fourier transform (dsp/fourier.h).
 */
#ifndef GENRE_EQ_DSP_RUN_FOURIER_H
#define GENRE_EQ_DSP_RUN_FOURIER_H

#include "dsp/fourier.h"

/** Combines four samples that lie a quarter of the signal apart into four neighbouring blocks of
    n_each; multiplies three of them by the twiddle factors of `block`. */
static inline __attribute__((always_inline)) void run_butterfly(const Fourier *fourier,
                                                                const FourierSignal *from,
                                                                FourierSignal *to, int block, int i,
                                                                const int n_each)
{
  const int quarter = fourier->size / 4;
  const int k = block * n_each;
  const float *re = &from->re[k + i];
  const float *im = &from->im[k + i];
  float *to_re = &to->re[4 * k + i];
  float *to_im = &to->im[4 * k + i];
  const float sum_re = re[0] + re[2 * quarter];
  const float sum_im = im[0] + im[2 * quarter];
  const float odd_sum_re = re[quarter] + re[3 * quarter];
  const float odd_sum_im = im[quarter] + im[3 * quarter];
  const float diff_re = re[0] - re[2 * quarter];
  const float diff_im = im[0] - im[2 * quarter];
  const float odd_diff_re = re[quarter] - re[3 * quarter];
  const float odd_diff_im = im[quarter] - im[3 * quarter];
  const float re1 = diff_re + odd_diff_im;
  const float im1 = diff_im - odd_diff_re;
  const float re2 = sum_re - odd_sum_re;
  const float im2 = sum_im - odd_sum_im;
  const float re3 = diff_re - odd_diff_im;
  const float im3 = diff_im + odd_diff_re;
  to_re[0] = sum_re + odd_sum_re;
  to_im[0] = sum_im + odd_sum_im;
  to_re[n_each] = re1 * fourier->cosine[0][k] + im1 * fourier->sine[0][k];
  to_im[n_each] = im1 * fourier->cosine[0][k] - re1 * fourier->sine[0][k];
  to_re[2 * n_each] = re2 * fourier->cosine[1][k] + im2 * fourier->sine[1][k];
  to_im[2 * n_each] = im2 * fourier->cosine[1][k] - re2 * fourier->sine[1][k];
  to_re[3 * n_each] = re3 * fourier->cosine[2][k] + im3 * fourier->sine[2][k];
  to_im[3 * n_each] = im3 * fourier->cosine[2][k] - re3 * fourier->sine[2][k];
}

/** No turn of the loop that follows needs what another one writes. */
#ifdef __clang__
#define INDEPENDENT_TURNS _Pragma("clang loop vectorize(assume_safety)")
#else
#define INDEPENDENT_TURNS _Pragma("GCC ivdep")
#endif

/** The first stage: many blocks of one sample. */
static void run_first_stage(const Fourier *fourier, const FourierSignal *from, FourierSignal *to)
{
  INDEPENDENT_TURNS
  for (int block = 0; block < fourier->size / 4; ++block) {
    run_butterfly(fourier, from, to, block, 0, 1);
  }
}

static void run_stage(const Fourier *fourier, const FourierSignal *from, FourierSignal *to,
                      int n_each)
{
  for (int block = 0; block < fourier->size / 4 / n_each; ++block) {
    INDEPENDENT_TURNS
    for (int i = 0; i < n_each; ++i) {
      run_butterfly(fourier, from, to, block, i, n_each);
    }
  }
}

/** The last stage of a size that is not a power of four: sums and differences of the halves. */
static void run_last_stage(const FourierSignal *restrict from, FourierSignal *restrict to, int half)
{
  for (int i = 0; i < half; ++i) {
    to->re[i] = from->re[i] + from->re[i + half];
    to->im[i] = from->im[i] + from->im[i + half];
    to->re[i + half] = from->re[i] - from->re[i + half];
    to->im[i + half] = from->im[i] - from->im[i + half];
  }
}

static const FourierSignal *run_fourier(const Fourier *fourier, FourierSignal *signal,
                                        FourierSignal *work)
{
  FourierSignal *from = signal;
  FourierSignal *to = work;
  for (int n_each = 1; n_each < fourier->size; n_each *= 4) {
    if (n_each == 1) {
      run_first_stage(fourier, from, to);
    } else if (4 * n_each <= fourier->size) {
      run_stage(fourier, from, to, n_each);
    } else {
      run_last_stage(from, to, n_each);
    }
    FourierSignal *swapped = from;
    from = to;
    to = swapped;
  }
  return from;
}

#endif
