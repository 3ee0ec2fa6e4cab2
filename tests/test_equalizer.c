/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The audio path: exact when flat, independent of how the stream is cut, without distortion, and
 * never stuck. (test_equalizer_glide.c tests how it moves.)
 */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/equalizer.h"
#include "dsp/portable_math.h"
#include "tests/support_equalizer.h"

static const double flat_db[BAND_COUNT] = {0};
static const double quiet_db[BAND_COUNT] = {-6.0, -6.0, -6.0, -6.0, -6.0};
static const double curve_db[BAND_COUNT] = {6.0, -5.0, 3.5, -6.0, 4.0};
static const double other_db[BAND_COUNT] = {-3.0, 8.0, -2.0, 0.0, -12.0};

static void flat_is_bit_exact(void **state)
{
  (void)state;
  enum { N = 5000 };
  float *in = new_noise(N, 1);
  in[7] = -0.0f;
  in[8] = FLT_MIN / 4.0f; /* a denormal */
  float out[N];
  memcpy(out, in, sizeof out);
  Equalizer eq;
  equalizer_init(&eq, 48000.0);
  process_mono(&eq, out, N);
  assert_memory_equal(out, in, sizeof out);
  free(in);
}

/** How long after a return to flat the output is exact again. */
static void becomes_exact_again(void **state)
{
  (void)state;
  enum { N = 65536 };
  float *in = new_noise(N, 2);
  float *out = malloc(N * sizeof *out);
  memcpy(out, in, N * sizeof *out);
  Equalizer eq;
  equalizer_init(&eq, 48000.0);
  equalizer_jump(&eq, curve_db);
  process_mono(&eq, out, 4800);
  equalizer_ramp(&eq, flat_db, 75);
  process_mono(&eq, out + 4800, N - 4800);
  uint32_t last = 0;
  for (uint32_t i = 4800; i < N; ++i) {
    if (memcmp(&in[i], &out[i], sizeof in[i]) != 0) {
      last = i - 4800;
    }
  }
  print_message("exact again %u frames after a ramp of 75 to flat began\n", last + 1);
  assert_true(last < 75 + 256);
  assert_true(eq.idle);
  free(in);
  free(out);
}

/** A song with ramps at fixed samples, cut into calls of n frames (0: at random). */
static void render(float *x, uint32_t n_frames, uint32_t block)
{
  Equalizer eq;
  uint64_t seed = 77;
  equalizer_init(&eq, 44100.0);
  for (uint32_t i = 0; i < n_frames;) {
    if (i % 1000 == 0) {
      const int turn = (int)(i / 1000) % 5;
      equalizer_ramp(&eq,
                     turn == 0   ? curve_db
                     : turn == 1 ? other_db
                     : turn == 4 ? quiet_db
                                 : flat_db,
                     turn == 3 ? 999 : 300);
    }
    const uint32_t to_event = 1000 - i % 1000;
    const uint32_t random = (uint32_t)(200.0 * (noise_next(&seed) + 1.0));
    const uint32_t want = block > 0 ? block - i % block : random;
    uint32_t n = want < to_event ? want : to_event;
    n = n < n_frames - i ? n : n_frames - i;
    process_mono(&eq, x + i, n);
    i += n;
  }
}

static void cutting_changes_nothing(void **state)
{
  (void)state;
  enum { N = 30000 };
  static const uint32_t block[] = {0, 1, 7, 16, 64, 255, 4096};
  float *in = new_noise(N, 3);
  float *whole = malloc(N * sizeof *whole);
  float *cut = malloc(N * sizeof *cut);
  memcpy(whole, in, N * sizeof *in);
  render(whole, N, N);
  for (size_t i = 0; i < sizeof block / sizeof block[0]; ++i) {
    memcpy(cut, in, N * sizeof *in);
    render(cut, N, block[i]);
    assert_memory_equal(cut, whole, N * sizeof *in);
  }
  free(in);
  free(whole);
  free(cut);
}

