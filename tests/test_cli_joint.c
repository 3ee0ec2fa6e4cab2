/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Which songs of an album are one piece: a cut is found wherever it is, and two places of a song
 * that only happen to meet are not taken for a cut.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support_music.h"
#include "ui/cli/album/joint.h"

enum { RATE_HZ = 44100, FRAMES = 4 * RATE_HZ, SIDE = 882, PLACES = 30, PARTIALS = 300 };

/* As loud at 14 kHz as at 50 Hz, like cymbals and distorted guitars, and nothing above, like most
 * records. */
static float *make_bright_sound(void)
{
  const double tau = 6.283185307179586;
  float *sound = calloc(FRAMES, sizeof *sound);
  for (uint32_t k = 0; k < PARTIALS; ++k) {
    const double freq_hz = 50.0 + 7000.0 * (1.0 + music_noise(2 * k));
    const double phase = tau * music_noise(2 * k + 1);
    for (int i = 0; i < FRAMES; ++i) {
      sound[i] += (float)(0.02 * sin(tau * freq_hz * i / RATE_HZ + phase));
    }
  }
  return sound;
}

/* The sound up to frame `end`, and then from frame `begin` on. */
static bool meet(const float *sound, int end, int begin, float left, float right)
{
  static float frames[2 * 2 * SIDE];
  for (int i = 0; i < SIDE; ++i) {
    frames[2 * i] = left * sound[end - SIDE + i];
    frames[2 * i + 1] = right * sound[end - SIDE + i];
    frames[2 * (SIDE + i)] = left * sound[begin + i];
    frames[2 * (SIDE + i) + 1] = right * sound[begin + i];
  }
  return joint_goes_on(frames, SIDE, 2);
}

static void a_cut_is_found_and_a_meeting_is_not_one(void **state)
{
  (void)state;
  float *sound = make_bright_sound();
  int place[PLACES];
  int n_cuts = 0;
  int n_left = 0;
  int n_soft = 0;
  int n_meetings = 0;
  for (int i = 0; i < PLACES; ++i) {
    place[i] = SIDE + (int)((0.5 + 0.5 * music_noise((uint32_t)i)) * (FRAMES - 2 * SIDE));
    n_cuts += meet(sound, place[i], place[i], 1.0f, 0.9f);
    n_left += meet(sound, place[i], place[i], 1.0f, 0.0f);
    n_soft += meet(sound, place[i], place[i], 1e-4f, 1e-4f);
  }
  for (int i = 0; i < PLACES; ++i) {
    for (int k = 0; k < PLACES; ++k) {
      n_meetings += i != k && meet(sound, place[i], place[k], 1.0f, 0.9f);
    }
  }
  print_message("of %d cuts %d are found, in one channel alone %d, at -80 dB %d; of %d meetings %d "
                "are taken for a cut\n",
                PLACES, n_cuts, n_left, n_soft, PLACES * (PLACES - 1), n_meetings);
  assert_int_equal(n_cuts, PLACES);
  assert_int_equal(n_left, PLACES);
  assert_int_equal(n_soft, 0);
  assert_true(n_meetings <= PLACES * (PLACES - 1) / 100);
  free(sound);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_cut_is_found_and_a_meeting_is_not_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
