/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built program: own profiles, references and learned curves, as presets that
 * lilv lists and as files.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plugin/profile_file.h"
#include "tests/support_cli.h"
#include "tests/support_lilv.h"
#include "tests/support_recordings.h"

enum { WAV16 = SF_FORMAT_WAV | SF_FORMAT_PCM_16, WAV_FLOAT = SF_FORMAT_WAV | SF_FORMAT_FLOAT };

static CliTest test;
static Recordings recordings;

/* --- helpers ---------------------------------------------------------------------------- */

/* Runs it with these words, which may hold spaces; the last is NULL. */
static const CliResult *run_words(const char *const *words)
{
  static CliResult result;
  cli_finish(cli_start(&test, words, 0, -1), &result);
  return &result;
}

static void run_fine(const char *line)
{
  const CliResult *result = cli_run(&test, line);
  if (result->exit_code != 0 || result->err[0] != '\0') {
    fail_msg("%s: exit code %d, and\n%s", line, result->exit_code, result->err);
  }
}

static Profile profile_in(const char *directory)
{
  Profile profile;
  char error[PROFILE_ERROR_BYTES] = "";
  if (!profile_file_read(directory, &profile, error)) {
    fail_msg("%s: %s", directory, error);
  }
  return profile;
}

static double middle_db(const Profile *profile, int band)
{
  return 0.5 * (profile->zone[band].low_db + profile->zone[band].high_db);
}

static double largest_difference_db(const Profile *a, const Profile *b)
{
  double largest = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    largest = fmax(largest, fabs(middle_db(a, band) - middle_db(b, band)));
  }
  return largest;
}

/* Music of a brighter tone the higher `tilt`, with `silence_s` of silence around it. */
static void write_song(const char *path, int rate_hz, int channels, double tilt, double silence_s)
{
  Music music = music_make(8.0, rate_hz);
  const uint32_t around = (uint32_t)(silence_s * rate_hz);
  const uint32_t n = music.n_frames + 2 * around;
  float *sample = calloc((size_t)n * (size_t)channels + 1, sizeof *sample);
  for (int channel = 0; channel < channels; ++channel) {
    double slow = 0.0;
    for (uint32_t i = 0; i < music.n_frames; ++i) {
      const double x = (double)music.channel[channel][i];
      slow += (x - slow) * (1.0 - exp(-6.283 * 1000.0 / rate_hz));
      sample[(around + i) * (uint32_t)channels + (uint32_t)channel] =
          (float)(slow + (1.0 + tilt) * (x - slow));
    }
  }
  cli_write_sound(path, WAV_FLOAT, rate_hz, channels, sample, n);
  free(sample);
  music_free(&music);
}

static void make_songs(void)
{
  write_song("a.wav", 44100, 2, 0.0, 0.0);
  write_song("b.wav", 48000, 2, 1.0, 0.0);
  write_song("c.wav", 44100, 1, 3.0, 0.0);
}

/* --- presets ------------------------------------------------------------------------------ */

/* The world of the one host that is open: its instance needs it to the end. */
static LilvWorld *host_world;

static void load_bundle(LilvWorld *world, const char *path)
{
  char absolute[PATH_MAX + 1];
  assert_non_null(realpath(path, absolute));
  strcat(absolute, "/");
  LilvNode *bundle = lilv_new_file_uri(world, NULL, absolute);
  lilv_world_load_bundle(world, bundle);
  lilv_node_free(bundle);
}

static void set_port(const char *symbol, void *user, const void *value, uint32_t size,
                     uint32_t type)
{
  TestHost *host = user;
  const Control control = control_by_symbol(symbol);
  (void)type;
  assert_int_not_equal(control, CONTROL_COUNT);
  assert_int_equal(size, sizeof(float));
  memcpy(&host->control[control], value, sizeof(float));
}

/* What a host does: lists the presets of the plugin, finds the one of this name, and
 * applies it to a new instance. */