static void mono_is_stereo(void **state)
{
  (void)state;
  enum { N = 8000 };
  float *mono = new_noise(N, 4);
  float *left = new_noise(N, 4);
  float *right = new_noise(N, 4);
  float *other = new_noise(N, 5);
  Equalizer eq[3];
  for (int i = 0; i < 3; ++i) {
    equalizer_init(&eq[i], 96000.0);
    equalizer_ramp(&eq[i], curve_db, 5000);
  }
  process_mono(&eq[0], mono, N);
  equalizer_process(&eq[1], (const float *const[]){left, right}, (float *const[]){left, right}, 2,
                    N);
  assert_memory_equal(left, mono, N * sizeof *mono);
  assert_memory_equal(right, mono, N * sizeof *mono);
  float *again = new_noise(N, 4); /* beside another channel: still the same */
  equalizer_process(&eq[2], (const float *const[]){other, again}, (float *const[]){other, again}, 2,
                    N);
  assert_memory_equal(again, mono, N * sizeof *mono);
  free(mono);
  free(left);
  free(right);
  free(other);
  free(again);
}

/** Gains between two designs, at the rates where rounding and cramping are worst. */
static void interpolates_designs(void **state)
{
  (void)state;
  static const double rate_hz[] = {8000.0, 44100.0, 192000.0, 768000.0};
  for (size_t r = 0; r < sizeof rate_hz / sizeof rate_hz[0]; ++r) {
    Equalizer eq;
    double worst_db = 0.0;
    equalizer_init(&eq, rate_hz[r]);
    for (double gain_db = -28.0; gain_db <= 28.0; gain_db += 0.017) {
      const double section_db[BAND_COUNT] = {gain_db, -gain_db, 0.6 * gain_db, gain_db,
                                             -0.3 * gain_db};
      Biquad between[SHELF_COUNT];
      Biquad exact[SHELF_COUNT];
      shelf_table_look_up(&eq.table, section_db, between);
      shelves_design(section_db, rate_hz[r], exact);
      for (int i = 0; i < SHELF_COUNT; ++i) {
        for (double f = 20.0; f < 0.45 * rate_hz[r]; f *= 1.3) {
          const double ratio = biquad_power_at(&between[i], f, rate_hz[r]) /
                               biquad_power_at(&exact[i], f, rate_hz[r]);
          worst_db = fmax(worst_db, fabs(10.0 * log10(ratio)));
        }
      }
    }
    print_message("%6.0f Hz: interpolated shelves within %.1e dB of designed ones\n", rate_hz[r],
                  worst_db);
    assert_true(worst_db < 1e-4);
  }
}

static void adds_no_distortion(void **state)
{
  (void)state;
  static const double rate_hz[] = {44100.0, 48000.0, 96000.0, 192000.0};
  static const double freq_hz[] = {40.0, 997.0};
  const int length = 1 << 18;
  double *amplitude = malloc((size_t)length / 2 * sizeof *amplitude);
  for (size_t r = 0; r < sizeof rate_hz / sizeof rate_hz[0]; ++r) {
    for (size_t f = 0; f < sizeof freq_hz / sizeof freq_hz[0]; ++f) {
      const uint32_t n_frames = (uint32_t)length + 65536;
      float *x = new_sine(n_frames, freq_hz[f], -1.0, rate_hz[r]);
      Equalizer eq;
      equalizer_init(&eq, rate_hz[r]);
      equalizer_jump(&eq, curve_db);
      process_mono(&eq, x, n_frames);
      spectrum_amplitude(x + 65536, length, amplitude);
      const double thdn_db = spectrum_thdn_db(amplitude, length, rate_hz[r], freq_hz[f], 10.0);
      print_message("%6.0f Hz, %3.0f Hz at -1 dBFS: THD+N %.1f dB\n", rate_hz[r], freq_hz[f],
                    thdn_db);
      assert_true(thdn_db < -120.0);
      free(x);
    }
  }
  free(amplitude);
}

