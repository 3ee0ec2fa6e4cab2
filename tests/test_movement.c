/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The figures of movement over made-up frames: what they must not see, and what they must.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/movement.h"

#define FIGURES ((int)(sizeof(Movement) / sizeof(float)))

/** An irregular level (dB) of a narrow band in the frame-th frame. */
static double level_db(int frame, int part)
{
  const int hop = frame / FRAMES_PER_HOP;
  return -30.0 - part + 6.0 * sin(0.7 * hop + part) + 4.0 * sin(0.31 * frame * (1 + part % 3)) +
         (hop % 5 == 0 ? 5.0 : 0.0);
}

typedef float Frames[FRAMES_PER_HOP][HEARD_PARTS];

static void fill(Frames frame, int hop, const double offset_db[HEARD_PARTS])
{
  for (int f = 0; f < FRAMES_PER_HOP; ++f) {
    for (int part = 0; part < HEARD_PARTS; ++part) {
      const double db = level_db(hop * FRAMES_PER_HOP + f, part);
      frame[f][part] = (float)pow(10.0, 0.1 * (db + (offset_db ? offset_db[part] : 0.0)));
    }
  }
}

static double largest_difference(const Movement *a, const Movement *b)
{
  double largest = 0.0;
  for (int i = 0; i < FIGURES; ++i) {
    const double x = (double)((const float *)a)[i];
    const double y = (double)((const float *)b)[i];
    largest = fmax(largest, fabs(x - y) / (1.0 + fabs(x)));
  }
  return largest;
}

/** Neither fader nor equaliser, if it is even within each narrow band. Seen to fail with the
    sub-band's energy divided by its own mean, instead of each narrow band's. */
static void a_gain_of_each_narrow_band_changes_nothing(void **state)
{
  (void)state;
  static MovementTracker plain;
  static MovementTracker coloured;
  double offset_db[HEARD_PARTS];
  double largest = 0.0;
  for (int part = 0; part < HEARD_PARTS; ++part) {
    offset_db[part] = -20.0 + 9.0 * (part * 7 % 5);
  }
  movement_clear(&plain);
  movement_clear(&coloured);
  for (int hop = 0; hop < 100; ++hop) {
    Frames frame;
    Movement a;
    Movement b;
    fill(frame, hop, NULL);
    movement_add(&plain, (const float(*)[HEARD_PARTS])frame, &a);
    fill(frame, hop, offset_db);
    movement_add(&coloured, (const float(*)[HEARD_PARTS])frame, &b);
    largest = fmax(largest, largest_difference(&a, &b));
  }
  print_message("largest difference after -20 ... +16 dB: %.2g\n", largest);
  assert_true(largest < 1e-4);
}

/** The level of every sub-band goes up and down by 3 dB, hop by hop. */
static void known_figures_come_out(void **state)
{
  (void)state;
  static MovementTracker tracker;
  Movement movement;
  movement_clear(&tracker);
  for (int hop = 0; hop < 400; ++hop) {
    Frames frame;
    for (int i = 0; i < FRAMES_PER_HOP * HEARD_PARTS; ++i) {
      frame[i / HEARD_PARTS][i % HEARD_PARTS] = (float)pow(10.0, hop % 2 ? -1.7 : -2.3);
    }
    movement_add(&tracker, (const float(*)[HEARD_PARTS])frame, &movement);
  }
  print_message("a hop 6 dB up: step %.3f dB (6), over 2 hops %.3f (0); over 1, 2, 4 frames %.3f "
                "%.3f %.3f dB (0.75, 1.5, 3); onsets %.4f (0.25)\n",
                (double)movement.step[0][3], (double)movement.step[1][3],
                (double)movement.fast_step[0][3], (double)movement.fast_step[1][3],
                (double)movement.fast_step[2][3], (double)movement.onset[3]);
  assert_true(fabs((double)movement.step[0][3] - 6.0) < 0.1);
  assert_true(fabs((double)movement.step[1][3]) < 0.1);
  for (int k = 0; k < FAST_STEPS; ++k) {
    assert_true(fabs((double)movement.fast_step[k][3] - 0.75 * (1 << k)) < 0.05);
  }
  assert_true(fabs((double)movement.onset[3] - 0.25) < 0.02);
  assert_true(fabs((double)movement.square[5] - 36.0) < 1.0);
  assert_true(fabs((double)movement.cube[5] - 216.0) < 8.0);
  assert_true(fabs((double)movement.pair[7] - 36.0) < 1.0);      /* together */
  assert_true(fabs((double)movement.follow[2][9] + 36.0) < 1.0); /* and back */
  assert_true(fabs((double)movement.rise[0] - 6.0) < 0.1);
  assert_true(fabs((double)movement.rhythm[1] - 36.0) < 1.0); /* every second hop */
  assert_true(fabs((double)movement.rhythm[0]) < 0.1);
  assert_true(fabs((double)(movement.common[0] / movement.common[1]) - 1.0) < 1e-3);
}