static TestHost *host_with_preset(const char *bundle, const char *uri, const char *name)
{
  LilvWorld *world = lilv_world_new();
  assert_null(host_world);
  host_world = world;
  load_bundle(world, test.bundle);
  load_bundle(world, bundle);
  const LilvPlugin *plugin = test_plugin(world, uri);
  assert_non_null(plugin);
  LilvNode *type = lilv_new_uri(world, "http://lv2plug.in/ns/ext/presets#Preset");
  LilvNode *label = lilv_new_uri(world, LILV_NS_RDFS "label");
  LilvNodes *presets = lilv_plugin_get_related(plugin, type);
  LilvState *state = NULL;
  TestHost *host = host_new(plugin, 48000.0, HOST_WORKER_AT_ONCE);
  LILV_FOREACH(nodes, i, presets)
  {
    const LilvNode *preset = lilv_nodes_get(presets, i);
    lilv_world_load_resource(world, preset);
    LilvNode *said = lilv_world_get(world, preset, label, NULL);
    if (said && strcmp(lilv_node_as_string(said), name) == 0) {
      assert_null(state); /* listed once */
      state = lilv_state_new_from_world(world, &host->map, preset);
    }
    lilv_node_free(said);
  }
  assert_non_null(state);
  lilv_state_restore(state, host->instance, set_port, host, 0, host->features);
  lilv_state_free(state);
  lilv_nodes_free(presets);
  lilv_node_free(type);
  lilv_node_free(label);
  return host;
}

static void close_host(TestHost *host)
{
  host_free(host);
  lilv_world_free(host_world);
  host_world = NULL;
}

static void play_some(TestHost *host, double seconds)
{
  Music music = music_make(seconds, 48000.0);
  for (uint32_t at = 0; at + 512 <= music.n_frames; at += 512) {
    float *io[2] = {music.channel[0] + at, music.channel[1] + at};
    host_run(host, io, io, 512);
  }
  music_free(&music);
}

static void a_profile_is_a_preset_in_every_host(void **state)
{
  (void)state;
  static const char *const words[] = {
      "profile", "Songs \"of\" the lake \xe2\x99\xab", "a.wav", "b.wav", "c.wav", "-o", "lake",
      NULL};
  const CliResult *result = run_words(words);
  print_message("%s", result->out);
  assert_int_equal(result->exit_code, 0);
  assert_string_equal(result->err, "");
  assert_non_null(strstr(result->out, "3 songs, worth 3.0"));
  const char *const uris[] = {GENRE_EQ_URI_STEREO, GENRE_EQ_URI_MONO};
  for (int v = 0; v < 2; ++v) {
    TestHost *host = host_with_preset("lake", uris[v], words[1]);
    assert_float_equal(host->control[CONTROL_GENRE], (float)GENRE_CHOICE_OWN, 0.0f);
    lilv_instance_activate(host->instance);
    play_some(host, 5.0);
    assert_string_equal(host->report.profile_name, words[1]);
    close_host(host);
  }
}

/* A profile lies in ~/.lv2 under its name, and is found there under its name. */
static void home_is_where_profiles_live(void **state)
{
  (void)state;
  run_fine("profile Home a.wav b.wav c.wav");
  assert_int_equal(access("home/.lv2/Home.preset.lv2/manifest.ttl", R_OK), 0);
  run_fine("render --learn --profile Home a.wav by-name.wav");
  run_fine("render --learn --profile home/.lv2/Home.preset.lv2 a.wav by-folder.wav");
  run_fine("render --learn --profile home/.lv2/Home.preset.lv2/profile.txt a.wav by-file.wav");
  run_fine("render --learn a.wav without.wav");
  assert_true(cli_same_bytes("by-name.wav", "by-folder.wav"));
  assert_true(cli_same_bytes("by-name.wav", "by-file.wav"));
  assert_false(cli_same_bytes("by-name.wav", "without.wav"));
  run_fine("render --preset Home a.wav by-preset.wav");
  const CliResult *listed = cli_run(&test, "presets");
  assert_non_null(strstr(listed->out, "urn:genre-eq:stereo:own-Home "));
  assert_non_null(strstr(listed->out, "urn:genre-eq:stereo:gentle "));
  const CliResult *result = cli_run(&test, "identify --profile Nowhere a.wav");
  assert_int_equal(result->exit_code, 1);
  assert_true(cli_is_one_clear_line(result->err, "Nowhere"));
  result = cli_run(&test, "identify --profile a.wav a.wav");
  assert_int_equal(result->exit_code, 1);
  print_message("%s", result->err);
  assert_true(cli_is_one_clear_line(result->err, "a.wav"));
}

