/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The peaks that the sound path tells, while its gain moves, against a meter of the output itself.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "dsp/grid.h"
#include "dsp/portable_math.h"
#include "plugin/sound_path.h"
#include "tests/support_spectrum.h"

#define RATE_HZ 48000.0
#define N_HOPS 40

enum { TICK_FRAMES = 75, HOP_FRAMES = TICKS_PER_HOP * TICK_FRAMES };

/* The largest difference of the peak told in a hop, while the gain moves at this speed. */
static double worst_db(double db_per_s)
{
  static const double flat_db[BAND_COUNT];
  static SoundPath path;
  TruePeak meter;
  uint64_t seed = 5;
  double gain_db = 6.0;
  double worst = 0.0;
  sound_path_init(&path, RATE_HZ, 1);
  sound_path_jump(&path, flat_db, gain_db);
  true_peak_init(&meter);
  for (int hop = 0; hop < N_HOPS; ++hop) {
    for (int tick = 0; tick < TICKS_PER_HOP; ++tick) {
      float x[TICK_FRAMES];
      for (int i = 0; i < TICK_FRAMES; ++i) {
        x[i] = (float)(0.5 * noise_next(&seed));
      }
      gain_db -= db_per_s / TICKS_PER_SECOND;
      sound_path_ramp(&path, flat_db, gain_db, TICK_FRAMES);
      sound_path_process(&path, (const float *const[]){x}, (float *const[]){x}, TICK_FRAMES);
      true_peak_process(&meter, (const float *const[]){x}, 1, TICK_FRAMES);
    }
    const double told = sound_path_take_peaks(&path).out;
    const double real = (double)true_peak_take(&meter);
    worst = fmax(worst, fabs(power_to_db(told * told) - power_to_db(real * real)));
  }
  return worst;
}

static void test_the_peak_told_is_that_of_the_output(void **state)
{
  (void)state;
  static const double db_per_s[] = {0.0, 0.5, 0.9, 1.1, 2.0, 6.0, 18.0};
  for (size_t i = 0; i < sizeof db_per_s / sizeof db_per_s[0]; ++i) {
    const double off_db = worst_db(db_per_s[i]);
    print_message("%4.1f dB a second: off by %.4f dB at most\n", db_per_s[i], off_db);
    assert_true(off_db <= 0.1);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_peak_told_is_that_of_the_output),
  };
  return cmocka_run_group_tests_name("sound_path", tests, NULL, NULL);
}
