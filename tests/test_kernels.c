/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The wide kernels against the plain ones, bit for bit, for every length of a call.
 */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/crossover.h"
#include "dsp/equalizer.h"
#include "dsp/kernels/kernels.h"
#include "dsp/true_peak.h"
#include "tests/support_spectrum.h"

enum { N = 1024, MOST = 150 };

static const Kernels *width[KERNEL_WIDTHS_MAX];
static int n_widths;

static int find_widths(void **state)
{
  (void)state;
  n_widths = kernels_all(width);
  for (int i = 0; i < n_widths; ++i) {
    print_message("width %d: %s\n", i, width[i]->name);
  }
  return 0;
}

static void fill_noise(float *x, uint32_t n_frames, uint64_t seed)
{
  for (uint32_t i = 0; i < n_frames; ++i) {
    x[i] = (float)(0.5 * noise_next(&seed));
  }
}

/** The same ramp and the same cuts through one width. */
static void run_equalizer(const Kernels *kernels, Equalizer *eq, float out[2][N], uint32_t cut)
{
  static const double curve_db[BAND_COUNT] = {6.0, -5.0, 3.5, -6.0, 4.0};
  static const double other_db[BAND_COUNT] = {-3.0, 8.0, -2.0, 0.0, -12.0};
  fill_noise(out[0], N, 3);
  fill_noise(out[1], N, 4);
  equalizer_init(eq, 48000.0);
  eq->kernels = kernels;
  equalizer_jump(eq, curve_db);
  equalizer_ramp(eq, other_db, 600);
  for (uint32_t i = 0; i < N; i += cut) {
    const uint32_t n = N - i < cut ? N - i : cut;
    equalizer_process(eq, (const float *const[]){out[0] + i, out[1] + i},
                      (float *const[]){out[0] + i, out[1] + i}, 2, n);
  }
}

static void assert_same_cascade(const Cascade *a, const Cascade *b)
{
  for (int k = 0; k < CASCADE_SECTIONS; ++k) {
    for (int channel = 0; channel < 2; ++channel) {
      assert_true(a->now.c1[k][channel] == b->now.c1[k][channel]);
      assert_true(a->now.c2[k][channel] == b->now.c2[k][channel]);
      assert_true(a->now.a1[k][channel] == b->now.a1[k][channel]);
      assert_true(a->now.a2[k][channel] == b->now.a2[k][channel]);
      assert_true(a->s1[k][channel] == b->s1[k][channel]);
      assert_true(a->s2[k][channel] == b->s2[k][channel]);
    }
  }
  assert_true(a->now.gain == b->now.gain);
}

static void cascades_agree(void **state)
{
  (void)state;
  static Equalizer expected;
  static Equalizer eq;
  static float wanted[2][N];
  static float got[2][N];
  run_equalizer(width[0], &expected, wanted, N);
  for (int i = 0; i < n_widths; ++i) {
    for (uint32_t cut = 1; cut <= MOST; ++cut) {
      run_equalizer(width[i], &eq, got, cut);
      assert_memory_equal(got, wanted, sizeof wanted);
      assert_same_cascade(&eq.cascade, &expected.cascade);
    }
  }
}

/** The energy of each band is that of a section written out here, however the sound is cut. */
static void bands_are_measured(void **state)
{
  (void)state;
  static const float h[4] = {0.7f, -0.2f, -1.1f, 0.4f};
  float x[2][MOST];
  fill_noise(x[0], MOST, 15);
  fill_noise(x[1], MOST, 16);
  BandLanes lanes = {.energy = {0.0f}};
  float wanted[BAND_LANES] = {0.0f};
  for (int lane = 0; lane < BAND_LANES; ++lane) {
    const int band = lane / 2;
    const float scale = 1.0f - 0.1f * (float)band;
    float s1 = 0.0f, s2 = 0.0f;
    const float c1 = lanes.c1[2][lane] = scale * h[0];
    const float c2 = lanes.c2[2][lane] = scale * h[1];
    const float a1 = lanes.a1[2][lane] = scale * h[2];
    const float a2 = lanes.a2[2][lane] = scale * h[3];
    for (int i = 0; i < MOST; ++i) {
      const float in = x[lane % 2][i];
      const float y = in + s1;
      const float next = (c1 * in + s2) - a1 * s1;
      s2 = c2 * in - a2 * s1;
      s1 = next;
      wanted[lane] += y * y;
    }
  }
  for (int i = 0; i < n_widths; ++i) {
    for (uint32_t cut = 1; cut <= MOST; ++cut) {
      BandLanes own = lanes;
      for (uint32_t at = 0; at < MOST; at += cut) {
        const uint32_t n = MOST - at < cut ? MOST - at : cut;
        width[i]->measure_bands(&own, (const float *const[]){x[0] + at, x[1] + at}, n);
      }
      assert_memory_equal(own.energy, wanted, sizeof wanted);
    }
  }
}