static void a_learned_curve_is_a_preset(void **state)
{
  (void)state;
  run_fine("learn a.wav --save Curve -o curve --set range=3");
  run_fine("render --learn --set range=3 a.wav learned.wav");
  TestHost *host = host_with_preset("curve", GENRE_EQ_URI_STEREO, "Curve");
  assert_float_equal(host->control[CONTROL_MODE], (float)MODE_HOLD, 0.0f);
  assert_float_equal(host->control[CONTROL_RANGE], 3.0f, 0.0f);
  lilv_instance_activate(host->instance);
  play_some(host, 0.3);
  double largest_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    largest_db = fmax(largest_db, fabs((double)host->control[CONTROL_GAIN_LOW + band]));
  }
  print_message("held from the first block: %.2f dB at most\n", largest_db);
  assert_true(largest_db > 0.5);
  close_host(host);
  host = host_with_preset("curve", GENRE_EQ_URI_MONO, "Curve");
  close_host(host);
  /* In ~/.lv2 the program finds it, too: the same bytes as if it had just learned. */
  run_fine("learn a.wav --save Curve --set range=3");
  run_fine("render --preset Curve a.wav held.wav");
  assert_true(cli_same_bytes("learned.wav", "held.wav"));
}

/* --- what is measured ----------------------------------------------------------------------- */

static void silence_rate_and_order_change_little(void **state)
{
  (void)state;
  write_song("pauses.wav", 44100, 2, 0.0, 20.0);
  write_song("rate.wav", 96000, 2, 0.0, 0.0);
  run_fine("profile x a.wav -o plain");
  run_fine("profile x pauses.wav -o pauses");
  run_fine("profile x rate.wav -o rate");
  run_fine("profile x a.wav b.wav c.wav -o abc");
  run_fine("profile x c.wav a.wav b.wav -o cab");
  const Profile plain = profile_in("plain");
  const Profile pauses = profile_in("pauses");
  const Profile rate = profile_in("rate");
  const Profile abc = profile_in("abc");
  const Profile cab = profile_in("cab");
  print_message("20 s of silence on both sides: %.3f dB; 96 kHz: %.3f dB\n",
                largest_difference_db(&plain, &pauses), largest_difference_db(&plain, &rate));
  assert_true(largest_difference_db(&plain, &pauses) < 0.2); /* two hops at the edges */
  assert_true(largest_difference_db(&plain, &rate) < 0.3);
  assert_true(largest_difference_db(&abc, &cab) < 0.002);
}

static void weights_and_few_songs_show(void **state)
{
  (void)state;
  run_fine("profile x a.wav c.wav -o even");
  run_fine("profile x a.wav c.wav --weight c.wav=9 -o bright");
  run_fine("profile x a.wav -o one");
  run_fine("profile x a.wav --match -o match");
  const Profile even = profile_in("even");
  const Profile bright = profile_in("bright");
  const Profile one = profile_in("one");
  const Profile match = profile_in("match");
  print_message("top band: even %.2f dB, with 9 times the brighter song %.2f dB\n",
                middle_db(&even, BAND_HIGH), middle_db(&bright, BAND_HIGH));
  assert_true(middle_db(&bright, BAND_HIGH) > middle_db(&even, BAND_HIGH) + 0.5);
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
  run_fine(line);
  const Profile measured = profile_in("measured");
  double mean = 0.0;
  double sum = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    mean += (middle_db(&measured, band) - middle_db(aim, band)) / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += fabs(middle_db(&measured, band) - middle_db(aim, band) - mean) / BAND_COUNT;
  }
  return sum;
}

