/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq report: its figures are those of a render of the same song.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/bands.h"
#include "dsp/shelves.h"
#include "model/genres.h"
#include "tests/support_cli.h"
#include "tests/support_json.h"
#include "tests/support_lufs.h"
#include "tests/support_recordings.h"

static CliTest test;
static char demo_song[PATH_MAX];
static Recordings recordings;
static char page[1 << 22];

static const CliResult *run_fine(const char *line)
{
  const CliResult *result = cli_run(&test, line);
  /* A song's own tags may be such as WAV does not have. */
  const bool is_told = result->err[0] != '\0' && !strstr(result->err, "this format cannot keep");
  if (result->exit_code != 0 || is_told) {
    fail_msg("%s: exit code %d, and\n%s", line, result->exit_code, result->err);
  }
  return result;
}

/* --- the figures ------------------------------------------------------------------------- */

static double number(const char *json, const char *path)
{
  const double value = json_find_number(json, path);
  if (isnan(value)) {
    fail_msg("no number %s", path);
  }
  return value;
}

/* The level of a band, of an array of bands. */
static double level_db(const char *json, const char *bands, int band)
{
  char path[64];
  snprintf(path, sizeof path, "%s.%d.level_db", bands, band);
  return number(json, path);
}

/* The report's loudness and bands against those of the rendered file. */
static void compare(const char *song)
{
  char line[PATH_MAX + 64];
  static char report[65536];
  static char after[65536];
  snprintf(line, sizeof line, "report --json %s", song);
  snprintf(report, sizeof report, "%s", run_fine(line)->out);
  assert_true(json_is_one_line(report));
  snprintf(line, sizeof line, "render --force --learn --float %s out.wav", song);
  run_fine(line);
  snprintf(after, sizeof after, "%s", run_fine("identify --json out.wav")->out);

  const double before_off = number(report, "loudness.before.integrated_lufs") - file_lufs(song);
  const double after_off = number(report, "loudness.after.integrated_lufs") - file_lufs("out.wav");
  double mean_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    mean_db += (level_db(report, "after", band) - level_db(after, "bands", band)) / BAND_COUNT;
  }
  double worst_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double said_db = level_db(report, "after", band) - mean_db;
    worst_db = fmax(worst_db, fabs(said_db - level_db(after, "bands", band)));
  }
  const char *slash = strrchr(song, '/');
  print_message("%s: loudness off by %+.3f and %+.3f LU, bands by at most %.3f dB\n",
                slash ? slash + 1 : song, before_off, after_off, worst_db);
  assert_true(fabs(before_off) < 0.02 && fabs(after_off) < 0.02);
  assert_true(worst_db < 0.05);
}

static void the_report_says_what_a_render_shows(void **state)
{
  (void)state;
  compare("song.wav");
}

static void and_so_it_does_of_real_songs(void **state)
{
  (void)state;
  if (*demo_song) {
    compare(demo_song);
  }
  for (int i = 0; i < recordings.count; ++i) {
    compare(recordings.path[i]);
  }
  if (!*demo_song && recordings.count == 0) {
    print_message("needs a song (make run)\n");
    skip();
  }
}

static void json_is_identifys_and_more(void **state)
{
  (void)state;
  static char heard[65536];
  snprintf(heard, sizeof heard, "%s", run_fine("identify --json song.wav")->out);
  const CliResult *result =
      run_fine("report --json --preset Firm --reference song.wav --set range=2 song.wav");
  assert_true(fabs(json_find_number(result->out, "settings.range") - 2.0) < 1e-6);
  const double gain_db = json_find_number(result->out, "sections.0.gain_db");
  const double freq_hz = json_find_number(result->out, "sections.0.freq_hz");
  assert_true(fabs(freq_hz / shelf_shape(0, gain_db).freq_hz - 1.0) < 1e-4);
  char command[256];
  json_find_string(result->out, "command", command, sizeof command);
  assert_string_equal(command, "genre-eq render --learn --preset Firm --reference song.wav "
                               "--set range=2 song.wav out.wav");
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    char path[64];
    snprintf(path, sizeof path, "probabilities.%s", genre_symbol[genre]);
    assert_true(fabs(json_find_number(result->out, path) - json_find_number(heard, path)) < 1e-9);
  }
  assert_non_null(json_find(result->out, "evidence"));
  assert_non_null(json_find(result->out, "version"));
}

