/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The gate over made-up hop levels.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/band_history.h"
#include "dsp/gate.h"
#include "dsp/portable_math.h"

static bool pass_db(Gate *gate, double level_db)
{
  return gate_pass(gate, db_to_power(level_db));
}

/** Hops of n at a level that pass. */
static int count_passes(Gate *gate, double level_db, int n)
{
  int passes = 0;
  for (int i = 0; i < n; ++i) {
    passes += pass_db(gate, level_db);
  }
  return passes;
}

/** Music at −20 dB that moves by ±6 dB. */
static Gate gate_after_music(int n_hops)
{
  Gate gate;
  gate_reset(&gate);
  for (int i = 0; i < n_hops; ++i) {
    assert_true(pass_db(&gate, -20.0 + 6.0 * ((i % 3) - 1)));
  }
  return gate;
}

static void silence_never_passes(void **state)
{
  (void)state;
  Gate gate;
  gate_reset(&gate);
  assert_int_equal(count_passes(&gate, -80.1, 1000), 0);
  assert_false(gate_pass(&gate, 0.0));
  assert_false(gate_pass(&gate, (double)NAN));
  assert_true(pass_db(&gate, -79.9));
  gate = gate_after_music(50);
  assert_int_equal(count_passes(&gate, -90.0, 1000), 0);
  assert_true(pass_db(&gate, -20.0)); /* and it forgets nothing meanwhile */
  assert_true(fabs(gate.reference_db + 20.0) < 0.2);
}

static void twenty_db_below_is_held_back(void **state)
{
  (void)state;
  Gate gate = gate_after_music(300);
  print_message("reference %.3f dB\n", gate.reference_db);
  assert_true(fabs(gate.reference_db + 20.0) < 0.05);
  const double edge_db = gate.reference_db + GATE_RELATIVE_DB;
  assert_false(pass_db(&gate, edge_db - 0.01));
  assert_true(pass_db(&gate, edge_db + 0.01));
}

static void a_fade_out_freezes(void **state)
{
  (void)state;
  /* 6 dB a second for 11 s: what passes ends about 20 dB down. */
  Gate gate = gate_after_music(300);
  double last_passed_db = 0.0;
  for (int hop = 0; hop < 110; ++hop) {
    const double level_db = -20.0 - 0.6 * hop;
    if (pass_db(&gate, level_db)) {
      last_passed_db = level_db;
    }
  }
  print_message("last hop of the fade that passed: %.1f dB below the music\n",
                -20.0 - last_passed_db);
  assert_true(last_passed_db > -42.5);
  assert_true(pass_db(&gate, -20.0));
}

static void quieter_music_is_taken_after_8_seconds(void **state)
{
  (void)state;
  Gate gate = gate_after_music(300);
  assert_int_equal(count_passes(&gate, -60.0, GATE_PATIENCE_HOPS - 1), 0);
  assert_int_equal(count_passes(&gate, -60.0, 100), 100);
  assert_true(fabs(gate.reference_db + 60.0) < 1e-9);
  /* Silence in between starts the wait anew. */
  gate = gate_after_music(300);
  assert_int_equal(count_passes(&gate, -60.0, GATE_PATIENCE_HOPS - 1), 0);
  assert_int_equal(count_passes(&gate, -100.0, 1), 0);
  assert_int_equal(count_passes(&gate, -60.0, GATE_PATIENCE_HOPS - 1), 0);
}

static void a_wild_hop_closes_nothing(void **state)
{
  (void)state;
  for (int n_before = 1; n_before <= HISTORY_HOPS; n_before *= 2) {
    Gate gate = gate_after_music(n_before);
    assert_true(gate_pass(&gate, 1e30));
    assert_int_equal(count_passes(&gate, -26.0, 100), 100);
  }
}

static void a_fader_changes_nothing(void **state)
{
  (void)state;
  Gate plain;
  Gate louder;
  gate_reset(&plain);
  gate_reset(&louder);
  uint32_t seed = 7;
  int n_held = 0;
  for (int hop = 0; hop < 5000; ++hop) {
    seed = seed * 1664525u + 1013904223u;
    const double depth = (double)(seed >> 8) / 16777216.0;
    const double level_db = -30.0 - 48.0 * depth * depth;
    const bool passed = pass_db(&plain, level_db);
    n_held += !passed;
    assert_true(passed == pass_db(&louder, level_db + 14.0));
  }
  print_message("%d of 5000 hops held back, the same 14 dB louder\n", n_held);
  assert_true(n_held > 100);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(silence_never_passes),
      cmocka_unit_test(twenty_db_below_is_held_back),
      cmocka_unit_test(a_fade_out_freezes),
      cmocka_unit_test(quieter_music_is_taken_after_8_seconds),
      cmocka_unit_test(a_wild_hop_closes_nothing),
      cmocka_unit_test(a_fader_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
