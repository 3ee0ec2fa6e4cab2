/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built program: what a profile learns from songs, and what a render toward it does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_bytes.h"
#include "tests/support_own.h"
#include "tests/support_recordings.h"

static CliTest test;
static Recordings recordings;

static void silence_rate_and_order_change_little(void **state)
{
  (void)state;
  own_write_song("pauses.wav", 44100, 2, 0.0, 20.0);
  own_write_song("rate.wav", 96000, 2, 0.0, 0.0);
  cli_run_fine(&test, "profile x a.wav -o plain");
  cli_run_fine(&test, "profile x pauses.wav -o pauses");
  cli_run_fine(&test, "profile x rate.wav -o rate");
  cli_run_fine(&test, "profile x a.wav b.wav c.wav -o abc");
  cli_run_fine(&test, "profile x c.wav a.wav b.wav -o cab");
  const Profile plain = own_profile("plain");
  const Profile pauses = own_profile("pauses");
  const Profile rate = own_profile("rate");
  const Profile abc = own_profile("abc");
  const Profile cab = own_profile("cab");
  print_message("20 s of silence on both sides: %.3f dB; 96 kHz: %.3f dB\n",
                own_difference_db(&plain, &pauses), own_difference_db(&plain, &rate));
  assert_true(own_difference_db(&plain, &pauses) < 0.2); /* two hops at the edges */
  assert_true(own_difference_db(&plain, &rate) < 0.3);
  assert_true(own_difference_db(&abc, &cab) < 0.002);
}

static void weights_and_few_songs_show(void **state)
{
  (void)state;
  cli_run_fine(&test, "profile x a.wav c.wav -o even");
  cli_run_fine(&test, "profile x a.wav c.wav --weight c.wav=9 -o bright");
  cli_run_fine(&test, "profile x a.wav -o one");
  cli_run_fine(&test, "profile x a.wav --match -o match");
  const Profile even = own_profile("even");
  const Profile bright = own_profile("bright");
  const Profile one = own_profile("one");
  const Profile match = own_profile("match");
  print_message("top band: even %.2f dB, with 9 times the brighter song %.2f dB\n",
                own_middle_db(&even, BAND_HIGH), own_middle_db(&bright, BAND_HIGH));
  assert_true(own_middle_db(&bright, BAND_HIGH) > own_middle_db(&even, BAND_HIGH) + 0.5);
  assert_true(one.zone[BAND_MID].high_db - one.zone[BAND_MID].low_db > 2.0);
  assert_true(match.zone[BAND_MID].high_db == match.zone[BAND_MID].low_db);
  print_message("pull of the low band: of one song %.2f (at most 0.65), matched %.2f\n",
                one.pull[0][0], match.pull[0][0]);
  assert_true(one.pull[0][0] < 0.65 && match.pull[0][0] > 0.79);
}

static void write_tagged(const char *path, const char *artist)
{
  SF_INFO info = {.format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16, .samplerate = 44100, .channels = 1};
  Music music = music_make(6.0, 44100.0);
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  assert_non_null(file);
  assert_int_equal(sf_set_string(file, SF_STR_ARTIST, artist), 0);
  assert_true(sf_writef_float(file, music.channel[0], music.n_frames) == music.n_frames);
  sf_close(file);
  music_free(&music);
}

/* Of weights 1/√2, 1/√2 and 1: (√2 + 1)² / 2 = 2.914. */
static void an_artist_counts_as_the_root_of_the_songs(void **state)
{
  (void)state;
  write_tagged("one.flac", "The Lakes");
  write_tagged("two.flac", "The Lakes");
  write_tagged("other.flac", "The Hills");
  const CliResult *result = cli_run(&test, "profile x one.flac two.flac other.flac --json -o tags");
  print_message("%s", result->out);
  assert_int_equal(result->exit_code, 0);
  assert_non_null(strstr(result->out, "\"worth\":2.914"));
}

static double distance_to(const char *song, const Profile *aim)
{
  char line[256];
  snprintf(line, sizeof line, "profile x %s --match --force -o measured", song);
  cli_run_fine(&test, line);
  const Profile measured = own_profile("measured");
  double mean = 0.0;
  double sum = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    mean += (own_middle_db(&measured, band) - own_middle_db(aim, band)) / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += fabs(own_middle_db(&measured, band) - own_middle_db(aim, band) - mean) / BAND_COUNT;
  }
  return sum;
}

/* A song whose rate cuts the top band off measures dark; one whose rate leaves nothing of it has no
 * balance, and would make a profile of nonsense. */
static void a_low_rate_is_told(void **state)
{
  (void)state;
  own_write_song("whole.wav", 44100, 1, 0.5, 0.0);
  own_write_song("narrow.wav", 16000, 1, 0.5, 0.0);
  own_write_song("none.wav", 12000, 1, 0.5, 0.0);
  cli_run_fine(&test, "profile x whole.wav --match -o whole");
  const CliResult *result = cli_run(&test, "profile x narrow.wav --match -o narrow");
  print_message("%s", result->err);
  assert_int_equal(result->exit_code, 0);
  assert_non_null(strstr(result->err, "nothing above 8000 Hz"));
  assert_true(own_profile("narrow").zone[BAND_HIGH].low_db <
              own_profile("whole").zone[BAND_HIGH].low_db);
  result = cli_run(&test, "identify --reference none.wav a.wav");
  print_message("%s", result->err);
  assert_int_equal(result->exit_code, 1);
  assert_true(cli_is_one_clear_line(result->err, "none.wav"));
  assert_non_null(strstr(result->err, "nothing from 6000 to 20000 Hz"));
}

