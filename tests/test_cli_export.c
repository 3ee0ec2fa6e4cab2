/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq export-curve: the curves of other equalisers that are set by what it writes.
 * (test_cli_export_files.c tests its files.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/shelves.h"
#include "tests/support_cli.h"
#include "tests/support_json.h"
#include "tests/support_preset.h"
#include "tests/support_recordings.h"
#include "tests/support_spectrum.h"

#define TAU (2.0 * SPECTRUM_PI)

/* The promise is 0.5 dB. */
#define LIMIT_DB 0.1

/* x42-eq has one shelf at each end, and bells. */
#define FIL4_LIMIT_DB 0.5

enum { MAX_POINTS = 300 };

static CliTest test;
static char demo_song[PATH_MAX];
static Recordings jazz;
static Recordings hiphop;

/* --- the curve as a table ---------------------------------------------------------------- */

typedef struct {
  int count;
  double freq_hz[MAX_POINTS];
  double gain_db[MAX_POINTS];
  double with_preamp_db[MAX_POINTS];
} Table;

static void read_table(Table *table, const char *song, const char *options)
{
  char line[PATH_MAX + 128];
  snprintf(line, sizeof line, "export-curve --format csv %s %s", options, song);
  const char *at = cli_run_fine(&test, line)->out;
  table->count = 0;
  while ((at = strchr(at, '\n')) && at[1] != '\0') {
    const int i = table->count++;
    assert_int_equal(sscanf(++at, "%lf,%lf,%lf", &table->freq_hz[i], &table->gain_db[i],
                            &table->with_preamp_db[i]),
                     3);
  }
  assert_true(table->count > 200);
}

/** True if this point of the table counts. */
static bool counts(double freq_hz)
{
  return freq_hz >= 30.0 && freq_hz <= 16000.0;
}

static double strongest_db(const Table *table)
{
  double most_db = 0.0;
  for (int i = 0; i < table->count; ++i) {
    most_db = fmax(most_db, fabs(table->gain_db[i]));
  }
  return most_db;
}

/* Noise in bursts: it has a rhythm to hear, and sound at all frequencies to measure. */
static void write_noise(const char *path)
{
  enum { N_FRAMES = 20 * 48000 };
  static float sample[N_FRAMES * 2];
  uint64_t seed = 7;
  for (int i = 0; i < N_FRAMES; ++i) {
    const double level = 0.02 + 0.1 * exp(-6.0 * fmod(i / 48000.0, 0.5));
    for (int channel = 0; channel < 2; ++channel) {
      sample[2 * i + channel] = (float)(level * noise_next(&seed));
    }
  }
  cli_write_sound(path, WAV_FLOAT, 48000, 2, sample, N_FRAMES);
}

/* The gain of a fixed filter from its input and output: cross-spectrum over spectrum, averaged
 * over windows. */
static void the_table_is_what_the_plugin_does(void **state)
{
  (void)state;
  enum { N = 16384, BIN_STEP = 2 };
  static double cross[N];
  static double power[N];
  static double x[2 * N];
  static double y[2 * N];
  Table table;
  write_noise("noise.wav");
  cli_run_fine(&test,
               "render --learn --float --set genre=jazz --set range=6 noise.wav noise-out.wav");
  read_table(&table, "noise.wav", "--set genre=jazz --set range=6");
  const Sound in = cli_read_sound("noise.wav");
  const Sound out = cli_read_sound("noise-out.wav");
  memset(cross, 0, sizeof cross);
  memset(power, 0, sizeof power);
  for (sf_count_t start = 48000; start + N < in.info.frames; start += N / 2) {
    for (int i = 0; i < N; ++i) {
      const double window = 0.5 - 0.5 * cos(TAU * i / N);
      x[2 * i] = window * (double)in.sample[2 * (start + i)];
      y[2 * i] = window * (double)out.sample[2 * (start + i)];
      x[2 * i + 1] = y[2 * i + 1] = 0.0;
    }
    spectrum_fft(x, N);
    spectrum_fft(y, N);
    for (int k = 0; k < N / 2; ++k) {
      cross[2 * k] += x[2 * k] * y[2 * k] + x[2 * k + 1] * y[2 * k + 1];
      cross[2 * k + 1] += x[2 * k] * y[2 * k + 1] - x[2 * k + 1] * y[2 * k];
      power[k] += x[2 * k] * x[2 * k] + x[2 * k + 1] * x[2 * k + 1];
    }
  }
  double worst_db = 0.0;
  for (int i = 0; i < table.count; ++i) {
    const int k = (int)lround(table.freq_hz[i] * N / 48000.0);
    /* The frequency lies on a bin, or so high that a bin is a small part of an octave. */
    if (counts(table.freq_hz[i]) && table.freq_hz[i] > 200.0) {
      const double gain_db = 20.0 * log10(hypot(cross[2 * k], cross[2 * k + 1]) / power[k]);
      worst_db = fmax(worst_db, fabs(gain_db - table.with_preamp_db[i]));
    }
  }
  print_message("a curve of up to %.1f dB: the table is within %.3f dB of a render\n",
                strongest_db(&table), worst_db);
  assert_true(strongest_db(&table) > 2.0);
  assert_true(worst_db < LIMIT_DB);
  free(in.sample);
  free(out.sample);
}

/* --- Equalizer APO ------------------------------------------------------------------------- */

/* |H| of the cookbook's filters from their analog prototypes H(s), at the frequency to which the
 * bilinear transform warps. It is written independently of the program's code, to check it. */
static double apo_filter_db(const char *kind, double fc_hz, double gain_db, double q,
                            double freq_hz, double rate_hz)
{
  const double a = pow(10.0, gain_db / 40.0);
  const double w = tan(SPECTRUM_PI * freq_hz / rate_hz) / tan(SPECTRUM_PI * fc_hz / rate_hz);
  const double re = 1.0 - w * w;
  const double low = a - w * w;
  const double high = 1.0 - a * w * w;
  const double edge = sqrt(a) / q * w;
  if (strcmp(kind, "PK") == 0) {
    return 20.0 * log10(hypot(re, w * a / q) / hypot(re, w / (a * q)));
  }
  if (strcmp(kind, "LSC") == 0) {
    return 20.0 * log10(a * hypot(low, edge) / hypot(high, edge));
  }
  assert_string_equal(kind, "HSC");
  return 20.0 * log10(a * hypot(high, edge) / hypot(low, edge));
}

/* A shelf's Q as it is written, and as EasyEffects reads it. */
enum { RULE_APO, RULE_EASYEFFECTS, N_RULES };

static double q_by_rule(int rule, const char *kind, double q)
{
  return rule == RULE_EASYEFFECTS && strcmp(kind, "PK") != 0 ? 2.0 / 3.0 : q;
}

/* PipeWire 1.4 finds the preamp in line 1 alone, and cuts numbers: yet it reads what others do. */
static void expect_pipewire_reads(const char *text, double preamp_db, int n_filters)
{
  char filter[4], kind[4], freq[9], gain[7], q[7], kind_of_all[8];
  double all[3];
  int n_read = 0;
  assert_int_equal(sscanf(text, "%*s %6s %*s", gain), 1);
  assert_true(fabs(strtod(gain, NULL) - preamp_db) < 0.005);
  for (const char *at = text; at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL) {
    if (sscanf(at, "%*s %*d: %3s %3s %*s %8s %*s %*s %6s %*s %*c %6s", filter, kind, freq, gain,
               q) == 5) {
      assert_int_equal(sscanf(at, "Filter %*d: ON %7s Fc %lf Hz Gain %lf dB Q %lf", kind_of_all,
                              &all[0], &all[1], &all[2]),
                       4);
      assert_string_equal(kind, kind_of_all);
      assert_true(strtod(freq, NULL) == all[0] && strtod(gain, NULL) == all[1]);
      assert_true(strtod(q, NULL) == all[2]);
      ++n_read;
    }
  }
  assert_int_equal(n_read, n_filters);
}

static double worst_of_apo(const char *song, int rate_hz)
{
  Table table;
  char options[32];
  char line[PATH_MAX + 128];
  snprintf(options, sizeof options, "--rate %d", rate_hz);
  read_table(&table, song, options);
  snprintf(line, sizeof line, "export-curve --format apo %s %s", options, song);
  const char *text = cli_run_fine(&test, line)->out;
  double promised_db = 0.0;
  double from_hz = 0.0;
  double to_hz = 0.0;
  assert_int_equal(sscanf(strstr(text, "within"),
                          "within %lf dB of the plugin's curve, from %lf to %lf Hz", &promised_db,
                          &from_hz, &to_hz),
                   3);
  double preamp_db = 0.0;
  assert_int_equal(sscanf(strstr(text, "Preamp:"), "Preamp: %lf dB", &preamp_db), 1);
  double sum_db[N_RULES][MAX_POINTS] = {{0.0}};
  int n_filters = 0;
  for (const char *at = text; (at = strstr(at, "\nFilter ")); ++at) {
    char kind[8];
    double fc_hz;
    double gain_db;
    double q;
    assert_int_equal(
        sscanf(at, " Filter %*d: ON %7s Fc %lf Hz Gain %lf dB Q %lf", kind, &fc_hz, &gain_db, &q),
        4);
    ++n_filters;
    /* The filters are within the readers' ranges, and do nothing that the curve does not ask for.
     */
    assert_true(fc_hz >= 20.0 && fc_hz <= 22000.0 && q >= 0.3 && q <= 3.0 && fabs(gain_db) <= 9.0);
    for (int rule = 0; rule < N_RULES; ++rule) {
      for (int i = 0; i < table.count; ++i) {
        sum_db[rule][i] += apo_filter_db(kind, fc_hz, gain_db, q_by_rule(rule, kind, q),
                                         table.freq_hz[i], rate_hz);
      }
    }
  }
  assert_true(n_filters > 0);
  expect_pipewire_reads(text, preamp_db, n_filters);
  double worst_db[N_RULES] = {0.0};
  for (int rule = 0; rule < N_RULES; ++rule) {
    for (int i = 0; i < table.count; ++i) {
      if (table.freq_hz[i] >= from_hz && table.freq_hz[i] <= to_hz) {
        worst_db[rule] =
            fmax(worst_db[rule], fabs(sum_db[rule][i] + preamp_db - table.with_preamp_db[i]));
      }
    }
  }
  print_message("apo at %d Hz: a curve of up to %.1f dB within %.3f dB, in EasyEffects %.3f dB\n",
                rate_hz, strongest_db(&table), worst_db[RULE_APO], worst_db[RULE_EASYEFFECTS]);
  /* The file keeps its own promise; it and the table are rounded. */
  assert_true(from_hz <= 30.0 && to_hz + 0.5 >= fmin(16000.0, 0.45 * rate_hz));
  assert_true(worst_db[RULE_APO] < promised_db + 0.01);
  return fmax(worst_db[RULE_APO], worst_db[RULE_EASYEFFECTS]);
}

static void equalizer_apo_does_the_same(void **state)
{
  (void)state;
  assert_true(worst_of_apo("song.wav", 44100) < LIMIT_DB);
  assert_true(worst_of_apo("song.wav", 48000) < LIMIT_DB);
  assert_true(worst_of_apo("song.wav", 96000) < LIMIT_DB);
  assert_true(worst_of_apo("song.wav", 22050) < LIMIT_DB);
}

/* --- presets in the real plugins ------------------------------------------------------------- */

typedef struct {
  const char *format;
  const char *plugin;
  const char *package;
} OtherPlugin;

static const OtherPlugin fil4 = {"fil4", "http://gareus.org/oss/lv2/fil4#stereo", "x42-plugins"};
static const OtherPlugin lsp = {"lsp", "http://lsp-plug.in/plugins/lv2/para_equalizer_x16_stereo",
                                "lsp-plugins-lv2"};

/* The largest difference between the plugin and our curve; NaN if there is no plugin. */
static double worst_of_preset(const OtherPlugin *other, const char *song, int rate_hz)
{
  static int n_bundles;
  static PresetTest preset;
  Table table;
  char options[32];
  char line[PATH_MAX + 128];
  char bundle[PATH_MAX];
  char label[256];
  char expected[256];
  snprintf(options, sizeof options, "--rate %d", rate_hz);
  read_table(&table, song, options);
  snprintf(bundle, sizeof bundle, "%s/work/preset-%d.lv2", test.scratch, ++n_bundles);
  snprintf(line, sizeof line, "export-curve --format %s %s -o %s %s", other->format, options,
           bundle, song);
  cli_run_fine(&test, line);
  if (!preset_test(&preset, other->plugin, bundle, rate_hz, label, sizeof label)) {
    return (double)NAN;
  }
  const char *slash = strrchr(song, '/');
  snprintf(expected, sizeof expected, "%.200s (Genre EQ)", slash ? slash + 1 : song);
  assert_string_equal(label, expected);
  assert_true(preset.n_set > 20);
  double worst_db = 0.0;
  for (int i = 0; i < table.count; i += 4) {
    if (counts(table.freq_hz[i])) {
      const double gain_db = preset_gain_db(&preset, table.freq_hz[i], rate_hz);
      worst_db = fmax(worst_db, fabs(gain_db - table.with_preamp_db[i]));
    }
  }
  preset_test_end(&preset);
  print_message("%s at %d Hz, %s: a curve of up to %.1f dB within %.3f dB\n", other->format,
                rate_hz, expected, strongest_db(&table), worst_db);
  return worst_db;
}

static void try_preset(const OtherPlugin *other)
{
  static const int rates_hz[] = {44100, 48000, 96000};
  for (int i = 0; i < 3; ++i) {
    const double worst_db = worst_of_preset(other, "song.wav", rates_hz[i]);
    if (isnan(worst_db)) {
      print_message("needs %s (make deps-hosts)\n", other->package);
      skip();
    }
    assert_true(worst_db < (other == &fil4 ? FIL4_LIMIT_DB : LIMIT_DB));
  }
}

static void fil4_does_the_same(void **state)
{
  (void)state;
  try_preset(&fil4);
}

static void lsp_does_the_same(void **state)
{
  (void)state;
  try_preset(&lsp);
}

static void real_songs_come_over(void **state)
{
  (void)state;
  const char *songs[9] = {*demo_song ? demo_song : NULL};
  int n_songs = *demo_song ? 1 : 0;
  for (int i = 0; i < jazz.count; ++i) {
    songs[n_songs++] = jazz.path[i];
  }
  for (int i = 0; i < hiphop.count; ++i) {
    songs[n_songs++] = hiphop.path[i];
  }
  if (n_songs == 0) {
    print_message("needs a song (make run)\n");
    skip();
  }
  for (int i = 0; i < n_songs; ++i) {
    const double fil4_db = worst_of_preset(&fil4, songs[i], 48000);
    const double lsp_db = worst_of_preset(&lsp, songs[i], 48000);
    assert_true(worst_of_apo(songs[i], 48000) < LIMIT_DB);
    assert_true(isnan(fil4_db) || fil4_db < FIL4_LIMIT_DB);
    assert_true(isnan(lsp_db) || lsp_db < LIMIT_DB);
  }
}

static void json_says_what_the_table_says(void **state)
{
  (void)state;
  Table table;
  read_table(&table, "song.wav", "");
  const CliResult *result = cli_run_fine(&test, "export-curve --format json song.wav");
  assert_true(json_is_one_line(result->out));
  assert_true(json_find_number(result->out, "sample_rate") == 44100.0);
  for (int i = 0; i < table.count; i += 10) {
    char path[32];
    snprintf(path, sizeof path, "curve.%d.1", i);
    assert_true(fabs(json_find_number(result->out, path) - table.gain_db[i]) < 1e-4);
  }
  const double gain_db = json_find_number(result->out, "sections.0.gain_db");
  const double freq_hz = json_find_number(result->out, "sections.0.freq_hz");
  assert_true(fabs(freq_hz / shelf_shape(0, gain_db).freq_hz - 1.0) < 1e-4);
  assert_true(json_find_number(result->out, "cookbook_error_db") < LIMIT_DB);
}

static int begin(void **state)
{
  (void)state;
  cli_write_music("song.wav", WAV16, 44100, 2, 8.0, 1.0f);
  return 0;
}

int main(void)
{
  recordings_find_song(demo_song);
  recordings_find(&jazz, "jazz", 3);
  recordings_find(&hiphop, "hiphop", 3);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_table_is_what_the_plugin_does),
      cmocka_unit_test(equalizer_apo_does_the_same),
      cmocka_unit_test(fil4_does_the_same),
      cmocka_unit_test(lsp_does_the_same),
      cmocka_unit_test(real_songs_come_over),
      cmocka_unit_test(json_says_what_the_table_says),
  };
  return CLI_RUN_TESTS(&test, tests, begin);
}
