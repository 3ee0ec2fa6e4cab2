/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The half-band filter: what it promises to pass and to stop, that the sound comes out as
 * the response says, and that the cut of the stream does not matter.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/half_band.h"
#include "tests/support_spectrum.h"

#define TAU 6.283185307179586

static void passes_and_stops_as_promised(void **state)
{
  (void)state;
  const double stop_from = 0.27325; /* fraction of the input rate */
  double worst_pass_db = 0.0;
  double worst_stop_db = -300.0;
  for (double fraction = 0.0; fraction <= 0.5 - stop_from; fraction += 1e-4) {
    const double pass = half_band_power(fraction);
    const double stop = half_band_power(0.5 - fraction);
    worst_pass_db = fmax(worst_pass_db, fabs(10.0 * log10(pass)));
    worst_stop_db = fmax(worst_stop_db, 10.0 * log10(stop + 1e-30));
  }
  print_message("passes within %.2g dB, stops to %.2f dB\n", worst_pass_db, worst_stop_db);
  assert_true(worst_pass_db < 1e-4);
  assert_true(worst_stop_db < -78.0);
}

static void sines_come_out_as_the_response_says(void **state)
{
  (void)state;
  enum { N_FRAMES = 16000, SETTLED = 2000 };
  static float left[N_FRAMES];
  static float right[N_FRAMES];
  double worst_db = 0.0;
  for (double fraction = 0.0213; fraction < 0.49; fraction += 0.0333) {
    HalfBand half_band;
    half_band_init(&half_band);
    for (int i = 0; i < N_FRAMES; ++i) {
      left[i] = (float)sin(TAU * fraction * i);
      right[i] = 0.5f * left[i];
    }
    float *const frames[2] = {left, right};
    const uint32_t n_out =
        half_band_process(&half_band, (const float *const *)frames, frames, N_FRAMES);
    assert_int_equal(n_out, N_FRAMES / 2);
    double sum = 0.0;
    for (int i = SETTLED; i < N_FRAMES / 2; ++i) {
      sum += 2.0 * (double)left[i] * (double)left[i];
      assert_true(right[i] == 0.5f * left[i]); /* the channels do not mix */
    }
    const double wanted_db = 10.0 * log10(half_band_power(fraction));
    const double level_db = 10.0 * log10(sum / ((double)N_FRAMES / 2.0 - SETTLED));
    if (wanted_db > -90.0) {
      worst_db = fmax(worst_db, fabs(level_db - wanted_db));
    }
  }
  print_message("sines within %.4f dB\n", worst_db);
  assert_true(worst_db < 0.05);
}

/** Seen to fail with the frame that waits dropped at the end of a call. */
static void any_cut_gives_the_same_bits(void **state)
{
  (void)state;
  enum { N_FRAMES = 501 };
  float wanted[2][N_FRAMES] = {{0.0f}};
  HalfBand half_band;
  for (uint32_t cut = N_FRAMES; cut > 0; --cut) {
    float frames[2][N_FRAMES];
    uint32_t n_out = 0;
    uint64_t seed = 5;
    for (int i = 0; i < 2 * N_FRAMES; ++i) {
      frames[i / N_FRAMES][i % N_FRAMES] = (float)noise_next(&seed);
    }
    float halved[2][N_FRAMES];
    half_band_init(&half_band);
    for (uint32_t at = 0; at < N_FRAMES; at += cut) {
      const uint32_t n = N_FRAMES - at < cut ? N_FRAMES - at : cut;
      float *const piece[2] = {frames[0] + at, frames[1] + at};
      const uint32_t n_here = half_band_process(&half_band, (const float *const *)piece, piece, n);
      for (int channel = 0; channel < 2; ++channel) {
        memcpy(halved[channel] + n_out, piece[channel], n_here * sizeof(float));
      }
      n_out += n_here;
    }
    assert_int_equal(n_out, N_FRAMES / 2);
    for (int channel = 0; channel < 2; ++channel) {
      if (cut == N_FRAMES) {
        memcpy(wanted[channel], halved[channel], n_out * sizeof(float));
      }
      assert_memory_equal(halved[channel], wanted[channel], n_out * sizeof(float));
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(passes_and_stops_as_promised),
      cmocka_unit_test(sines_come_out_as_the_response_says),
      cmocka_unit_test(any_cut_gives_the_same_bits),
  };
  return cmocka_run_group_tests_name("half_band", tests, NULL, NULL);
}
