/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The five bands' crossovers: their edges, what they measure of sines and of pink noise, at
 * every rate, and however the stream is cut.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/crossover.h"
#include "dsp/ear.h"
#include "tests/support_spectrum.h"

#define TAU 6.283185307179586

static const double rates_hz[] = {8000.0,  11025.0,  22050.0,  44100.0, 48000.0,
                                  96000.0, 192000.0, 384000.0, 768000.0};
enum { RATES = sizeof rates_hz / sizeof rates_hz[0] };

static Crossover crossover;
static Ear ear; /* it makes the lower stream */

static void set_up(double rate_hz)
{
  ear_init(&ear, rate_hz);
  crossover_init(&crossover, rate_hz, ear.long_rate_hz);
}

/** As the hearing does (model/hearing.c), in calls of at most `cut` frames. */
static void listen(const float *left, const float *right, uint32_t n_frames, uint32_t cut)
{
  float sound[2][EAR_MAX_FRAMES];
  for (uint32_t at = 0; at < n_frames; at += cut) {
    const uint32_t n = n_frames - at < cut ? n_frames - at : cut;
    const float *const in[2] = {left + at, right + at};
    float *const halved[2] = {sound[0], sound[1]};
    crossover_process(&crossover, STREAM_FULL, in, n);
    const uint32_t n_low = ear_process(&ear, in, halved, n);
    crossover_process(&crossover, STREAM_LOW, (const float *const *)halved, n_low);
  }
}

static double to_db(double power)
{
  return 10.0 * log10(power + 1e-30);
}

/** |H|^2 of analog Linkwitz-Riley edges of 4th order at both ends. */
static double analog_power(int band, double freq_hz)
{
  const double high = pow(band_info[band].low_hz / freq_hz, 4.0);
  const double low = pow(freq_hz / band_info[band].high_hz, 4.0);
  return 1.0 / ((1.0 + high) * (1.0 + high) * (1.0 + low) * (1.0 + low));
}

/** -6.02 dB, less what the other edge takes away. Seen to fail with Q of 1. */
static void edges_are_6_db_down(void **state)
{
  (void)state;
  double worst_db = 0.0;
  for (int r = 0; r < RATES; ++r) {
    set_up(rates_hz[r]);
    for (int band = 0; band < BAND_COUNT; ++band) {
      const double edge_hz[2] = {band_info[band].low_hz, band_info[band].high_hz};
      for (int k = 0; k < 2; ++k) {
        if (edge_hz[k] < 0.35 * rates_hz[r]) {
          const double wanted_db = to_db(analog_power(band, edge_hz[k]));
          const double off_db = to_db(crossover_power(&crossover, band, edge_hz[k])) - wanted_db;
          worst_db = fmax(worst_db, fabs(off_db));
          assert_true(wanted_db < -6.0 && wanted_db > -6.6);
        }
      }
    }
  }
  print_message("edges at -6.02 dB, less what the band's other edge takes, within %.3f dB\n",
                worst_db);
  assert_true(worst_db < 0.15);
}

/** 24 dB an octave. */
static void slopes_are_of_4th_order(void **state)
{
  (void)state;
  set_up(192000.0);
  const double below_db = to_db(crossover_power(&crossover, BAND_MID, 125.0)) -
                          to_db(crossover_power(&crossover, BAND_MID, 62.5));
  const double above_db = to_db(crossover_power(&crossover, BAND_LOW, 1000.0)) -
                          to_db(crossover_power(&crossover, BAND_LOW, 2000.0));
  print_message("from 125 to 62 Hz below 500 Hz: %.2f dB; from 1 to 2 kHz above 250 Hz: %.2f dB\n",
                below_db, above_db);
  assert_true(fabs(below_db - 24.0) < 0.5);
  assert_true(above_db > 23.5 && above_db < 28.0); /* the lower rate steepens it */
}

/** Mean squares of half a second of a sine on left, and half its amplitude on right, settled. */
static void measure_sine(double freq_hz, float energy[CROSSOVER_BANDS])
{
  const double rate_hz = crossover.stream[STREAM_FULL].rate_hz;
  const uint32_t n = (uint32_t)(0.5 * rate_hz);
  float *left = malloc(n * sizeof *left);
  float *right = malloc(n * sizeof *right);
  crossover_clear(&crossover);
  for (int pass = 0; pass < 2; ++pass) {
    for (uint32_t i = 0; i < n; ++i) {
      left[i] = (float)sin(TAU * freq_hz * (double)(i + (uint32_t)pass * n) / rate_hz);
      right[i] = 0.5f * left[i];
    }
    listen(left, right, n, EAR_MAX_FRAMES);
    crossover_take(&crossover, energy);
  }
  free(left);
  free(right);
}