static void hear(const Kernels *kernels, double rate_hz, float energy[CROSSOVER_BANDS])
{
  static Crossover crossover;
  static float x[2][131072];
  fill_noise(x[0], 131072, 5);
  fill_noise(x[1], 131072, 6);
  crossover_init(&crossover, rate_hz, 0.25 * rate_hz);
  crossover.kernels = kernels;
  crossover_process(&crossover, STREAM_FULL, (const float *const[]){x[0], x[1]}, 131071);
  crossover_process(&crossover, STREAM_LOW, (const float *const[]){x[0], x[1]}, 131071 / 4);
  crossover_take(&crossover, energy);
}

/** Energies taken after 1, 2, 3 … frames: calls too short for a loop of wide registers. */
static void hear_short(const Kernels *kernels, float energy[MOST][CROSSOVER_BANDS])
{
  static Crossover crossover;
  float x[2][MOST];
  fill_noise(x[0], MOST, 10);
  fill_noise(x[1], MOST, 11);
  crossover_init(&crossover, 48000.0, 12000.0);
  crossover.kernels = kernels;
  for (uint32_t n = 1; n <= MOST; ++n) {
    crossover_process(&crossover, STREAM_FULL, (const float *const[]){x[0], x[1]}, n);
    crossover_process(&crossover, STREAM_LOW, (const float *const[]){x[0], x[1]}, n);
    crossover_take(&crossover, energy[n - 1]);
  }
}

static void short_calls_agree(void **state)
{
  (void)state;
  float wanted[MOST][CROSSOVER_BANDS];
  float energy[MOST][CROSSOVER_BANDS];
  hear_short(width[0], wanted);
  for (int i = 1; i < n_widths; ++i) {
    hear_short(width[i], energy);
    assert_memory_equal(energy, wanted, sizeof wanted);
  }
}

static void crossovers_agree(void **state)
{
  (void)state;
  static const double rates_hz[] = {8000.0, 22050.0, 48000.0, 96000.0, 192000.0, 768000.0};
  for (int r = 0; r < 6; ++r) {
    float wanted[CROSSOVER_BANDS];
    hear(width[0], rates_hz[r], wanted);
    assert_true(wanted[0] > 0.0f);
    for (int i = 1; i < n_widths; ++i) {
      float energy[CROSSOVER_BANDS];
      hear(width[i], rates_hz[r], energy);
      assert_memory_equal(energy, wanted, sizeof wanted);
    }
  }
}

static void peaks_agree(void **state)
{
  (void)state;
  static float x[TRUE_PEAK_PAST + N + TRUE_PEAK_MARGIN];
  fill_noise(x, TRUE_PEAK_PAST + N, 7);
  for (uint32_t n = 0; n <= MOST; ++n) {
    for (uint32_t at = 0; at < 7; ++at) {
      const float wanted = width[0]->find_true_peak(x + at * 97, n, 0.01f * (float)at);
      for (int i = 1; i < n_widths; ++i) {
        assert_true(width[i]->find_true_peak(x + at * 97, n, 0.01f * (float)at) == wanted);
      }
    }
  }
}

/** What is skipped because it cannot be a new peak was none. */
static void nothing_is_missed(void **state)
{
  (void)state;
  static float x[TRUE_PEAK_PAST + N + TRUE_PEAK_MARGIN];
  fill_noise(x, TRUE_PEAK_PAST + N, 8);
  for (int i = 0; i < n_widths; ++i) {
    float each = 0.0f;
    for (uint32_t at = 0; at < N; ++at) {
      const float here = width[i]->find_true_peak(x + at, 1, 0.0f);
      each = here > each ? here : each;
    }
    assert_true(width[i]->find_true_peak(x, N, 0.0f) == each);
    assert_true(width[i]->find_true_peak(x, N, 2.0f * each) == 2.0f * each);
  }
}

static bool one_may_exceed(const Kernels *k, const float *past, const float *in, uint32_t n,
                           float peak, float limit)
{
  float before[1][TRUE_PEAK_PAST];
  memcpy(before, past, sizeof before);
  return k->may_exceed((const float(*)[TRUE_PEAK_PAST])before, &in, 1, n, peak, limit);
}

