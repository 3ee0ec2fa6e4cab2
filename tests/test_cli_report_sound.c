/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What one can hear on the page of genre-eq report: decoded from the page, it is what render
 * writes, from where the difference is loudest, and all sounds are equally loud.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "tests/support_lufs.h"
#include "tests/support_page.h"

enum { MOST_BYTES = 3000000, RATE_HZ = 44100 };

static CliTest test;
static char page[MOST_BYTES + 100000];

static void run_fine(const char *line)
{
  const CliResult *result = cli_run(&test, line);
  if (result->exit_code != 0) {
    fail_msg("%s: exit code %d, and\n%s", line, result->exit_code, result->err);
  }
}

/* Makes the page and returns its length in bytes. */
static size_t make_page(const char *options)
{
  char line[PATH_MAX];
  snprintf(line, sizeof line, "report --force -o page.html %s", options);
  run_fine(line);
  cli_read_text("page.html", page, sizeof page);
  return strlen(page);
}

/* --- the sounds of the page ----------------------------------------------------------------- */

/* Adds a sound of the page, times a gain. The first one sets the length and the channels. */
static void add_sound(Sound *sum, const char *name, double gain)
{
  Sound sound = page_sound(page, name);
  const sf_count_t n = sound.info.frames * sound.info.channels;
  if (!sum->sample) {
    sum->info = sound.info;
    sum->sample = calloc((size_t)n, sizeof *sum->sample);
  }
  assert_true(sound.info.frames == sum->info.frames && sound.info.channels == sum->info.channels);
  for (sf_count_t i = 0; i < n; ++i) {
    sum->sample[i] += (float)gain * sound.sample[i];
  }
  free(sound.sample);
}

/* Loudness of a choice as a browser plays it, mono on both sides, and its peak. */
static double lufs_of_choice(const char *name, double *peak)
{
  static const char *const names[] = {"Before", "After", "Reference"};
  double mix[3] = {0.0, 0.0, 0.0};
  Sound sum = {.sample = NULL};
  assert_true(page_mix(page, name, mix) >= 2);
  for (int i = 0; i < 3; ++i) {
    if (mix[i] != 0.0) {
      add_sound(&sum, names[i], mix[i]);
    }
  }
  *peak = 0.0;
  for (sf_count_t i = 0; i < sum.info.frames * sum.info.channels; ++i) {
    *peak = fmax(*peak, fabs((double)sum.sample[i]));
  }
  const double lufs = sound_lufs(&sum) + (sum.info.channels == 1 ? 10.0 * log10(2.0) : 0.0);
  free(sum.sample);
  return lufs;
}

/* --- a song that is loud in its middle, and louder where little changes --------------------------
 */

static void write_song(const char *path, int rate_hz)
{
  enum { SECONDS = 40 };
  Music music = music_make(SECONDS, rate_hz);
  float *sample = calloc((size_t)music.n_frames * 2, sizeof *sample);
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    const double s = i / (double)rate_hz;
    const float gain = s > 21.0 && s < 33.0 ? 1.2f : 0.6f;
    sample[2 * i] = gain * music.channel[0][i];
    sample[2 * i + 1] = gain * music.channel[1][i];
  }
  cli_write_sound(path, WAV_FLOAT, rate_hz, 2, sample, music.n_frames);
  free(sample);
  music_free(&music);
}

/* The same music, brighter. */
static void write_bright_song(const char *path)
{
  enum { SECONDS = 20 };
  Music music = music_make(SECONDS, RATE_HZ);
  float *sample = calloc((size_t)music.n_frames * 2, sizeof *sample);
  for (uint32_t i = 1; i < music.n_frames; ++i) {
    for (int c = 0; c < 2; ++c) {
      sample[2 * i + (uint32_t)c] = music.channel[c][i] - 0.9f * music.channel[c][i - 1];
    }
  }
  cli_write_sound(path, WAV_FLOAT, RATE_HZ, 2, sample, music.n_frames);
  free(sample);
  music_free(&music);
}

static double difference_energy(const Sound *before, const Sound *after, sf_count_t from,
                                sf_count_t n_frames)
{
  double sum = 0.0;
  for (sf_count_t i = 2 * from; i < 2 * (from + n_frames); ++i) {
    const double d = (double)after->sample[i] - (double)before->sample[i];
    sum += d * d;
  }
  return sum;
}

/* First frame of the stretch of the song that differs most. */
static sf_count_t loudest_difference(const Sound *before, const Sound *after, sf_count_t n_frames)
{
  sf_count_t best = 0;
  double most = 0.0;
  for (sf_count_t from = 0; from + n_frames <= before->info.frames; from += RATE_HZ / 10) {
    const double energy = difference_energy(before, after, from, n_frames);
    best = energy > most ? from : best;
    most = fmax(most, energy);
  }
  return best;
}