static void sines_measure_what_the_response_says(void **state)
{
  (void)state;
  for (int r = 0; r < RATES; ++r) {
    double worst_db = 0.0;
    set_up(rates_hz[r]);
    for (double freq_hz = 24.0; freq_hz < fmin(0.45 * rates_hz[r], 19000.0); freq_hz *= 1.7) {
      float energy[CROSSOVER_BANDS];
      measure_sine(freq_hz, energy);
      for (int band = 0; band < CROSSOVER_BANDS; ++band) {
        const double wanted_db = to_db(crossover_power(&crossover, band, freq_hz));
        const double db = to_db((double)energy[band] / (0.5 * 0.5 * 1.25));
        if (wanted_db > -70.0) {
          worst_db = fmax(worst_db, fabs(db - wanted_db));
        }
      }
    }
    print_message("%6.0f Hz: sines within %.3f dB of the response\n", rates_hz[r], worst_db);
    assert_true(worst_db < 0.1);
  }
}

/** What lies above the ear's range is told apart by a steep crossover at 10 kHz. */
static void the_top_is_told_apart(void **state)
{
  (void)state;
  for (double rate_hz = 44100.0; rate_hz < 200000.0; rate_hz *= 2.0) {
    set_up(rate_hz);
    const double at_edge_db = to_db(crossover_power(&crossover, CROSSOVER_ABOVE, HEARD_TOP_HZ));
    const double below_db = to_db(crossover_power(&crossover, CROSSOVER_ABOVE, 6000.0));
    const double inside_db = to_db(crossover_power(&crossover, CROSSOVER_ABOVE, 14000.0));
    print_message("%6.0f Hz: %.1f dB at 6 kHz, %.1f at 10 kHz, %.1f at 14 kHz\n", rate_hz, below_db,
                  at_edge_db, inside_db);
    assert_true(below_db < -25.0);
    assert_true(fabs(at_edge_db + 3.3) < 0.5);
    assert_true(inside_db > -1.5);
  }
}

/** The bands' energies add up to the whole, except around the edges: there two bands, each 6 dB
    down, hold half of the energy. */
static void bands_of_pink_noise_add_up(void **state)
{
  (void)state;
  for (int r = 0; r < RATES; ++r) {
    set_up(rates_hz[r]);
    const double top_hz = fmin(20000.0, 0.48 * rates_hz[r]);
    double whole = 0.0;
    double sum = 0.0;
    for (double freq_hz = 20.0; freq_hz < top_hz; freq_hz *= 1.005) { /* as much in each */
      whole += 1.0;
      for (int band = 0; band < BAND_COUNT; ++band) {
        sum += crossover_power(&crossover, band, freq_hz);
      }
    }
    const double off_db = to_db(sum / whole);
    print_message("%6.0f Hz: the bands of pink noise add up to %.2f dB of it\n", rates_hz[r],
                  off_db);
    assert_true(off_db < 0.0 && off_db > -2.0);
  }
}

/** Seen to fail with the sums divided by the frames of the last call alone. */
static void any_cut_gives_the_same_bits(void **state)
{
  (void)state;
  enum { N = 2000 };
  static float x[2][N];
  float wanted[CROSSOVER_BANDS];
  uint64_t seed = 9;
  for (int i = 0; i < 2 * N; ++i) {
    x[i / N][i % N] = (float)noise_next(&seed);
  }
  set_up(44100.0);
  listen(x[0], x[1], N, EAR_MAX_FRAMES);
  crossover_take(&crossover, wanted);
  for (uint32_t cut = 1; cut < EAR_MAX_FRAMES; ++cut) {
    float energy[CROSSOVER_BANDS];
    crossover_clear(&crossover);
    ear_clear(&ear);
    listen(x[0], x[1], N, cut);
    crossover_take(&crossover, energy);
    assert_memory_equal(energy, wanted, sizeof wanted);
  }
}

static void bands_above_nyquist_are_empty(void **state)
{
  (void)state;
  float energy[CROSSOVER_BANDS];
  set_up(8000.0);
  measure_sine(3000.0, energy);
  assert_true(energy[BAND_HIGH_MID] > 0.1f);
  assert_true(energy[BAND_HIGH] == 0.0f && energy[CROSSOVER_ABOVE] == 0.0f);
}

/** No tail of denormals: seen to fail without tidy(). */
static void silence_ends_in_nothing(void **state)
{
  (void)state;
  static const float silence[4410];
  float energy[CROSSOVER_BANDS];
  set_up(44100.0);
  measure_sine(100.0, energy);
  for (int hop = 0; hop < 100; ++hop) {
    listen(silence, silence, 4410, EAR_MAX_FRAMES);
    crossover_take(&crossover, energy);
  }
  for (int i = 0; i < STREAM_COUNT; ++i) {
    for (int k = 0; k < BAND_SECTIONS; ++k) {
      for (int lane = 0; lane < BAND_LANES; ++lane) {
        assert_true(crossover.stream[i].lanes.s1[k][lane] == 0.0f);
        assert_true(crossover.stream[i].lanes.s2[k][lane] == 0.0f);
      }
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(edges_are_6_db_down),
      cmocka_unit_test(slopes_are_of_4th_order),
      cmocka_unit_test(sines_measure_what_the_response_says),
      cmocka_unit_test(the_top_is_told_apart),
      cmocka_unit_test(bands_of_pink_noise_add_up),
      cmocka_unit_test(any_cut_gives_the_same_bits),
      cmocka_unit_test(bands_above_nyquist_are_empty),
      cmocka_unit_test(silence_ends_in_nothing),
  };
  return cmocka_run_group_tests_name("crossover", tests, NULL, NULL);
}