/* Another rate, another level, another number of channels: still matched. */
static void a_reference_is_matched(void **state)
{
  (void)state;
  run_fine("profile x c.wav --match -o reference");
  const Profile aim = profile_in("reference");
  run_fine("render --learn --reference c.wav --set range=6 b.wav matched.wav");
  write_song("narrow.wav", 8000, 1, 0.5, 0.0);
  const CliResult *narrow = cli_run(&test, "profile x narrow.wav --match -o narrow");
  print_message("%s", narrow->err);
  assert_int_equal(narrow->exit_code, 0);
  assert_non_null(strstr(narrow->err, "ends at 4000 Hz"));
  assert_true(profile_in("narrow").zone[BAND_HIGH].low_db < -60.0);
  const double before_db = distance_to("b.wav", &aim);
  const double after_db = distance_to("matched.wav", &aim);
  print_message("48 kHz stereo toward 44.1 kHz mono: %.2f dB off before, %.2f dB after\n",
                before_db, after_db);
  assert_true(before_db > 1.0);
  assert_true(after_db < 0.6); /* the zone is ±0.5 dB wide */
}

/* --- bad input ----------------------------------------------------------------------------------
 */

static void write_text(const char *path, const char *text)
{
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

static void bad_input_gets_clear_words(void **state)
{
  (void)state;
  static const struct {
    const char *line;
    int exit_code;
    const char *subject;
    const char *says;
  } cases[] = {
      {"profile", 2, "profile", "missing"},
      {"profile Name", 2, "profile", "missing"},
      {"profile Name silent.wav", 1, NULL, "no song with music"},
      {"profile Name text.wav", 1, NULL, "no song with music"},
      {"profile Name none.wav", 1, NULL, "No such file"},
      {"profile Name .", 1, NULL, "is a directory"},
      {"profile Name short.wav", 1, NULL, "1.1 s of music"},
      {"profile Name a.wav --weight b.wav=2", 2, "b.wav=2", "not among the songs"},
      {"profile Name a.wav --weight a.wav=0", 2, "a.wav=0", "is no weight"},
      {"profile Name a.wav --weight a.wav=x", 2, "a.wav=x", "is no weight"},
      {"profile Name a.wav --weight a.wav", 2, "a.wav", "is no weight"},
      {"profile Name a.wav --blend 101", 2, "--blend", "0 to 100"},
      {"profile Name a.wav b.wav --match", 2, "--match", "one file"},
      {"profile 12345678901234567890123456789012345678901234567890 a.wav", 2, NULL, "no name"},
      {"profile \xff a.wav", 2, NULL, "no name"},
      {"profile ... a.wav", 1, "...", "makes no file name"},
      {"profile Name a.wav -o none/there", 1, "none/there", "cannot be written"},
      {"profile Name a.wav -o a.wav", 1, "a.wav", "no preset of ours"},
      {"profile Name a.wav -o folder --force", 1, "folder", "no preset of ours"},
      {"learn a.wav", 2, "--save", "missing"},
      {"learn silent.wav --save x", 1, "silent.wav", "no music"},
      {"render --reference silent.wav a.wav out.wav", 1, "silent.wav", "0.0 s of music"},
      {"render --reference none.wav a.wav out.wav", 1, "none.wav", "No such file"},
  };
  static float silence[44100 * 12];
  cli_write_sound("silent.wav", WAV16, 44100, 1, silence, 44100 * 12);
  cli_write_music("short.wav", WAV16, 44100, 1, 1.0, 1.0f);
  write_text("text.wav", "this is no sound\n");
  assert_int_equal(mkdir("folder", 0777), 0);
  write_text("folder/mine.txt", "keep me\n");
  const int before = cli_count_files();
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const CliResult *result = cli_run(&test, cases[i].line);
    print_message("%s", result->err);
    assert_int_equal(result->exit_code, cases[i].exit_code);
    assert_non_null(strstr(result->err, cases[i].says));
    if (cases[i].subject) {
      assert_true(cli_is_one_clear_line(result->err, cases[i].subject));
    }
    assert_int_equal(cli_count_files(), before);
  }
  assert_int_equal(access("folder/mine.txt", R_OK), 0);
  assert_int_not_equal(access("home/.lv2/Name.preset.lv2", F_OK), 0);
}