/* The largest difference between the excerpt and a stretch of the file, in steps of 16 bits. The
 * stretch is scaled by the gain that fits best, and the fades at both ends are left out. */
static double steps_off(const Sound *excerpt, const Sound *file, sf_count_t from, double *gain)
{
  const sf_count_t fade = 1000;
  const sf_count_t begin = 2 * fade;
  const sf_count_t end = 2 * (excerpt->info.frames - fade);
  const float *sample = file->sample + 2 * from;
  double product = 0.0;
  double square = 0.0;
  for (sf_count_t i = begin; i < end; ++i) {
    product += (double)excerpt->sample[i] * (double)sample[i];
    square += (double)sample[i] * (double)sample[i];
  }
  *gain = product / square;
  double worst = 0.0;
  for (sf_count_t i = begin; i < end; ++i) {
    worst = fmax(worst, fabs((double)excerpt->sample[i] - *gain * (double)sample[i]));
  }
  return 32768.0 * worst;
}

static void after_is_what_render_writes(void **state)
{
  (void)state;
  static const char options[] = "--set genre=hiphop --set match=100 --set range=6 song.wav";
  char line[256];
  make_page(options);
  snprintf(line, sizeof line, "render --force --learn --float %s out.wav", options);
  run_fine(line);
  const Sound before = page_sound(page, "Before");
  const Sound after = page_sound(page, "After");
  const Sound song = cli_read_sound("song.wav");
  const Sound out = cli_read_sound("out.wav");
  assert_int_equal(before.info.frames, after.info.frames);
  const sf_count_t from = loudest_difference(&song, &out, before.info.frames);
  double gain[2];
  const double off[] = {steps_off(&before, &song, from, &gain[0]),
                        steps_off(&after, &out, from, &gain[1])};
  print_message(
      "%.2f s from %.1f s; before times %.3f, off by %.2f steps; after times %.3f, %.2f\n",
      (double)before.info.frames / RATE_HZ, (double)from / RATE_HZ, gain[0], off[0], gain[1],
      off[1]);
  /* Dither adds at most a step, and rounding half of one. */
  assert_true(off[0] < 1.6 && off[1] < 1.6);
  char said[64];
  const int second = (int)((double)from / RATE_HZ);
  snprintf(said, sizeof said, "%.1f s from 0:%02d, where the difference is loudest",
           (double)before.info.frames / RATE_HZ, second);
  if (!strstr(page, said)) {
    fail_msg("\"%s\" is missing from the page", said);
  }
  free(before.sample);
  free(after.sample);
  free(song.sample);
  free(out.sample);
}

static void assert_equally_loud(const char *options, int n_choices)
{
  static const char *const names[] = {"Before", "After", "Difference", "Reference"};
  double lowest = HUGE_VAL;
  double highest = -HUGE_VAL;
  make_page(options);
  for (int i = 0; i < n_choices; ++i) {
    double peak = 0.0;
    const double lufs = lufs_of_choice(names[i], &peak);
    print_message("%s: %.3f LUFS, peak %.3f\n", names[i], lufs, peak);
    lowest = fmin(lowest, lufs);
    highest = fmax(highest, lufs);
    assert_true(peak < 0.95);
  }
  assert_true(highest - lowest < 0.2);
  char keys[32];
  snprintf(keys, sizeof keys, "Keys: 1 to %d switch", n_choices);
  assert_non_null(strstr(page, keys));
}

static void all_are_equally_loud(void **state)
{
  (void)state;
  assert_equally_loud("--set genre=hiphop --set match=100 --set range=6 song.wav", 3);
  assert_equally_loud("--reference bright.wav song.wav", 4);
  assert_equally_loud("--set amount=5 --set genre=jazz --set match=100 song.wav", 3);
  assert_equally_loud("--set genre=jazz --set match=100 mono.wav", 3);
  assert_equally_loud("--set match=100 --reference bright.wav mono.wav", 4);
  assert_equally_loud("--reference mono.wav bright.wav", 4);
}

static void the_page_stays_within_3_mb(void **state)
{
  (void)state;
  /* Noise is what FLAC can compress least. */
  static float noise[48000 * 30 * 2];
  for (uint32_t i = 0; i < 48000 * 30 * 2; ++i) {
    noise[i] = (float)(0.3 * music_noise(i));
  }
  cli_write_sound("noise.wav", WAV_FLOAT, 48000, 2, noise, 48000 * 30);
  static const char *const options[] = {"--set genre=jazz --set match=100 noise.wav",
                                        "--reference song.wav noise.wav", "song.wav"};
  for (int i = 0; i < 3; ++i) {
    const size_t size = make_page(options[i]);
    const Sound before = page_sound(page, "Before");
    const double seconds = (double)before.info.frames / before.info.samplerate;
    print_message("%s: %zu bytes, %.2f s\n", options[i], size, seconds);
    assert_true(size <= MOST_BYTES);
    assert_true(size >= MOST_BYTES * 8 / 10 || seconds == 12.0);
    free(before.sample);
  }
}

