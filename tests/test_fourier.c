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
    kernels_best()->run_fourier(&fourier, &signal, &work);
    for (int k = 0; k<size; k += size> 256 ? 37 : 1) {
      double re;
      double im;
      define(size, k, &re, &im);
      worst = fmax(worst, hypot((double)signal.re[k] - re, (double)signal.im[k] - im));
    }
    worst /= sqrt(size);
    print_message("%4d samples: off by %.1e of the noise's level\n", size, worst);
    assert_true(worst < 2e-6);
  }
}

static void keeps_the_energy(void **state)
{
  (void)state;
  for (int size = 4; size <= FOURIER_MAX_SIZE; size *= 2) {
    double in = 0.0;
    double out = 0.0;
    fill_noise(size, 7);
    fourier_init(&fourier, size);
    kernels_best()->run_fourier(&fourier, &signal, &work);
    for (int i = 0; i < size; ++i) {
      in +=
          (double)before.re[i] * (double)before.re[i] + (double)before.im[i] * (double)before.im[i];
      out +=
          (double)signal.re[i] * (double)signal.re[i] + (double)signal.im[i] * (double)signal.im[i];
    }
    assert_true(fabs(out / (in * size) - 1.0) < 1e-5); /* Parseval */
  }
}

static void widths_agree(void **state)
{
  (void)state;
  const Kernels *width[KERNEL_WIDTHS_MAX];
  const int n_widths = kernels_all(width);
  static FourierSignal wanted;
  for (int size = 4; size <= FOURIER_MAX_SIZE; size *= 2) {
    const size_t n_bytes = (size_t)size * sizeof(float);
    fourier_init(&fourier, size);
    for (int i = 0; i < n_widths; ++i) {
      fill_noise(size, 3);
      width[i]->run_fourier(&fourier, &signal, &work);
      if (i == 0) {
        wanted = signal;
      }
      assert_memory_equal(signal.re, wanted.re, n_bytes);
      assert_memory_equal(signal.im, wanted.im, n_bytes);
    }
  }
  print_message("%d widths\n", n_widths);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(is_what_the_definition_says),
      cmocka_unit_test(keeps_the_energy),
      cmocka_unit_test(widths_agree),
  };
  return cmocka_run_group_tests_name("fourier", tests, NULL, NULL);
}
