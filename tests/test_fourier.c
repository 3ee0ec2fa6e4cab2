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
static void powers_are_those_of_both_channels(void **state)
{
  (void)state;
  enum { SIZE = 64 };
  const Kernels *kernels = kernels_best();
  double wanted[SIZE / 2 + 1] = {0.0};
  double all = 0.0;
  double worst = 0.0;
  float power[SIZE / 2 + 1];
  fill_noise(SIZE, 11);
  fourier_init(&fourier, SIZE);
  for (int channel = 0; channel < 2; ++channel) {
    memcpy(signal.re, channel == 0 ? before.re : before.im, SIZE * sizeof(float));
    memset(signal.im, 0, SIZE * sizeof(float));
    const FourierSignal *alone = kernels->run_fourier(&fourier, &signal, &work);
    for (int k = 0; k <= SIZE / 2; ++k) {
      const double both_signs = k == 0 || k == SIZE / 2 ? 1.0 : 2.0;
      wanted[k] += 0.5 * both_signs * power_of(alone, k);
    }
  }
  signal = before;
  kernels->find_powers(kernels->run_fourier(&fourier, &signal, &work), SIZE, power);
  for (int k = 0; k <= SIZE / 2; ++k) {
    all += wanted[k] / (0.5 * SIZE + 1.0);
    worst = fmax(worst, fabs((double)power[k] - wanted[k]));
  }
  print_message("powers off by %.1e of their mean\n", worst / all);
  assert_true(worst < 1e-5 * all);
}

static void widths_agree(void **state)
{
  (void)state;
  const Kernels *width[KERNEL_WIDTHS_MAX];
  const int n_widths = kernels_all(width);
  static FourierSignal wanted;
  static float wanted_power[FOURIER_MAX_SIZE / 2 + 1];
  static float power[FOURIER_MAX_SIZE / 2 + 1];
  for (int size = 4; size <= FOURIER_MAX_SIZE; size *= 2) {
    const size_t n_bytes = (size_t)size * sizeof(float);
    fourier_init(&fourier, size);
    for (int i = 0; i < n_widths; ++i) {
      fill_noise(size, 3);
      const FourierSignal *spectrum = width[i]->run_fourier(&fourier, &signal, &work);
      width[i]->find_powers(spectrum, size, power);
      if (i == 0) {
        wanted = *spectrum;
        memcpy(wanted_power, power, sizeof power);
      }
      assert_memory_equal(spectrum->re, wanted.re, n_bytes);
      assert_memory_equal(spectrum->im, wanted.im, n_bytes);
      assert_memory_equal(power, wanted_power, (size_t)(size / 2 + 1) * sizeof(float));
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
