/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the trainer hears of a file besides the file itself: the same through an
 * equaliser, and what an MP3 leaves of it.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sndfile.h>

#include "dsp/portable_math.h"
#include "model/train/listen.h"
#include "model/train/lossy_copy.h"
#include "tests/support_music.h"

static char folder[] = "/tmp/genre-eq-test-XXXXXX";

static void write_music(const char *name, int rate_hz, char path[256])
{
  SF_INFO info = {.samplerate = rate_hz, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
  Music music = music_make(8.0, rate_hz);
  snprintf(path, 256, "%s/%s", folder, name);
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  assert_non_null(file);
  assert_int_equal(sf_writef_float(file, music.channel[0], music.n_frames), music.n_frames);
  sf_close(file);
  music_free(&music);
}

static void listen(const char *path, Hops *hops)
{
  char reason[256];
  if (!listen_to_file(path, true, hops, reason, sizeof reason)) {
    fail_msg("%s: %s", path, reason);
  }
}

/* Mean over the hops of how far two hearings are apart, dB. */
static double distance_db(float (*a)[PART_COUNT], float (*b)[PART_COUNT], int n, int part)
{
  double sum = 0.0;
  for (int h = 0; h < n; ++h) {
    double ratio = ((double)a[h][part] + 1e-12) / ((double)b[h][part] + 1e-12);
    sum += fabs(power_to_db(ratio)) / n;
  }
  return sum;
}

/* In step with the original, hardly changed in the middle, and not the same. */
static void an_mp3_leaves_the_music(void **state)
{
  (void)state;
  char path[256];
  Hops hops;
  write_music("song.wav", 44100, path);
  listen(path, &hops);
  unlink(path);
  assert_non_null(hops.lossy);
  double middle_db = distance_db(hops.lossy, hops.energy, hops.n_hops, subband_first_part(7));
  double top_db = distance_db(hops.lossy, hops.energy, hops.n_hops, PART_COUNT - 1);
  print_message("an MP3 moves 700-1000 Hz by %.2f dB (at most 1), 10-20 kHz by %.2f dB\n",
                middle_db, top_db);
  assert_true(middle_db < 1.0);
  assert_true(top_db > 0.0);
  hops_free(&hops);
}

static void an_mp3_has_128_kbit_a_second(void **state)
{
  (void)state;
  char path[256];
  SF_INFO info = {0};
  LossyCopy copy;
  write_music("rate.wav", 48000, path);
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  unlink(path);
  assert_non_null(file);
  assert_true(lossy_copy_make(&copy, file, &info, info.frames));
  double kbps = 8e-3 * (double)copy.size * info.samplerate / (double)info.frames;
  print_message("%.0f kbit/s (128, within 5)\n", kbps);
  assert_true(fabs(kbps - 128.0) < 5.0);
  lossy_copy_free(&copy);
  sf_close(file);
}

static void rates_that_mp3_lacks_go_without(void **state)
{
  (void)state;
  char path[256];
  Hops hops;
  write_music("low.wav", 22050, path);
  listen(path, &hops);
  unlink(path);
  assert_null(hops.lossy);
  assert_true(hops.rate_hz == 22050.0);
  hops_free(&hops);
}

/* The colours are the file's by its name: the same again, others for another. */
static void colors_go_by_the_name(void **state)
{
  (void)state;
  char path[3][256];
  Hops hops[3];
  static const char *const name[3] = {"one.wav", "one.wav", "two.wav"};
  for (int i = 0; i < 3; ++i) {
    write_music(name[i], 22050, path[i]);
    listen(path[i], &hops[i]);
    unlink(path[i]);
  }
  size_t size = LISTEN_COLORS * (size_t)hops[0].n_hops * sizeof *hops[0].colored;
  assert_memory_equal(hops[0].colored, hops[1].colored, size);
  assert_memory_not_equal(hops[0].colored, hops[2].colored, size);
  for (int color = 0; color < LISTEN_COLORS; ++color) {
    double apart_db = 0.0;
    for (int i = 0; i < HEARD_PARTS; ++i) {
      apart_db = fmax(apart_db, distance_db(&hops[0].colored[color * hops[0].n_hops],
                                            hops[0].energy, hops[0].n_hops, i));
    }
    print_message("colour %d: up to %.1f dB (1 … 13)\n", color + 1, apart_db);
    assert_true(apart_db > 1.0 && apart_db < 13.0);
  }
  for (int i = 0; i < 3; ++i) {
    hops_free(&hops[i]);
  }
}

static int make_folder(void **state)
{
  (void)state;
  return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
  (void)state;
  return rmdir(folder);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_mp3_leaves_the_music),
      cmocka_unit_test(an_mp3_has_128_kbit_a_second),
      cmocka_unit_test(rates_that_mp3_lacks_go_without),
      cmocka_unit_test(colors_go_by_the_name),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
