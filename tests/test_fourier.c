/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The Fourier transform against its definition in double precision, for every size, and the
 * same bits from registers of each width.
 *
 * Seen to fail with a sine of the wrong sign, and with the last stage of sizes that are no
 * power of four left out.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/fourier.h"
#include "dsp/kernels/kernels.h"
#include "tests/support_spectrum.h"

#define TAU 6.283185307179586

static Fourier fourier;
static FourierSignal signal;
static FourierSignal work;
static FourierSignal before;

static void fill_noise(int size, uint64_t seed)
{
  for (int i = 0; i < size; ++i) {
    before.re[i] = (float)noise_next(&seed);
    before.im[i] = (float)noise_next(&seed);
  }
  signal = before;
}

/** X[k] of `before`, by the definition. */
static void define(int size, int k, double *re, double *im)
{
  *re = *im = 0.0;
  for (int i = 0; i < size; ++i) {
    const double turn = -TAU * (double)((long)i * k % size) / size;
    *re += (double)before.re[i] * cos(turn) - (double)before.im[i] * sin(turn);
    *im += (double)before.re[i] * sin(turn) + (double)before.im[i] * cos(turn);
  }
}

static void is_what_the_definition_says(void **state)
{
  (void)state;
  for (int size = 4; size <= FOURIER_MAX_SIZE; size *= 2) {
    double worst = 0.0;
    fill_noise(size, (uint64_t)size);
    fourier_init(&fourier, size);
    const FourierSignal *spectrum = kernels_best()->run_fourier(&fourier, &signal, &work);
    const int stride = size > 256 ? 37 : 1;
    for (int k = 0; k < size; k += stride) {
      double re;
      double im;
      define(size, k, &re, &im);
      worst = fmax(worst, hypot((double)spectrum->re[k] - re, (double)spectrum->im[k] - im));
    }
    worst /= sqrt(size);
    print_message("%4d samples: off by %.1e of the noise's level\n", size, worst);
    assert_true(worst < 2e-6);
  }
}

static double power_of(const FourierSignal *spectrum, int k)
{
  const double re = (double)spectrum->re[k];
  const double im = (double)spectrum->im[k];
  return re * re + im * im;
}

static void keeps_the_energy(void **state)
{
  (void)state;
  for (int size = 4; size <= FOURIER_MAX_SIZE; size *= 2) {
    double in = 0.0;
    double out = 0.0;
    fill_noise(size, 7);
    fourier_init(&fourier, size);
    const FourierSignal *spectrum = kernels_best()->run_fourier(&fourier, &signal, &work);
    for (int i = 0; i < size; ++i) {
      in +=
          (double)before.re[i] * (double)before.re[i] + (double)before.im[i] * (double)before.im[i];
      out += power_of(spectrum, i);
    }
    assert_true(fabs(out / (in * size) - 1.0) < 1e-5); /* Parseval */
  }
}

/** Of left and right transformed together, the powers of each transformed alone; those of the
    negative frequencies count, too. Seen to fail with the difference of the two halves. */
/** The power of a channel at k half bins, by the definition. */
static double define_power(const float *x, int size, int k)
{
  double re = 0.0;
  double im = 0.0;
  for (int i = 0; i < size; ++i) {
    re += (double)x[i] * cos(TAU * k * i / (2.0 * size));
    im += (double)x[i] * sin(TAU * k * i / (2.0 * size));
  }
  return re * re + im * im;
}

static float *scratch_beside(const FourierSignal *spectrum)
{
  return spectrum == &signal ? work.re : signal.re;
}

/** Under windows over the whole signal and over nine tenths of it. Seen to fail with a half bin
    that adds the two bins beside it instead of taking their difference. */
static void powers_are_those_of_both_channels(void **state)
{
  (void)state;
  enum { SIZE = 128, STEPS = SIZE };
  static const double width[] = {1.0, 0.9};
  for (int w = 0; w < 2; ++w) {
    double all = 0.0;
    double worst = 0.0;      /* at the bins */
    double half_error = 0.0; /* between them, in the mean */
    float power[STEPS];
    fill_noise(SIZE, 11);
    for (int i = 0; i < SIZE; ++i) {
      const double t = fmin(fabs(i + 0.5 - 0.5 * SIZE) / (width[w] * SIZE), 0.5);
      const float hann = (float)(0.5 + 0.5 * cos(TAU * t));
      before.re[i] *= hann;
      before.im[i] *= hann;
    }
    signal = before;
    fourier_init(&fourier, SIZE);
    const FourierSignal *spectrum = kernels_best()->run_fourier(&fourier, &signal, &work);
    kernels_best()->find_powers(spectrum, scratch_beside(spectrum), SIZE, SIZE / 2, power);
    for (int k = 0; k < STEPS; ++k) {
      const double both_signs = k == 0 ? 0.5 : 1.0;
      const double wanted =
          both_signs * (define_power(before.re, SIZE, k) + define_power(before.im, SIZE, k));
      const double error = fabs((double)power[k] - wanted);
      all += wanted / STEPS;
      worst = k % 2 == 0 ? fmax(worst, error) : worst;
      half_error += k % 2 == 1 ? 2.0 * error / STEPS : 0.0;
    }
    print_message("window of %.1f: powers at the bins off by %.1e of their mean, between by %.4f\n",
                  width[w], worst / all, half_error / all);
    assert_true(worst < 1e-5 * all);
    assert_true(half_error < 0.05 * all);
  }
}

static void widths_agree(void **state)
{
  (void)state;
  const Kernels *width[KERNEL_WIDTHS_MAX];
  const int n_widths = kernels_all(width);
  static FourierSignal wanted;
  static float wanted_power[FOURIER_MAX_SIZE];
  static float power[FOURIER_MAX_SIZE];
  for (int size = 8; size <= FOURIER_MAX_SIZE; size *= 2) {
    const size_t n_bytes = (size_t)size * sizeof(float);
    fourier_init(&fourier, size);
    for (int i = 0; i < n_widths; ++i) {
      fill_noise(size, 3);
      const FourierSignal *spectrum = width[i]->run_fourier(&fourier, &signal, &work);
      width[i]->find_powers(spectrum, scratch_beside(spectrum), size, size / 2, power);
      if (i == 0) {
        wanted = *spectrum;
        memcpy(wanted_power, power, sizeof power);
      }
      assert_memory_equal(spectrum->re, wanted.re, n_bytes);
      assert_memory_equal(spectrum->im, wanted.im, n_bytes);
      assert_memory_equal(power, wanted_power, n_bytes);
    }
  }
  print_message("%d widths\n", n_widths);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(is_what_the_definition_says),
      cmocka_unit_test(keeps_the_energy),
      cmocka_unit_test(powers_are_those_of_both_channels),
      cmocka_unit_test(widths_agree),
  };
  return cmocka_run_group_tests_name("fourier", tests, NULL, NULL);
}