static void high_rates_are_halved(void **state)
{
  (void)state;
  static float tone[96000 * 4 * 2];
  for (uint32_t i = 0; i < 96000 * 4; ++i) {
    tone[2 * i] = (float)(0.3 * sin(0.1 * i) + 0.1 * music_noise(i));
    tone[2 * i + 1] = (float)(0.3 * sin(0.07 * i));
  }
  cli_write_sound("fine.wav", WAV_FLOAT, 96000, 2, tone, 96000 * 4);
  make_page("--set genre=jazz --set match=100 fine.wav");
  const Sound before = page_sound(page, "Before");
  assert_int_equal(before.info.samplerate, 48000);
  assert_int_equal(before.info.frames, 48000 * 4);
  free(before.sample);
  assert_equally_loud("--set genre=jazz --set match=100 fine.wav", 3);
  assert_non_null(strstr(page, "The whole song"));
}

/* --- what is not on the page --------------------------------------------------------------------
 */

static void the_page_needs_nothing_from_outside(void **state)
{
  (void)state;
  make_page("song.wav");
  static const char *const absent[] = {"://", "url(", "@import", "<link", "fetch(", "import "};
  for (size_t i = 0; i < sizeof absent / sizeof absent[0]; ++i) {
    if (strstr(page, absent[i])) {
      fail_msg("%s is on the page", absent[i]);
    }
  }
  int n_sounds = 0;
  for (const char *at = page; (at = strstr(at, "src=")); ++at) {
    assert_true(strncmp(at, "src=\"data:audio/flac;base64,", 28) == 0);
    ++n_sounds;
  }
  assert_int_equal(n_sounds, 2);
  /* A browser without scripts shows the two sounds, and nothing that needs the script. */
  assert_non_null(strstr(page, "<section id=\"player\" hidden "));
  assert_non_null(strstr(page, "<span class=\"keys\" hidden>"));
}

static void the_same_song_gives_the_same_bytes(void **state)
{
  (void)state;
  static const char *const options[] = {"", "--no-audio"};
  for (int i = 0; i < 2; ++i) {
    char line[128];
    snprintf(line, sizeof line, "report --force %s -o once.html song.wav", options[i]);
    run_fine(line);
    snprintf(line, sizeof line, "report --force %s -o again.html song.wav", options[i]);
    run_fine(line);
    assert_true(cli_same_bytes("once.html", "again.html"));
  }
  cli_read_text("once.html", page, sizeof page);
  assert_true(strlen(page) < 40000);
  static const char *const absent[] = {"<script", "<audio", "<button", "base64"};
  for (size_t i = 0; i < sizeof absent / sizeof absent[0]; ++i) {
    assert_null(strstr(page, absent[i]));
  }
}

static void without_a_difference_there_is_none_to_hear(void **state)
{
  (void)state;
  make_page("--set amount=0 song.wav");
  double mix[3];
  assert_int_equal(page_mix(page, "After", mix), 2);
  assert_int_equal(page_mix(page, "Difference", mix), 0);
  assert_non_null(strstr(page, "where the song is loudest"));
  static float silence[44100];
  cli_write_sound("silence.wav", WAV_FLOAT, 44100, 1, silence, 44100);
  make_page("silence.wav");
  assert_null(strstr(page, "<audio"));
  cli_write_music("short.wav", WAV_FLOAT, 44100, 2, 0.3, 1.0f);
  make_page("short.wav");
  assert_null(strstr(page, "<audio"));
}

static int begin(void **state)
{
  (void)state;
  write_song("song.wav", RATE_HZ);
  cli_write_music("mono.wav", WAV_FLOAT, 48000, 1, 15.0, 0.5f);
  write_bright_song("bright.wav");
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(after_is_what_render_writes),
      cmocka_unit_test(all_are_equally_loud),
      cmocka_unit_test(the_page_stays_within_3_mb),
      cmocka_unit_test(high_rates_are_halved),
      cmocka_unit_test(the_page_needs_nothing_from_outside),
      cmocka_unit_test(the_same_song_gives_the_same_bytes),
      cmocka_unit_test(without_a_difference_there_is_none_to_hear),
  };
  return CLI_RUN_TESTS(&test, tests, begin);
}