/* Also where the song has the name that the command would write. */
static void the_command_can_be_run(void **state)
{
  (void)state;
  static const char *const songs[] = {"out.wav", "./out.wav"};
  static const char start[] = "genre-eq ";
  unlink("out.wav"); /* of an earlier test */
  assert_int_equal(link("song.wav", "out.wav"), 0);
  assert_int_equal(symlink(test.bundle, "plugin.lv2"), 0); /* its own path may hold spaces */
  run_fine("render --learn --set range=2 out.wav expected.wav");
  for (int i = 0; i < 2; ++i) {
    char line[PATH_MAX + 64];
    char command[PATH_MAX + 64];
    snprintf(line, sizeof line, "report --json --set range=2 --bundle plugin.lv2 %s", songs[i]);
    json_find_string(run_fine(line)->out, "command", command, sizeof command);
    print_message("%s\n", command);
    assert_memory_equal(command, start, strlen(start));
    assert_non_null(strstr(command, "--bundle plugin.lv2"));
    run_fine(command + strlen(start));
    assert_true(cli_same_bytes("out-2.wav", "expected.wav"));
    assert_int_equal(unlink("out-2.wav"), 0);
  }
  assert_int_equal(unlink("out.wav"), 0);
}

/* --- the page ------------------------------------------------------------------------------ */

static int count_of(const char *text, const char *what)
{
  int count = 0;
  for (const char *at = text; (at = strstr(at, what)); at += strlen(what)) {
    ++count;
  }
  return count;
}

/* The parts of the page, and that each element that begins ends. */
static void assert_page_is_whole(void)
{
  static const char *const present[] = {"<!DOCTYPE html>",
                                        "prefers-color-scheme:dark",
                                        "@media print",
                                        "Why",
                                        "The bands",
                                        "The curve",
                                        "Loudness",
                                        "How to do it again",
                                        "genre-eq render --learn song.wav out.wav"};
  for (size_t i = 0; i < sizeof present / sizeof present[0]; ++i) {
    if (!strstr(page, present[i])) {
      fail_msg("\"%s\" is missing from the page", present[i]);
    }
  }
  static const char *const elements[] = {"main", "svg",  "table",  "tr",
                                         "td",   "span", "figure", "div"};
  for (size_t i = 0; i < sizeof elements / sizeof elements[0]; ++i) {
    char begin[16];
    char end[16];
    snprintf(begin, sizeof begin, "<%s", elements[i]);
    snprintf(end, sizeof end, "</%s>", elements[i]);
    const int n_begun = count_of(page, begin);
    const int n_ended = count_of(page, end);
    if (n_begun == 0 || n_begun != n_ended) {
      fail_msg("%d <%s>, %d </%s>", n_begun, elements[i], n_ended, elements[i]);
    }
  }
  assert_int_equal(count_of(page, "class=\"under\""), 1);
  print_message("%zu bytes\n", strlen(page));
}

/* What a browser could load. test_cli_report_sound looks at the page with sound. */
static void the_page_needs_nothing_else(void **state)
{
  (void)state;
  const CliResult *result = run_fine("report song.wav");
  assert_string_equal(result->out, "Wrote song.genre-eq.html\n");
  cli_read_text("song.genre-eq.html", page, sizeof page);
  assert_page_is_whole();
  run_fine("report --no-audio --force song.wav");
  cli_read_text("song.genre-eq.html", page, sizeof page);
  assert_page_is_whole();
  static const char *const absent[] = {"<script", "http", "url(", "@import",
                                       "<link",   "src=", "nan"};
  for (size_t i = 0; i < sizeof absent / sizeof absent[0]; ++i) {
    if (strstr(page, absent[i])) {
      fail_msg("%s is on the page", absent[i]);
    }
  }
}