/** A step at each place: what overshoots it is seen coming, and nothing where nothing is. */
static void bounds_hold(void **state)
{
  (void)state;
  static float x[TRUE_PEAK_PAST + MOST + TRUE_PEAK_MARGIN];
  for (int i = 0; i < n_widths; ++i) {
    for (uint32_t n = 1; n < 40; ++n) {
      for (uint32_t at = 0; at <= TRUE_PEAK_PAST + n; ++at) {
        for (uint32_t k = 0; k < TRUE_PEAK_PAST + n; ++k) {
          x[k] = k < at ? 0.5f : -0.5f;
        }
        const float peak = width[i]->find_true_peak(x, n, 0.0f);
        assert_true(one_may_exceed(width[i], x, x + TRUE_PEAK_PAST, n, 0.999f * peak, 10.0f));
      }
      assert_false(n > 9 && one_may_exceed(width[i], x, x + TRUE_PEAK_PAST, n, 0.5f, 10.0f));
      assert_false(n > 9 && one_may_exceed(width[i], x, x + TRUE_PEAK_PAST, n, 99.0f, 0.5f));
    }
  }
}

/** The same for samples of −1, 0 and 1 at random. */
static void bounds_hold_at_random(void **state)
{
  (void)state;
  enum { LEAST = 10, TRIALS = 100000 };
  float x[TRUE_PEAK_PAST + LEAST + TRUE_PEAK_MARGIN] = {0.0f};
  uint64_t seed = 12;
  for (int trial = 0; trial < TRIALS; ++trial) {
    const Kernels *k = width[trial % n_widths];
    for (uint32_t i = 0; i < TRUE_PEAK_PAST + LEAST; ++i) {
      x[i] = (float)floor(1.5 + 1.5 * noise_next(&seed)) - 1.0f;
    }
    const float peak = k->find_true_peak(x, LEAST, 0.0f);
    assert_true(one_may_exceed(k, x, x + TRUE_PEAK_PAST, LEAST, 0.999f * peak, 10.0f));
  }
}

/** The same bits of each length, the sum, and the products. */
static void dots_agree(void **state)
{
  (void)state;
  float a[MOST];
  float b[MOST];
  double worst = 0.0;
  fill_noise(a, MOST, 13);
  fill_noise(b, MOST, 14);
  for (int n = 0; n <= MOST; ++n) {
    double sum = 0.0;
    double size = 1e-9;
    for (int i = 0; i < n; ++i) {
      sum += (double)a[i] * (double)b[i];
      size += fabs((double)a[i] * (double)b[i]);
    }
    const float wanted = width[0]->dot(a, b, n);
    worst = fmax(worst, fabs((double)wanted - sum) / size);
    for (int i = 1; i < n_widths; ++i) {
      assert_true(width[i]->dot(a, b, n) == wanted);
    }
    for (int i = 0; i < n_widths; ++i) {
      float product[MOST + 1] = {0.0f};
      width[i]->multiply(product, a, b, n);
      for (int k = 0; k < n; ++k) {
        assert_true(product[k] == a[k] * b[k]);
      }
      assert_true(product[n] == 0.0f);
    }
  }
  print_message("sums of products off by %.1e of their terms' at most\n", worst);
  assert_true(worst < 1e-6);
}

/** One bad sample, wherever it stands, is seen by all three. */
static void bad_samples_are_seen(void **state)
{
  (void)state;
  static const float bad[] = {NAN, -NAN, INFINITY, -INFINITY, FLT_MAX, -11.0f};
  float x[MOST];
  float good[MOST];
  float to[MOST];
  fill_noise(good, MOST, 9);
  for (int i = 0; i < n_widths; ++i) {
    const Kernels *k = width[i];
    for (uint32_t n = 0; n <= MOST; n += 7) {
      assert_true(k->all_within(good, n, 10.0f));
      assert_true(k->copy(to, good, n, 10.0f));
      assert_memory_equal(to, good, n * sizeof *to);
      for (uint32_t trial = 0; trial < 6 * n; ++trial) {
        const uint32_t at = trial / 6;
        memcpy(x, good, sizeof x);
        x[at] = bad[trial % 6];
        assert_false(k->all_within(x, n, 10.0f));
        assert_true(one_may_exceed(k, good, x, n, 1e9f, 10.0f));
        const float *const both_in[2][2] = {{good, x}, {x, good}};
        float before[2][TRUE_PEAK_PAST] = {{0.0f}};
        for (int swap = 0; swap < 2; ++swap) {
          assert_true(k->may_exceed((const float(*)[TRUE_PEAK_PAST])before, both_in[swap], 2, n,
                                    1e9f, 10.0f));
        }
        float copied[MOST];
        assert_false(k->copy(copied, x, n, 10.0f));
      }
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cascades_agree),       cmocka_unit_test(bands_are_measured),
      cmocka_unit_test(crossovers_agree),     cmocka_unit_test(short_calls_agree),
      cmocka_unit_test(peaks_agree),          cmocka_unit_test(nothing_is_missed),
      cmocka_unit_test(bounds_hold),          cmocka_unit_test(bounds_hold_at_random),
      cmocka_unit_test(bad_samples_are_seen), cmocka_unit_test(dots_agree),
  };
  return cmocka_run_group_tests_name("kernels", tests, find_widths, NULL);
}
