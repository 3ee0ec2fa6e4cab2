/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The trainer finds how sure an answer may be.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/train/calibrate.h"
#include "model/train/random.h"

enum { ASKED = 2000 };

/* The logits of an answer about jazz or pop/rock: 2 apart. */
static void make_logits(int class_index, bool is_right, float logit[OUTPUT_COUNT])
{
  for (int k = 0; k < OUTPUT_COUNT; ++k) {
    logit[k] = -100.0F;
  }
  logit[GENRE_JAZZ] = (class_index == GENRE_JAZZ) == is_right ? 2.0F : 0.0F;
  logit[GENRE_POPROCK] = 2.0F - logit[GENRE_JAZZ];
}

/* Clips of jazz and pop/rock, asked after 5 s and as a whole of 30 s. Logits are 2 apart. Of the
   wholes 0.731 = 1 / (1 + e^-1) are answered right, so the logits are twice too far apart. Of the
   stretches of 5 s fewer are. */
static Calibration calibrate_made_up(double right_after_5_s)
{
  static Clip clip[ASKED];
  static Stretch stretch[2 * ASKED];
  static const Stretch *of[2 * ASKED];
  static int clip_of[2 * ASKED];
  static int whole[ASKED];
  static float logit[2 * ASKED][OUTPUT_COUNT];
  static bool is_known[2 * ASKED];
  const Library library = {.n_clips = ASKED, .clip = clip};
  const Rows rows = {.n = 2 * ASKED, .stretch = of, .clip = clip_of, .whole = whole};
  const Answers answers = {.logit = logit, .is_known = is_known};
  Random random = {1};
  for (int i = 0; i < 2 * ASKED; ++i) {
    const int c = i / 2;
    const bool is_right = random_unit(&random) < (i % 2 ? right_after_5_s : 0.731);
    clip[c].class_index = c % 2 ? GENRE_JAZZ : GENRE_POPROCK;
    stretch[i] =
        (Stretch){.length = i % 2 ? LENGTH_5_S : LENGTH_WHOLE, .music_s = i % 2 ? 5.0F : 30.0F};
    of[i] = &stretch[i];
    clip_of[i] = c;
    is_known[i] = true;
    whole[c] = 2 * c;
    make_logits(clip[c].class_index, is_right, logit[i]);
  }
  return calibrate(&library, &rows, &answers, -1);
}

static void the_calibration_is_found(void **state)
{
  (void)state;
  const Calibration alike = calibrate_made_up(0.731);
  const Calibration hasty = calibrate_made_up(0.6);
  print_message("as right after 5 s: temperature %.2f (1.7 ... 2.2), haste %.1f s (at most 1); "
                "less right: %.2f, %.1f s (at least 5)\n",
                (double)alike.temperature, (double)alike.haste_s, (double)hasty.temperature,
                (double)hasty.haste_s);
  assert_true(alike.temperature > 1.7F && alike.temperature < 2.2F && alike.haste_s < 1.0F);
  assert_true(hasty.haste_s > 5.0F);
}

/** Half of the files have one stretch of 5 s, of which 0.90 are answered right. The others have
    seven, of which 0.562 are. So the mean of the files is 0.731. Seen to fail when all stretches
    counted alike: 4.9. */
static void long_files_count_like_short_ones(void **state)
{
  (void)state;
  enum { MOST = 7, ROWS = ASKED / 2 * (MOST + 1) };
  static Clip clip[ASKED];
  static const Stretch stretch = {.length = LENGTH_5_S, .music_s = 5.0F};
  static const Stretch *of[ROWS];
  static int clip_of[ROWS];
  static int whole[ASKED];
  static float logit[ROWS][OUTPUT_COUNT];
  static bool is_known[ROWS];
  int n = 0;
  Random random = {2};
  for (int c = 0; c < ASKED; ++c) {
    clip[c].class_index = c / 2 % 2 ? GENRE_JAZZ : GENRE_POPROCK;
    whole[c] = n;
    for (int end = n + (c % 2 ? MOST : 1); n < end; ++n) {
      of[n] = &stretch;
      clip_of[n] = c;
      is_known[n] = true;
      make_logits(clip[c].class_index, random_unit(&random) < (c % 2 ? 0.562 : 0.9), logit[n]);
    }
  }
  const Library library = {.n_clips = ASKED, .clip = clip};
  const Rows rows = {.n = n, .stretch = of, .clip = clip_of, .whole = whole};
  const Answers answers = {.logit = logit, .is_known = is_known};
  const Calibration found = calibrate(&library, &rows, &answers, -1);
  const Network network = {.temperature = found.temperature, .haste_s = found.haste_s};
  const double divisor = (double)network_temperature(&network, 5.0);
  print_message("logits after 5 s are divided by %.2f (2 wanted)\n", divisor);
  assert_true(fabs(divisor - 2.0) < 0.3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_calibration_is_found),
      cmocka_unit_test(long_files_count_like_short_ones),
  };
  return cmocka_run_group_tests_name("train_calibration", tests, NULL, NULL);
}
