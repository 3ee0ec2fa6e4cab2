/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser while it moves: it ends where it is told to, and makes no click on the way.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "dsp/glide.h"
#include "dsp/grid.h"
#include "tests/support_equalizer.h"

#define MAKEUP_DB 3.0

static void lands_on_the_end(void **state)
{
  (void)state;
  static const double to_db[BAND_COUNT] = {-3.0, 8.0, -2.0, 0.0, -12.0};
  float x[512] = {0};
  Equalizer eq;
  equalizer_init(&eq, 48000.0);
  equalizer_ramp(&eq, to_db, 75);
  process_mono(&eq, x, 74);
  assert_true(eq.cascade.now.c1[0][0] != eq.end[0].c1);
  process_mono(&eq, x, 1);
  for (int i = 0; i < SHELF_COUNT; ++i) {
    assert_true(eq.cascade.now.c1[i][0] == eq.end[i].c1);
    assert_true(eq.cascade.now.a2[i][1] == eq.end[i].a2);
  }
}

/** A sine through sections that all glide between -depth and depth dB and back at 6 dB a second,
    the fastest that the glide control allows, with the real Glide on its grid. A gain of all
    sections glides the other way. */
static double gliding_worst_db(double rate_hz, const double to_db[BAND_COUNT], double freq_hz)
{
  const uint32_t n_frames = 1u << 18; /* 5.5 s at 48 kHz */
  float *x = new_sine(n_frames, freq_hz, -6.0, rate_hz);
  double *amplitude = malloc((n_frames / 2) * sizeof *amplitude);
  Equalizer eq;
  Glide glide[BAND_COUNT];
  double gain_db[BAND_COUNT];
  equalizer_init(&eq, rate_hz);
  for (int band = 0; band < BAND_COUNT; ++band) {
    gain_db[band] = MAKEUP_DB - to_db[band];
    glide_jump(&glide[band], -to_db[band]);
  }
  Glide makeup;
  glide_jump(&makeup, MAKEUP_DB);
  equalizer_jump(&eq, gain_db);
  const double frames_per_tick = rate_hz / TICKS_PER_SECOND;
  uint32_t at = 0;
  for (int tick = 0; at < n_frames; ++tick) {
    uint32_t next = (uint32_t)((tick + 1) * frames_per_tick);
    next = next < n_frames ? next : n_frames;
    const double sign = (tick / 1500) % 2 == 0 ? 1.0 : -1.0;
    if (tick > 700) { /* the start of the sine has rung out */
      const double makeup_db = glide_tick(&makeup, -sign * MAKEUP_DB, 6.0);
      for (int band = 0; band < BAND_COUNT; ++band) {
        gain_db[band] = makeup_db + glide_tick(&glide[band], sign * to_db[band], 6.0);
      }
    }
    equalizer_ramp(&eq, gain_db, next - at);
    process_mono(&eq, x + at, next - at);
    at = next;
  }
  double worst_db = -400.0;
  const int length = 1 << 16;
  for (uint32_t from = 1u << 14; from + (uint32_t)length <= n_frames;
       from += (uint32_t)length / 4) {
    spectrum_amplitude(x + from, length, amplitude);
    worst_db = fmax(worst_db, spectrum_worst_db(amplitude, length, rate_hz, freq_hz, 100.0));
  }
  free(x);
  free(amplitude);
  return worst_db;
}

static void moves_in_silence(void **state)
{
  (void)state;
  static const double to_db[][BAND_COUNT] = {{6.0, 6.0, 6.0, 6.0, 6.0},
                                             {6.0, -6.0, 6.0, -6.0, 6.0},
                                             {0.0, 0.0, 6.0, 0.0, 0.0},
                                             {20.0, -20.0, 15.0, -20.0, 20.0},
                                             {28.0, -28.0, 20.0, -28.0, 28.0}};
  static const double rate_hz[] = {44100.0, 48000.0, 96000.0};
  for (size_t r = 0; r < sizeof rate_hz / sizeof rate_hz[0]; ++r) {
    for (size_t i = 0; i < sizeof to_db / sizeof to_db[0]; ++i) {
      const double worst_db = gliding_worst_db(rate_hz[r], to_db[i], 1000.0);
      print_message("%6.0f Hz, sections to %+.0f %+.0f %+.0f %+.0f %+.0f dB and back: worst "
                    "beyond 1 kHz +-100 Hz %.1f dBFS\n",
                    rate_hz[r], to_db[i][0], to_db[i][1], to_db[i][2], to_db[i][3], to_db[i][4],
                    worst_db);
      assert_true(worst_db < -100.0);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lands_on_the_end),
      cmocka_unit_test(moves_in_silence),
  };
  return cmocka_run_group_tests_name("equalizer_glide", tests, NULL, NULL);
}