/* The left edge of the next aim behind `at`, in per cent of the chart, and its height. */
static const char *next_aim(const char *at, double *left, double *bottom)
{
  at = strstr(at, "<i class=\"aim\" style=\"left:");
  return at && sscanf(at, "<i class=\"aim\" style=\"left:%lf%%;width:16%%;bottom:%lf%%", left,
                      bottom) == 2
             ? at + 1
             : NULL;
}

static void the_page_tells_zone_aim_and_song_apart(void **state)
{
  (void)state;
  static const char line[] = "--set genre=jazz --set match=100 song.wav";
  static char json[65536];
  char words[128];
  snprintf(words, sizeof words, "report --json %s", line);
  snprintf(json, sizeof json, "%s", run_fine(words)->out);
  snprintf(words, sizeof words, "report --force -o aims.html %s", line);
  run_fine(words);
  cli_read_text("aims.html", page, sizeof page);
  assert_non_null(strstr(page, "zone: where half of jazz masters lie"));
  char summary[256];
  json_find_string(json, "summary", summary, sizeof summary);
  assert_true(strlen(summary) > 10);
  assert_non_null(strstr(page, summary));
  /* On the chart the aims are as far apart as they are in dB. */
  const char *at = page;
  double left[BAND_COUNT];
  double bottom[BAND_COUNT];
  double aim_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    char path[64];
    snprintf(path, sizeof path, "bands.%d.aim_db", band);
    aim_db[band] = number(json, path);
    at = next_aim(at, &left[band], &bottom[band]);
    assert_non_null(at);
    assert_true(fabs(left[band] - (20.0 * band + 2.0)) < 1.0);
  }
  const double percent_a_db = (bottom[0] - bottom[4]) / (aim_db[0] - aim_db[4]);
  for (int band = 1; band < BAND_COUNT; ++band) {
    const double off_db = (bottom[band] - bottom[0]) / percent_a_db - (aim_db[band] - aim_db[0]);
    print_message("%s: aim %.2f dB, drawn %+.3f dB beside\n", band_info[band].name, aim_db[band],
                  off_db);
    assert_true(fabs(off_db) < 0.03);
  }
  assert_true(percent_a_db > 0.5);
}

static void names_and_tags_cannot_break_the_page(void **state)
{
  (void)state;
  static const char name[] = "<b>a&b\"'\xff.wav";
  assert_int_equal(link("song.wav", name), 0);
  static CliResult result;
  const char *const words[] = {"report", "-o", "odd.html", name, NULL};
  cli_finish(cli_start(&test, words, 0, -1), &result);
  assert_int_equal(result.exit_code, 0);
  cli_read_text("odd.html", page, sizeof page);
  assert_null(strstr(page, "<b>"));
  assert_non_null(strstr(page, "<h1><bdi>&lt;b&gt;a&amp;b&quot;'\xef\xbf\xbd.wav</bdi></h1>"));
  assert_non_null(strstr(page, "'&lt;b&gt;a&amp;b&quot;'\\''\xef\xbf\xbd.wav' out.wav"));
}

/* A browser takes a figure behind a Hebrew name for a part of the name, and writes it in front of
 * it, if no mark stands between. */
static void a_figure_stays_behind_a_hebrew_name(void **state)
{
  (void)state;
  assert_int_equal(link("song.wav", "\u05e9\u05d9\u05e8"), 0);
  run_fine("report --no-audio -o hebrew.html --reference \u05e9\u05d9\u05e8 song.wav");
  cli_read_text("hebrew.html", page, sizeof page);
  assert_non_null(strstr(page, "within \u201c\u05e9\u05d9\u05e8\u201d&lrm;: little is needed"));
}

static void a_long_title_is_cut_behind_a_character(void **state)
{
  (void)state;
  enum { RATE_HZ = 8000, LETTERS = 200, MOST_BYTES = 255 };
  static const short silence[RATE_HZ];
  char title[2 * LETTERS + 1] = "";
  char told[2 * LETTERS + 1];
  for (int i = 0; i < LETTERS; ++i) {
    strcat(title, "\u0416");
  }
  SF_INFO info = {
      .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16, .samplerate = RATE_HZ, .channels = 1};
  SNDFILE *file = sf_open("titled.flac", SFM_WRITE, &info);
  assert_non_null(file);
  sf_set_string(file, SF_STR_TITLE, title);
  assert_int_equal(sf_writef_short(file, silence, RATE_HZ), RATE_HZ);
  sf_close(file);
  json_find_string(run_fine("report --json titled.flac")->out, "title", told, sizeof told);
  print_message("%zu bytes of %zu\n", strlen(told), strlen(title));
  assert_int_equal(strlen(told), MOST_BYTES / 2 * 2);
  assert_memory_equal(told, title, strlen(told));
}