/* Another rate, another level, another number of channels: still matched. */
static void a_reference_is_matched(void **state)
{
  (void)state;
  cli_run_fine(&test, "profile x c.wav --match -o reference");
  const Profile aim = own_profile("reference");
  cli_run_fine(&test, "render --learn --reference c.wav --set range=6 b.wav matched.wav");
  const double before_db = distance_to("b.wav", &aim);
  const double after_db = distance_to("matched.wav", &aim);
  print_message("48 kHz stereo toward 44.1 kHz mono: %.2f dB off before, %.2f dB after\n",
                before_db, after_db);
  assert_true(before_db > 1.0);
  assert_true(after_db < 0.6); /* the zone is ±0.5 dB wide */
}

/* Of a thousand files, few are songs. The songs count, and each other file is named. */
static void a_thousand_files_are_no_trouble(void **state)
{
  (void)state;
  enum { COUNT = 1000, SONGS = 20 };
  static char name[COUNT][16];
  static const char *words[COUNT + 8] = {"profile", "--json", "Many", "-o", "many"};
  own_write_song("small.wav", 44100, 1, 0.5, 0.0);
  const Bytes small = bytes_load("small.wav");
  for (int i = 0; i < COUNT; ++i) {
    snprintf(name[i], sizeof name[i], "m%d.wav", i);
    const bool is_song = i % (COUNT / SONGS) == 0;
    bytes_save(name[i], is_song ? (const void *)small.data : "this is not sound\n",
               is_song ? small.bytes : 18, NULL, 0);
    words[5 + i] = name[i];
  }
  free(small.data);
  char program[PATH_MAX];
  snprintf(program, sizeof program, "%s", test.program);
  const char **argv = calloc(COUNT + 16, sizeof *argv);
  argv[0] = "genre-eq";
  memcpy(argv + 1, words, sizeof words);
  const pid_t child = fork();
  if (child == 0) {
    if (!freopen(CLI_OUT, "w", stdout) || !freopen(CLI_ERR, "w", stderr)) {
      _exit(126);
    }
    execv(program, (char *const *)argv);
    _exit(127);
  }
  static CliResult result;
  cli_finish(child, &result);
  free(argv);
  print_message("%s", result.out);
  assert_int_equal(result.exit_code, 1);
  assert_non_null(strstr(result.out, "\"songs\":20,\"failed\":980,\"worth\":20.000"));
  assert_int_equal(own_profile("many").n_songs, SONGS);
  for (int i = 0; i < COUNT; ++i) {
    unlink(name[i]);
  }
}

/* The profile of ten hip hop recordings lies nearer to hip hop's zone than to any other but
 * electronic's, which is much the same. (make
 * bench-profile measures how well a profile mends an eleventh song.) */
static void ten_recordings_know_their_own(void **state)
{
  (void)state;
  if (recordings.count < 11) {
    print_message("needs recordings (../shared/data)\n");
    skip();
  }
  const char *words[20] = {"profile", "Ten", "-o", "ten"};
  for (int i = 0; i < 10; ++i) {
    words[4 + i] = recordings.path[i];
  }
  const CliResult *result = own_run_words(&test, words);
  print_message("%s", result->out);
  assert_int_equal(result->exit_code, 0);
  const Profile ten = own_profile("ten");
  assert_int_equal(ten.n_songs, 10);
  double off_db[GENRE_COUNT] = {0.0};
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      const Zone *zone = &genre_zone[genre][band];
      off_db[genre] +=
          fabs(own_middle_db(&ten, band) - 0.5 * (zone->low_db + zone->high_db)) / BAND_COUNT;
    }
    print_message("off the middle of %s by %.2f dB\n", genre_name[genre], off_db[genre]);
  }
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    assert_true(off_db[genre] >= off_db[GENRE_HIPHOP] || genre == GENRE_ELECTRONIC);
  }
  assert_true(off_db[GENRE_HIPHOP] < 1.0);
  const char *const again[] = {"identify", "--json", "--profile", "ten", recordings.path[10], NULL};
  result = own_run_words(&test, again);
  assert_int_equal(result->exit_code, 0);
  assert_non_null(strstr(result->out, "\"zone_low_db\""));
}

int main(void)
{
  recordings_find(&recordings, "hiphop", 11);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(silence_rate_and_order_change_little),
      cmocka_unit_test(weights_and_few_songs_show),
      cmocka_unit_test(an_artist_counts_as_the_root_of_the_songs),
      cmocka_unit_test(a_low_rate_is_told),
      cmocka_unit_test(a_reference_is_matched),
      cmocka_unit_test(a_thousand_files_are_no_trouble),
      cmocka_unit_test(ten_recordings_know_their_own),
  };
  return CLI_RUN_TESTS(&test, tests, own_begin);
}