static void what_is_there_is_kept(void **state)
{
  (void)state;
  run_fine("profile Keep a.wav -o keep");
  const Profile before = profile_in("keep");
  const CliResult *result = cli_run(&test, "profile Keep b.wav -o keep");
  assert_int_equal(result->exit_code, 1);
  assert_non_null(strstr(result->err, "--force"));
  result = cli_run(&test, "profile Keep silent.wav -o keep --force");
  assert_int_equal(result->exit_code, 1);
  const Profile after = profile_in("keep");
  assert_memory_equal(before.zone, after.zone, sizeof before.zone);
  const int n_files = cli_count_files();
  run_fine("profile Keep b.wav -o keep --force");
  const Profile replaced = profile_in("keep");
  assert_true(largest_difference_db(&before, &replaced) > 0.1);
  run_fine("learn a.wav --save Keep -o keep --force"); /* no profile.txt is left behind */
  assert_int_not_equal(access("keep/profile.txt", F_OK), 0);
  assert_int_equal(cli_count_files(), n_files);
}

/* A thousand names, few of them songs: each of the others is named, the songs count. */
static void a_thousand_files_are_no_trouble(void **state)
{
  (void)state;
  enum { COUNT = 1000, SONGS = 20 };
  static char name[COUNT][16];
  static const char *words[COUNT + 8] = {"profile", "--json", "Many", "-o", "many"};
  write_song("small.wav", 44100, 1, 0.5, 0.0);
  for (int i = 0; i < COUNT; ++i) {
    snprintf(name[i], sizeof name[i], "m%d.wav", i);
    assert_int_equal(symlink(i % (COUNT / SONGS) == 0 ? "small.wav" : "text.wav", name[i]), 0);
    words[5 + i] = name[i];
  }
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
  assert_int_equal(profile_in("many").n_songs, SONGS);
  for (int i = 0; i < COUNT; ++i) {
    unlink(name[i]);
  }
}

/* --- real music --------------------------------------------------------------------------------
 */

/* Ten recordings of hip hop lie nearer to hip hop's zone than to any other. How well a
 * profile mends an eleventh: make bench-profile. */
static void ten_recordings_know_their_own(void **state)
{
  (void)state;
  if (recordings.count < 11) {
    print_message("no recordings in ../shared/data/fullband\n");
    skip();
  }
  const char *words[20] = {"profile", "Ten", "-o", "ten"};
  for (int i = 0; i < 10; ++i) {
    words[4 + i] = recordings.path[i];
  }
  const CliResult *result = run_words(words);
  print_message("%s", result->out);
  assert_int_equal(result->exit_code, 0);
  const Profile ten = profile_in("ten");
  assert_int_equal(ten.n_songs, 10);
  double off_db[GENRE_COUNT] = {0.0};
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      const Zone *zone = &genre_zone[genre][band];
      off_db[genre] +=
          fabs(middle_db(&ten, band) - 0.5 * (zone->low_db + zone->high_db)) / BAND_COUNT;
    }
    print_message("off the middle of %s by %.2f dB\n", genre_name[genre], off_db[genre]);
    assert_true(off_db[genre] >= off_db[GENRE_HIPHOP] || genre < GENRE_HIPHOP);
  }
  const char *const again[] = {"identify", "--json", "--profile", "ten", recordings.path[10], NULL};
  result = run_words(again);
  assert_int_equal(result->exit_code, 0);
  assert_non_null(strstr(result->out, "\"zone_low_db\""));
}

int main(void)
{
  recordings_find(&recordings, "hiphop", 11);
  if (!cli_test_begin(&test)) {
    printf("no program %s: skipped\n", test.program);
    return 0;
  }
  char home[PATH_MAX];
  if (!getcwd(home, sizeof home - 8) || mkdir("home", 0777) != 0) {
    return 1;
  }
  strcat(home, "/home");
  setenv("HOME", home, 1);
  make_songs();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_profile_is_a_preset_in_every_host),
      cmocka_unit_test(home_is_where_profiles_live),
      cmocka_unit_test(a_learned_curve_is_a_preset),
      cmocka_unit_test(silence_rate_and_order_change_little),
      cmocka_unit_test(weights_and_few_songs_show),
      cmocka_unit_test(an_artist_counts_as_the_root_of_the_songs),
      cmocka_unit_test(a_reference_is_matched),
      cmocka_unit_test(bad_input_gets_clear_words),
      cmocka_unit_test(what_is_there_is_kept),
      cmocka_unit_test(a_thousand_files_are_no_trouble),
      cmocka_unit_test(ten_recordings_know_their_own),
  };
  const int failed = cmocka_run_group_tests_name("cli_profile", tests, NULL, NULL);
  cli_test_end(&test);
  return failed;
}