static void forgets_bad_samples(void **state)
{
  (void)state;
  enum { N = 256 };
  static const float bad[] = {NAN, INFINITY, -INFINITY, FLT_MAX, -NAN};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    for (int curved = 0; curved < 2; ++curved) {
      float with_bad[N] = {0.25f, 0.5f, -0.125f};
      float with_zero[N] = {0.25f, 0.5f, -0.125f};
      with_bad[9] = bad[i];
      Equalizer a;
      equalizer_init(&a, 48000.0);
      equalizer_jump(&a, curved ? curve_db : flat_db);
      Equalizer b = a;
      process_mono(&a, with_bad, N);
      process_mono(&b, with_zero, N);
      assert_memory_equal(with_bad, with_zero, sizeof with_zero);
    }
  }
}

static void tails_die_to_zero(void **state)
{
  (void)state;
  static const double rate_hz[] = {8000.0, 48000.0, 192000.0};
  for (size_t r = 0; r < sizeof rate_hz / sizeof rate_hz[0]; ++r) {
    float *x = new_noise(4096, 6);
    Equalizer eq;
    equalizer_init(&eq, rate_hz[r]);
    equalizer_jump(&eq, curve_db);
    process_mono(&eq, x, 4096);
    const CascadeLanes zero = {{0.0}};
    uint32_t n_frames = 0;
    while (n_frames < 1000000 && (memcmp(eq.cascade.s1, zero, sizeof zero) != 0 ||
                                  memcmp(eq.cascade.s2, zero, sizeof zero) != 0)) {
      memset(x, 0, 64 * sizeof *x);
      process_mono(&eq, x, 64);
      n_frames += 64;
      for (int i = 0; i < CASCADE_SECTIONS; ++i) {
        assert_int_not_equal(fpclassify(eq.cascade.s1[i][0]), FP_SUBNORMAL);
        assert_int_not_equal(fpclassify(eq.cascade.s2[i][0]), FP_SUBNORMAL);
      }
      for (int i = 0; i < 64; ++i) {
        assert_int_not_equal(fpclassify(x[i]), FP_SUBNORMAL);
      }
    }
    print_message("%6.0f Hz: all states exactly 0 after %.0f ms of silence\n", rate_hz[r],
                  1000.0 * n_frames / rate_hz[r]);
    assert_true(n_frames < 0.2 * rate_hz[r]);
    free(x);
  }
}

/** An impulse comes out at its frame, and its spectrum is that of the shelves. */
static void has_its_shelves_response(void **state)
{
  (void)state;
  enum { N = 16384 };
  static float x[N];
  static double work[2 * N];
  Equalizer eq;
  memset(x, 0, sizeof x);
  x[0] = 1.0f;
  equalizer_init(&eq, 44100.0);
  equalizer_jump(&eq, curve_db);
  process_mono(&eq, x, N);
  assert_true(fabsf(x[0]) > 0.1f); /* latency 0 */
  for (int i = 0; i < N; ++i) {
    work[2 * i] = (double)x[i];
    work[2 * i + 1] = 0.0;
  }
  spectrum_fft(work, N);
  double worst_db = 0.0;
  Biquad shelf[SHELF_COUNT];
  shelf_table_look_up(&eq.table, curve_db, shelf);
  for (int i = 8; i < N / 2; ++i) {
    const double power = shelves_power_at(shelf, i * 44100.0 / N, 44100.0);
    const double is = work[2 * i] * work[2 * i] + work[2 * i + 1] * work[2 * i + 1];
    worst_db = fmax(worst_db, fabs(10.0 * log10(is / power)));
  }
  print_message("impulse response against the shelves' product: %.1e dB\n", worst_db);
  assert_true(worst_db < 1e-4);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(flat_is_bit_exact),        cmocka_unit_test(becomes_exact_again),
      cmocka_unit_test(cutting_changes_nothing),  cmocka_unit_test(mono_is_stereo),
      cmocka_unit_test(interpolates_designs),     cmocka_unit_test(adds_no_distortion),
      cmocka_unit_test(forgets_bad_samples),      cmocka_unit_test(tails_die_to_zero),
      cmocka_unit_test(has_its_shelves_response),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
