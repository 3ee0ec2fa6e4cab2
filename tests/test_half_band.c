/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The half-band filters: what they promise to pass and to stop, and that the sound
 * comes out as the response says.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/half_band.h"
#include "dsp/kernels/kernels.h"

#define TAU 6.283185307179586

static void passes_and_stops_as_promised(void **state)
{
  (void)state;
  static const struct {
    HalfBandKind kind;
    double stop_from; /* fraction of the input rate */
    double stop_db;
  } promises[] = {{HALF_BAND_RELAXED, 0.363, -57.5}, {HALF_BAND_STEEP, 0.27325, -78.0}};
  for (int p = 0; p < 2; ++p) {
    double worst_pass_db = 0.0;
    double worst_stop_db = -300.0;
    for (double fraction = 0.0; fraction <= 0.5 - promises[p].stop_from; fraction += 1e-4) {
      const double pass = half_band_power(promises[p].kind, fraction);
      const double stop = half_band_power(promises[p].kind, 0.5 - fraction);
      worst_pass_db = fmax(worst_pass_db, fabs(10.0 * log10(pass)));
      worst_stop_db = fmax(worst_stop_db, 10.0 * log10(stop + 1e-30));
    }
    print_message("kind %d: passes within %.2g dB, stops to %.2f dB\n", p, worst_pass_db,
                  worst_stop_db);
    assert_true(worst_pass_db < 1e-4);
    assert_true(worst_stop_db < promises[p].stop_db);
  }
}

static void sines_come_out_as_the_response_says(void **state)
{
  (void)state;
  enum { N_FRAMES = 16000, SETTLED = 2000 };
  static float io[2 * N_FRAMES];
  static float halved[N_FRAMES];
  for (int kind = HALF_BAND_RELAXED; kind <= HALF_BAND_STEEP; ++kind) {
    double worst_db = 0.0;
    for (double fraction = 0.0213; fraction < 0.49; fraction += 0.0333) {
      HalfBand half_band;
      half_band_init(&half_band, (HalfBandKind)kind);
      for (int i = 0; i < N_FRAMES; ++i) {
        io[2 * i] = (float)sin(TAU * fraction * i);
        io[2 * i + 1] = 0.5f * io[2 * i];
      }
      const LevelTask task = {.half_band = &half_band, .stereo = io, .halved = halved};
      kernels_best()->run_subbands(&task, N_FRAMES);
      double sum = 0.0;
      for (int i = SETTLED; i < N_FRAMES / 2; ++i) {
        sum += 2.0 * (double)halved[2 * i] * (double)halved[2 * i];
        assert_true(halved[2 * i + 1] == 0.5f * halved[2 * i]); /* the channels do not mix */
      }
      const double wanted_db = 10.0 * log10(half_band_power((HalfBandKind)kind, fraction));
      const double level_db = 10.0 * log10(sum / ((double)N_FRAMES / 2.0 - SETTLED));
      if (wanted_db > -90.0) {
        worst_db = fmax(worst_db, fabs(level_db - wanted_db));
      }
    }
    print_message("kind %d: sines within %.4f dB\n", kind, worst_db);
    assert_true(worst_db < 0.05);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(passes_and_stops_as_promised),
      cmocka_unit_test(sines_come_out_as_the_response_says),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
