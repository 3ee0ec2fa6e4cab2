/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built program: the files that `render` writes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <time.h>

#include "tests/support_cli.h"

static CliTest test;

/* --- what goes in comes out ------------------------------------------------------- */

static void length_rate_channels_and_samples_stay(void **state)
{
  (void)state;
  static const int rates_hz[] = {8000, 11025, 22050, 44100, 48000, 96000, 192000};
  static const struct {
    const char *extension;
    int format;
  } kinds[] = {{"wav", WAV16},
               {"wav", SF_FORMAT_WAV | SF_FORMAT_PCM_U8},
               {"wav", WAV_FLOAT},
               {"flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_24},
               {"aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16}};
  int n_files = 0;
  for (size_t r = 0; r < sizeof rates_hz / sizeof rates_hz[0]; ++r) {
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; ++k) {
      const int channels = 1 + (n_files % 2);
      char in[32];
      char out[32];
      char line[128];
      snprintf(in, sizeof in, "in.%s", kinds[k].extension);
      snprintf(out, sizeof out, "out.%s", kinds[k].extension);
      snprintf(line, sizeof line, "render --force %s %s", in, out);
      cli_write_music(in, kinds[k].format, rates_hz[r], channels, 0.73, 1.0f);
      cli_run_fine(&test, line);
      const Sound before = cli_read_sound(in);
      const Sound after = cli_read_sound(out);
      assert_int_equal(after.info.samplerate, rates_hz[r]);
      assert_int_equal(after.info.channels, channels);
      assert_int_equal(after.info.format, before.info.format);
      assert_true(after.info.frames == before.info.frames);
      free(before.sample);
      free(after.sample);
      ++n_files;
    }
  }
  print_message("%d files of the same shape\n", n_files);
}

static void bypass_is_bit_exact(void **state)
{
  (void)state;
  static const int formats[] = {SF_FORMAT_PCM_U8, SF_FORMAT_PCM_16, SF_FORMAT_PCM_24,
                                SF_FORMAT_FLOAT};
  for (int i = 0; i < 4; ++i) {
    /* So loud that it reaches full scale, so that rounding is tested at its limits. */
    cli_write_music("full.wav", SF_FORMAT_WAV | formats[i], 44100, 2, 1.0, 4.0f);
    const CliResult *result =
        cli_run(&test, "render --force --set enabled=off full.wav bypass.wav");
    assert_int_equal(result->exit_code, 0);
    const Sound before = cli_read_sound("full.wav");
    const Sound after = cli_read_sound("bypass.wav");
    assert_true(before.info.frames == after.info.frames);
    assert_memory_equal(before.sample, after.sample,
                        (size_t)before.info.frames * 2 * sizeof(float));
    free(before.sample);
    free(after.sample);
  }
}

static void block_size_changes_no_byte(void **state)
{
  (void)state;
  static const char *const blocks[] = {"1", "64", "4096", "100000"};
  cli_run_fine(&test, "render --set glide=1 --set amount=100 song.wav block.wav");
  for (int i = 0; i < 4; ++i) {
    char line[128];
    snprintf(line, sizeof line,
             "render --set glide=1 --set amount=100 --force --block %s song.wav other.wav",
             blocks[i]);
    cli_run_fine(&test, line);
    assert_true(cli_same_bytes("block.wav", "other.wav"));
  }
  assert_false(cli_same_bytes("block.wav", "song.wav"));
}

/* Largest difference between two files in the frames from … to, in dB re full scale. */
static double difference_db(const char *a, const char *b, double from_s, double to_s)
{
  const Sound first = cli_read_sound(a);
  const Sound second = cli_read_sound(b);
  assert_true(first.info.frames == second.info.frames);
  double largest = 1e-9;
  for (sf_count_t i = (sf_count_t)(from_s * first.info.samplerate) * 2;
       i < (sf_count_t)(to_s * first.info.samplerate) * 2; ++i) {
    largest = fmax(largest, fabs((double)first.sample[i] - (double)second.sample[i]));
  }
  free(first.sample);
  free(second.sample);
  return 20.0 * log10(largest);
}

static void a_learned_curve_is_there_from_the_first_sample(void **state)
{
  (void)state;
  cli_run_fine(&test, "render --set amount=100 --set range=6 song.wav plain.wav");
  cli_run_fine(&test, "render --set amount=100 --set range=6 --learn song.wav learned.wav");
  const double plain_db = difference_db("song.wav", "plain.wav", 0.0, 0.2);
  const double learned_db = difference_db("song.wav", "learned.wav", 0.0, 0.2);
  print_message("change in the first 0.2 s: %.1f dBFS without, %.1f dBFS with --learn\n", plain_db,
                learned_db);
  assert_true(plain_db < -100.0);
  assert_true(learned_db > -45.0);
}

/* A held curve is a fixed filter: the same sound twice gives the same result twice. */
static void a_learned_curve_does_not_move(void **state)
{
  (void)state;
  Music music = music_make(4.0, 48000.0);
  const size_t half = music.n_frames;
  float *sample = calloc(6 * half, sizeof *sample);
  for (size_t i = 0; i < half; ++i) { /* music, a pause as long, and the music again */
    sample[2 * i] = sample[2 * (i + 2 * half)] = music.channel[0][i];
    sample[2 * i + 1] = sample[2 * (i + 2 * half) + 1] = music.channel[1][i];
  }
  cli_write_sound("twice.wav", WAV_FLOAT, 48000, 2, sample, (sf_count_t)(3 * half));
  cli_run_fine(&test, "render --learn twice.wav twice-out.wav");
  const Sound after = cli_read_sound("twice-out.wav");
  double largest = 0.0;
  for (size_t i = 0; i < 2 * half; ++i) {
    largest = fmax(largest, fabs((double)after.sample[i] - (double)after.sample[i + 4 * half]));
  }
  print_message("difference between both halves: %g\n", largest);
  assert_true(largest < 1e-6); /* what is left of a 4 s old filter tail, and rounding */
  free(after.sample);
  free(sample);
  music_free(&music);
}

static void presets_set_controls_and_set_wins(void **state)
{
  (void)state;
  static CliResult listed;
  listed = *cli_run(&test, "presets");
  int n_presets = 0;
  for (const char *line = listed.out; *line; ++n_presets) {
    char command[256];
    snprintf(command, sizeof command, "render --force --preset %.*s song.wav preset.wav",
             (int)strcspn(line, " "), line);
    const CliResult *result = cli_run(&test, command);
    assert_int_equal(result->exit_code, 0); /* only "hold" lacks something: a curve */
    assert_int_equal(result->err[0] != '\0', strncmp(line, "urn:genre-eq:stereo:hold ", 25) == 0);
    snprintf(command, sizeof command,
             "render --force --preset %.*s --set enabled=off song.wav preset.wav",
             (int)strcspn(line, " "), line);
    cli_run_fine(&test, command);
    assert_true(difference_db("song.wav", "preset.wav", 0.0, 6.0) < -179.0);
    line += strcspn(line, "\n");
    line += *line == '\n';
  }
  /* Presets are found by name, and by the stereo plugin's URI also for a mono file. */
  cli_write_music("mono.wav", WAV16, 44100, 1, 0.5, 1.0f);
  cli_run_fine(&test, "render --force --preset GENTLE mono.wav preset.wav");
  cli_run_fine(&test, "render --force --preset urn:genre-eq:stereo:gentle mono.wav preset.wav");
  print_message("%d presets\n", n_presets);
  assert_true(n_presets > 0);
}

/* --- clipping ---------------------------------------------------------------------- */

static void clipping_is_told_and_float_does_not_clip(void **state)
{
  (void)state;
  cli_write_music("loud.wav", WAV16, 44100, 2, 2.0, 1.5f);
  const CliResult *result = cli_run(&test, "render --set output_gain=12 loud.wav clip.wav");
  print_message("%s", result->err);
  assert_int_equal(result->exit_code, 0);
  assert_true(cli_is_one_clear_line(result->err, "clip.wav"));
  assert_non_null(strstr(result->err, "clipped (peak +"));
  assert_non_null(strstr(result->err, "; give --float or --set"));
  char said[sizeof result->err];
  strcpy(said, result->err);
  /* Whoever masters a FLAC cannot choose another format for it. */
  result = cli_run(&test, "render --set output_gain=12 loud.wav clip.flac");
  assert_non_null(strstr(result->err, "; give --set output_gain="));

  cli_run_fine(&test, "render --float --set output_gain=12 loud.wav float.wav");
  const Sound sound = cli_read_sound("float.wav");
  assert_int_equal(sound.info.format & SF_FORMAT_SUBMASK, SF_FORMAT_FLOAT);
  float peak = 0.0f;
  for (sf_count_t i = 0; i < sound.info.frames * 2; ++i) {
    peak = fmaxf(peak, fabsf(sound.sample[i]));
  }
  free(sound.sample);
  print_message("peak %.3f\n", (double)peak);
  assert_true(peak > 1.0f);

  /* Follows the advice of the message: it must help. */
  const char *advice = strstr(said, "--set output_gain=");
  if (advice) {
    char line[256];
    snprintf(line, sizeof line, "render %.*s loud.wav advised.wav", (int)strcspn(advice, "\n"),
             advice);
    cli_run_fine(&test, line);
  }
}

/* --- nothing is lost, nothing is left ------------------------------------------------ */

static void files_are_not_overwritten(void **state)
{
  (void)state;
  cli_write_music("old.wav", WAV16, 8000, 1, 0.1, 1.0f);
  const struct {
    const char *line;
    const char *subject;
    const char *says;
  } cases[] = {{"render song.wav old.wav", "old.wav", "exists already"},
               {"render --force song.wav song.wav", "song.wav", "the input itself"},
               {"render --force song.wav ./song.wav", "./song.wav", "the input itself"},
               {"render --force song.wav link.wav", "link.wav", "the input itself"},
               {"render --force song.wav .", ".", "is a directory"},
               {"render --force song.wav no-dir/out.wav", "no-dir/out.wav", "directory"},
               {"render --force song.wav /dev/null", "/dev/null", "not a regular file"},
               {"render song.wav out.xyz", "out.xyz", "extension"},
               {"render song.wav out", "out", "extension"},
               {"render --float song.wav f.flac", "f.flac", "--float"},
               {"render song.wav out.opus", "out.opus", "give .wav, or a song at 48000 Hz"}};
  assert_true(symlink("song.wav", "link.wav") == 0);
  const int n_files = cli_count_files();
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const CliResult *result = cli_run(&test, cases[i].line);
    if (result->exit_code != 1 || !cli_is_one_clear_line(result->err, cases[i].subject) ||
        !strstr(result->err, cases[i].says)) {
      fail_msg("%s: exit code %d, and\n%s", cases[i].line, result->exit_code, result->err);
    }
    assert_int_equal(cli_count_files(), n_files);
  }
  cli_run_fine(&test, "render --force song.wav old.wav");
  const Sound sound = cli_read_sound("old.wav");
  assert_int_equal(sound.info.samplerate, 44100);
  free(sound.sample);
}

static void a_full_disk_leaves_nothing(void **state)
{
  (void)state;
  static const char *const outputs[] = {"room.wav", "room.flac", "room.ogg"};
  static CliResult result;
  const int n_files = cli_count_files();
  for (int i = 0; i < 3; ++i) {
    const char *const words[] = {"render", "song.wav", outputs[i], NULL};
    cli_finish(cli_start(&test, words, 20000, -1), &result);
    print_message("%s", result.err);
    assert_int_equal(result.exit_code, 1);
    assert_true(cli_is_one_clear_line(result.err, outputs[i]));
    assert_int_equal(cli_count_files(), n_files);
  }
}

static void a_signal_leaves_nothing(void **state)
{
  (void)state;
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
  static CliResult result;
  cli_write_music("long.wav", WAV16, 8000, 1, 120.0, 1.0f);
  const int n_files = cli_count_files();
  for (int i = 0; i < 3; ++i) {
    const char *const words[] = {"render", "--block", "1", "long.wav", "stopped.wav", NULL};
    const pid_t child = cli_start(&test, words, 0, -1);
    while (cli_count_files() == n_files && waitpid(child, NULL, WNOHANG) == 0) {
      nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL); /* until the temporary is there */
    }
    assert_int_equal(kill(child, signals[i]), 0);
    cli_finish(child, &result);
    assert_int_equal(result.exit_code, -1);
    assert_int_equal(result.signal, signals[i]);
    assert_int_equal(cli_count_files(), n_files);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(length_rate_channels_and_samples_stay),
      cmocka_unit_test(bypass_is_bit_exact),
      cmocka_unit_test(block_size_changes_no_byte),
      cmocka_unit_test(a_learned_curve_is_there_from_the_first_sample),
      cmocka_unit_test(a_learned_curve_does_not_move),
      cmocka_unit_test(presets_set_controls_and_set_wins),
      cmocka_unit_test(clipping_is_told_and_float_does_not_clip),
      cmocka_unit_test(files_are_not_overwritten),
      cmocka_unit_test(a_full_disk_leaves_nothing),
      cmocka_unit_test(a_signal_leaves_nothing),
  };
  return CLI_RUN_TESTS(&test, tests, cli_begin_with_song);
}
