/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/fourier.h"

#include <string.h>

#include "dsp/portable_math.h"

void fourier_init(Fourier *fourier, int size)
{
  fourier->size = size;
  for (int k = 0; k < size; ++k) {
    const double turn = 2.0 * PI * k / size;
    fourier->cosine[k] = (float)portable_cos(turn);
    fourier->sine[k] = (float)portable_sin(turn);
  }
}

/* Four samples a quarter of the signal apart become four neighbouring blocks. */
static void run_stage_of_4(const Fourier *fourier, const FourierSignal *restrict from,
                           FourierSignal *restrict to, int n_blocks, int n_each)
{
  const int quarter = n_blocks * n_each;
  for (int block = 0; block < n_blocks; ++block) {
    const int k = block * n_each;
    const float c1 = fourier->cosine[k], s1 = fourier->sine[k];
    const float c2 = fourier->cosine[2 * k], s2 = fourier->sine[2 * k];
    const float c3 = fourier->cosine[3 * k], s3 = fourier->sine[3 * k];
    const float *re = &from->re[k];
    const float *im = &from->im[k];
    float *to_re = &to->re[4 * k];
    float *to_im = &to->im[4 * k];
#pragma GCC ivdep
    for (int i = 0; i < n_each; ++i) {
      const float sum_re = re[i] + re[i + 2 * quarter];
      const float sum_im = im[i] + im[i + 2 * quarter];
      const float odd_sum_re = re[i + quarter] + re[i + 3 * quarter];
      const float odd_sum_im = im[i + quarter] + im[i + 3 * quarter];
      const float diff_re = re[i] - re[i + 2 * quarter];
      const float diff_im = im[i] - im[i + 2 * quarter];
      const float odd_diff_re = re[i + quarter] - re[i + 3 * quarter];
      const float odd_diff_im = im[i + quarter] - im[i + 3 * quarter];
      const float re1 = diff_re + odd_diff_im, im1 = diff_im - odd_diff_re;
      const float re2 = sum_re - odd_sum_re, im2 = sum_im - odd_sum_im;
      const float re3 = diff_re - odd_diff_im, im3 = diff_im + odd_diff_re;
      to_re[i] = sum_re + odd_sum_re;
      to_im[i] = sum_im + odd_sum_im;
      to_re[i + n_each] = re1 * c1 + im1 * s1;
      to_im[i + n_each] = im1 * c1 - re1 * s1;
      to_re[i + 2 * n_each] = re2 * c2 + im2 * s2;
      to_im[i + 2 * n_each] = im2 * c2 - re2 * s2;
      to_re[i + 3 * n_each] = re3 * c3 + im3 * s3;
      to_im[i + 3 * n_each] = im3 * c3 - re3 * s3;
    }
  }
}

/* The last stage of a size that is no power of four. */
static void run_stage_of_2(const FourierSignal *restrict from, FourierSignal *restrict to, int half)
{
  for (int i = 0; i < half; ++i) {
    to->re[i] = from->re[i] + from->re[i + half];
    to->im[i] = from->im[i] + from->im[i + half];
    to->re[i + half] = from->re[i] - from->re[i + half];
    to->im[i + half] = from->im[i] - from->im[i + half];
  }
}

void fourier_transform(const Fourier *fourier, FourierSignal *signal, FourierSignal *work)
{
  FourierSignal *from = signal;
  FourierSignal *to = work;
  for (int n_each = 1; n_each < fourier->size;) {
    const int n_blocks = fourier->size / n_each / 4;
    if (n_blocks > 0) {
      run_stage_of_4(fourier, from, to, n_blocks, n_each);
      n_each *= 4;
    } else {
      run_stage_of_2(from, to, n_each);
      n_each *= 2;
    }
    FourierSignal *swapped = from;
    from = to;
    to = swapped;
  }
  if (from != signal) {
    memcpy(signal->re, from->re, sizeof *signal->re * (size_t)fourier->size);
    memcpy(signal->im, from->im, sizeof *signal->im * (size_t)fourier->size);
  }
}