/** A file with a rate of 16 kHz has no sound above 8 kHz. */
static void a_subband_above_nyquist_moves_as_its_neighbour(void **state)
{
  (void)state;
  static MovementTracker tracker;
  Movement movement;
  const int top = subband_first_part(HEARD_COUNT - 1);
  movement_clear(&tracker);
  for (int hop = 0; hop < 60; ++hop) {
    Frames frame;
    fill(frame, hop, NULL);
    for (int f = 0; f < FRAMES_PER_HOP; ++f) {
      for (int part = top; part < HEARD_PARTS; ++part) {
        frame[f][part] = 0.0f;
      }
    }
    movement_add(&tracker, (const float(*)[HEARD_PARTS])frame, &movement);
    for (int k = 0; k < SLOW_STEPS; ++k) {
      assert_true(movement.step[k][HEARD_COUNT - 1] == movement.step[k][HEARD_COUNT - 2]);
    }
    assert_true(movement.fast_step[2][HEARD_COUNT - 1] == movement.fast_step[2][HEARD_COUNT - 2]);
  }
}

static void a_louder_hop_in_one_subband_is_seen_there_alone(void **state)
{
  (void)state;
  static MovementTracker tracker;
  static MovementTracker other;
  Movement movement;
  Movement moved;
  Frames frame;
  movement_clear(&tracker);
  for (int hop = 0; hop < 60; ++hop) {
    fill(frame, hop, NULL);
    movement_add(&tracker, (const float(*)[HEARD_PARTS])frame, &movement);
  }
  other = tracker;
  fill(frame, 60, NULL);
  movement_add(&tracker, (const float(*)[HEARD_PARTS])frame, &movement);
  double offset_db[HEARD_PARTS] = {0.0};
  for (int k = 0; k < subband_info[6].n_parts; ++k) {
    offset_db[subband_first_part(6) + k] = 10.0;
  }
  fill(frame, 60, offset_db);
  movement_add(&other, (const float(*)[HEARD_PARTS])frame, &moved);
  for (int i = 0; i < HEARD_COUNT; ++i) {
    const double difference_db = 10.0 * (double)(moved.level[0][i] - movement.level[0][i]);
    assert_true(i == 6 ? difference_db > 8.0 && difference_db < 10.0 : fabs(difference_db) < 1e-5);
  }
}

static void any_energies_stay_finite(void **state)
{
  (void)state;
  static const float odd[] = {0.0f, 1e-30f, 1e-8f, 1.0f, 1e8f};
  static MovementTracker tracker;
  uint32_t seed = 5;
  movement_clear(&tracker);
  for (int hop = 0; hop < 2000; ++hop) {
    Frames frame;
    Movement movement;
    for (int i = 0; i < FRAMES_PER_HOP * HEARD_PARTS; ++i) {
      seed = seed * 1664525u + 1013904223u;
      frame[i / HEARD_PARTS][i % HEARD_PARTS] = odd[(seed >> 20) % 5];
    }
    movement_add(&tracker, (const float(*)[HEARD_PARTS])frame, &movement);
    for (int i = 0; i < FIGURES; ++i) {
      assert_true(isfinite(((const float *)&movement)[i]));
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_gain_of_each_narrow_band_changes_nothing),
      cmocka_unit_test(known_figures_come_out),
      cmocka_unit_test(a_subband_above_nyquist_moves_as_its_neighbour),
      cmocka_unit_test(a_louder_hop_in_one_subband_is_seen_there_alone),
      cmocka_unit_test(any_energies_stay_finite),
  };
  return cmocka_run_group_tests_name("movement", tests, NULL, NULL);
}
