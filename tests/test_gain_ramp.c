/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Gain ramps and the bypass fade.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "plugin/gain_ramp.h"

#define N 1000

static void fill(float *buffer, float value)
{
  for (int i = 0; i < N; ++i) {
    buffer[i] = value;
  }
}

/** With dry 0 and wet 1, the output is the gain itself. */
static void fade(GainRamp *ramp, float *buffer, int n_frames)
{
  float zeros[N] = {0.0f};
  float ones[N];
  fill(ones, 1.0f);
  gain_ramp_mix(ramp, (float *const[]){zeros}, (float *const[]){ones}, (float *const[]){buffer}, 1,
                (uint32_t)n_frames);
}

static void test_ramp_is_straight_and_lands_exactly(void **state)
{
  (void)state;
  GainRamp ramp;
  float buffer[N];
  gain_ramp_jump(&ramp, 0.0);
  gain_ramp_to(&ramp, 1.0, 700);
  fade(&ramp, buffer, N);
  double worst = 0.0;
  for (int i = 0; i < 700; ++i) {
    worst = fmax(worst, fabs((double)buffer[i] - (i + 1) / 700.0));
  }
  print_message("off the straight line by %.2g\n", worst);
  assert_true(worst < 1e-7);
  assert_true(gain_ramp_stands_at(&ramp, 1.0));
  assert_float_equal(buffer[999], 1.0f, 0.0f);
}

static void test_scaling_follows_the_line(void **state)
{
  (void)state;
  GainRamp ramp;
  float whole[N];
  float cut[N];
  for (int way = 0; way < 2; ++way) {
    float *to = way ? cut : whole;
    gain_ramp_jump(&ramp, 0.25);
    gain_ramp_to(&ramp, 0.9, 700);
    fill(to, 0.7f);
    for (int at = 0, n = way ? 9 : N; at < N; at += n) {
      gain_ramp_scale(&ramp, (float *const[]){to + at}, 1, (uint32_t)(N - at < n ? N - at : n));
    }
  }
  double worst = 0.0;
  for (int i = 0; i < N; ++i) {
    const double gain = i < 700 ? 0.25 + 0.65 * (i + 1) / 700.0 : 0.9;
    worst = fmax(worst, fabs((double)whole[i] - gain * (double)0.7f));
  }
  print_message("off the straight line by %.2g\n", worst);
  assert_true(worst < 1e-7);
  assert_memory_equal(whole, cut, sizeof whole);
}

static void test_cutting_changes_no_bit(void **state)
{
  (void)state;
  float whole[N];
  float cut[N];
  GainRamp a;
  GainRamp b;
  gain_ramp_jump(&a, 0.1);
  gain_ramp_jump(&b, 0.1);
  gain_ramp_to(&a, 0.9, 777);
  gain_ramp_to(&b, 0.9, 777);
  fade(&a, whole, N);
  for (int at = 0; at < N; at += 9) {
    fade(&b, cut + at, N - at < 9 ? N - at : 9);
  }
  assert_memory_equal(whole, cut, sizeof whole);
}

static void test_unity_and_ends_of_the_mix_keep_the_bits(void **state)
{
  (void)state;
  float dry_buffer[N];
  float wet_buffer[N];
  float out_buffer[N];
  for (int i = 0; i < N; ++i) {
    dry_buffer[i] = i % 2 ? -0.0f : 1e-38f * (float)i;
    wet_buffer[i] = (float)i;
  }
  dry_buffer[7] = NAN;
  float *dry[1] = {dry_buffer};
  float *wet[1] = {wet_buffer};
  float *out[1] = {out_buffer};
  GainRamp ramp;
  gain_ramp_jump(&ramp, 0.0);
  gain_ramp_mix(&ramp, dry, wet, out, 1, N);
  assert_memory_equal(out_buffer, dry_buffer, sizeof dry_buffer);
  gain_ramp_jump(&ramp, 1.0);
  gain_ramp_mix(&ramp, dry, wet, out, 1, N);
  assert_memory_equal(out_buffer, wet_buffer, sizeof wet_buffer);
  gain_ramp_scale(&ramp, out, 1, N);
  assert_memory_equal(out_buffer, wet_buffer, sizeof wet_buffer);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ramp_is_straight_and_lands_exactly),
      cmocka_unit_test(test_scaling_follows_the_line),
      cmocka_unit_test(test_cutting_changes_no_bit),
      cmocka_unit_test(test_unity_and_ends_of_the_mix_keep_the_bits),
  };
  return cmocka_run_group_tests_name("gain_ramp", tests, NULL, NULL);
}