static void silence_has_a_report_too(void **state)
{
  (void)state;
  static float silence[48000 * 2];
  cli_write_sound("silence.wav", WAV16, 48000, 1, silence, 48000 * 2);
  run_fine("report -o silence.html silence.wav");
  cli_read_text("silence.html", page, sizeof page);
  assert_non_null(strstr(page, "No music was heard"));
  assert_null(strstr(page, "nan"));
  assert_null(strstr(page, "inf"));
  /* It has no level and no aim, so there are none in the chart. */
  assert_null(strstr(page, "<line class=\"before\""));
  assert_null(strstr(page, "<i class=\"aim\""));
  assert_non_null(strstr(page, "<rect class=\"zone\""));
  assert_true(json_is_one_line(run_fine("report --json silence.wav")->out));
}

static void nothing_is_overwritten(void **state)
{
  (void)state;
  run_fine("report --force -o kept.html song.wav");
  run_fine("report --png -o kept.png song.wav");
  static const char *const lines[] = {
      "report -o kept.html song.wav",        "report -o song.wav song.wav",
      "report --force -o song.wav song.wav", "report --png -o kept.png song.wav",
      "report --json -o kept.html song.wav", "report -o nowhere/page.html song.wav",
      "report --force -o output song.wav",   "report --force --json -o ../out song.wav"};
  static const char *const subjects[] = {"kept.html", "song.wav",          "song.wav", "kept.png",
                                         "kept.html", "nowhere/page.html", "output",   CLI_OUT};
  assert_int_equal(symlink("/proc/self/fd/1", "output"), 0); /* as /dev/stdout is */
  const int n_files = cli_count_files();
  for (int i = 0; i < 8; ++i) {
    const CliResult *result = cli_run(&test, lines[i]);
    assert_int_equal(result->exit_code, 1);
    if (!cli_is_one_clear_line(result->err, subjects[i])) {
      fail_msg("%s:\n%s", lines[i], result->err);
    }
    assert_int_equal(cli_count_files(), n_files);
  }
  struct stat link;
  assert_true(lstat("output", &link) == 0 && S_ISLNK(link.st_mode));
  run_fine("report --force --png -o kept.png song.wav");
  FILE *picture = fopen("kept.png", "rb");
  unsigned char magic[8] = {0};
  assert_int_equal(fread(magic, 1, 8, picture), 8);
  fclose(picture);
  assert_memory_equal(magic, "\x89PNG\r\n\x1a\n", 8);
  assert_int_equal(cli_run(&test, "report --png --json song.wav")->exit_code, 2);
}

static int begin(void **state)
{
  (void)state;
  cli_write_music("song.wav", WAV16, 44100, 2, 10.0, 1.0f);
  return 0;
}

int main(void)
{
  recordings_find_song(demo_song);
  recordings_find(&recordings, "classical", 3);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_report_says_what_a_render_shows),
      cmocka_unit_test(and_so_it_does_of_real_songs),
      cmocka_unit_test(json_is_identifys_and_more),
      cmocka_unit_test(the_command_can_be_run),
      cmocka_unit_test(the_page_needs_nothing_else),
      cmocka_unit_test(the_page_tells_zone_aim_and_song_apart),
      cmocka_unit_test(names_and_tags_cannot_break_the_page),
      cmocka_unit_test(a_figure_stays_behind_a_hebrew_name),
      cmocka_unit_test(a_long_title_is_cut_behind_a_character),
      cmocka_unit_test(silence_has_a_report_too),
      cmocka_unit_test(nothing_is_overwritten),
  };
  return CLI_RUN_TESTS(&test, tests, begin);
}
