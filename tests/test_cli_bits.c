/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The last bits of a render: unchanged if the plugin does not change the sound, dithered otherwise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_bytes.h"
#include "tests/support_cli.h"

enum { RATE_HZ = 44100, FRAMES = 2 * RATE_HZ };
#define TAU 6.283185307179586
#define STEP (1.0 / 32768.0)

static CliTest test;

static void write_values(const char *path, int format, const double *value)
{
  SF_INFO info = {.samplerate = RATE_HZ, .channels = 1, .format = format};
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  assert_non_null(file);
  const int subtype = format & SF_FORMAT_SUBMASK;
  for (int i = 0; i < FRAMES; ++i) {
    /* Reads integers, because libsndfile's own conversion has another scale. */
    const int32_t whole = (int32_t)floor(value[i] * 2147483648.0);
    if (subtype == SF_FORMAT_FLOAT || subtype == SF_FORMAT_DOUBLE) {
      assert_int_equal(sf_write_double(file, &value[i], 1), 1);
    } else {
      assert_int_equal(sf_write_int(file, &whole, 1), 1);
    }
  }
  sf_close(file);
}

static void read_values(const char *path, double *value)
{
  SF_INFO info = {.format = 0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  assert_non_null(file);
  assert_int_equal(info.frames, FRAMES);
  assert_int_equal(sf_read_double(file, value, FRAMES), FRAMES);
  sf_close(file);
}

static void bypassed_each_bit_stays(void **state)
{
  (void)state;
  static const struct {
    const char *in, *out;
    int format;
  } kinds[] = {
      {"16.wav", "o16.wav", WAV16},
      {"24.wav", "o24.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_24},
      {"32.wav", "o32.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_32},
      {"float.wav", "of.wav", WAV_FLOAT},
      {"double.wav", "od.wav", SF_FORMAT_WAV | SF_FORMAT_DOUBLE},
      {"32.aiff", "o32.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_32},
      {"double.caf", "od.caf", SF_FORMAT_CAF | SF_FORMAT_DOUBLE},
      {"24.flac", "o24.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_24},
      {"double.w64", "o.w64", SF_FORMAT_W64 | SF_FORMAT_DOUBLE},
  };
  double *value = calloc(FRAMES, sizeof *value);
  double *in = calloc(FRAMES, sizeof *in);
  double *out = calloc(FRAMES, sizeof *out);
  uint64_t noise = 1;
  for (int i = 0; i < FRAMES; ++i) {
    noise = noise * 6364136223846793005u + 1442695040888963407u;
    value[i] = (double)(int64_t)noise / 9223372036854775808.0;
  }
  int wrong = 0;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
    char line[96];
    write_values(kinds[i].in, kinds[i].format, value);
    snprintf(line, sizeof line, "render --set enabled=off %s %s", kinds[i].in, kinds[i].out);
    assert_int_equal(cli_run(&test, line)->exit_code, 0);
    read_values(kinds[i].in, in);
    read_values(kinds[i].out, out);
    int changed = 0;
    for (int k = 0; k < FRAMES; ++k) {
      changed += in[k] != out[k];
    }
    print_message("%s: %d of %d samples changed\n", kinds[i].in, changed, FRAMES);
    wrong += changed;
  }
  free(value);
  free(in);
  free(out);
  assert_int_equal(wrong, 0);
}

/* Not noise: libsndfile's coder keeps 24 bits of that. */
static void bypassed_32_bits_of_alac_stay(void **state)
{
  (void)state;
  double *value = calloc(FRAMES, sizeof *value);
  double *in = calloc(FRAMES, sizeof *in);
  double *out = calloc(FRAMES, sizeof *out);
  for (int i = 0; i < FRAMES; ++i) {
    value[i] = 0.3 * sin(TAU * 350.0 * i / RATE_HZ);
  }
  write_values("alac.caf", SF_FORMAT_CAF | SF_FORMAT_ALAC_32, value);
  cli_run_fine(&test, "render --set enabled=off alac.caf pcm.caf");
  read_values("alac.caf", in);
  read_values("pcm.caf", out);
  const int differs = memcmp(in, out, FRAMES * sizeof *in);
  free(value);
  free(in);
  free(out);
  assert_int_equal(differs, 0);
}

/* A Wave64 whose "fmt " says the kind of its samples in an extension, as ffmpeg writes it. */
static void save_extensible(const char *path, const char *plain, unsigned char kind)
{
  enum { FMT = 40, BODY = 24, SHORT = 16, LONG = 40 };
  static const unsigned char rest[] = {0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71};
  const Bytes song = bytes_load(plain);
  const size_t end = FMT + BODY + SHORT;
  unsigned char *head = calloc(end + LONG - SHORT, 1);
  memcpy(head, song.data, end);
  bytes_put_little(head + 16, (uint32_t)(song.bytes + LONG - SHORT));
  bytes_put_little(head + FMT + 16, BODY + LONG);
  head[FMT + BODY] = 0xfe; /* WAVE_FORMAT_EXTENSIBLE */
  head[FMT + BODY + 1] = 0xff;
  head[end] = LONG - SHORT - 2;
  head[end + 2] = song.data[FMT + BODY + 14]; /* bits of a sample */
  head[end + 8] = kind;
  memcpy(head + end + 12, rest, sizeof rest);
  bytes_save(path, head, end + LONG - SHORT, song.data + end, song.bytes - end);
  free(head);
  free(song.data);
}

static void floats_in_an_extensible_wave64_are_read_as_such(void **state)
{
  (void)state;
  enum { IS_INTEGER = 1, IS_FLOAT = 3 };
  static const struct {
    int subtype;
    unsigned char kind;
  } kinds[] = {{SF_FORMAT_FLOAT, IS_FLOAT},
               {SF_FORMAT_DOUBLE, IS_FLOAT},
               {SF_FORMAT_PCM_24, IS_INTEGER},
               {SF_FORMAT_PCM_32, IS_INTEGER}};
  double *value = calloc(FRAMES, sizeof *value);
  double *in = calloc(FRAMES, sizeof *in);
  double *out = calloc(FRAMES, sizeof *out);
  int wrong = 0;
  for (int i = 0; i < FRAMES; ++i) {
    value[i] = 0.3 * sin(TAU * 350.0 * i / RATE_HZ);
  }
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
    write_values("short.w64", SF_FORMAT_W64 | kinds[i].subtype, value);
    save_extensible("long.w64", "short.w64", kinds[i].kind);
    cli_run_fine(&test, "render --force --set enabled=off long.w64 o.w64");
    read_values("short.w64", in);
    read_values("o.w64", out);
    const bool same = memcmp(in, out, FRAMES * sizeof *in) == 0;
    print_message("subtype %d: %s\n", kinds[i].subtype, same ? "same samples" : "other samples");
    wrong += !same;
  }
  free(value);
  free(in);
  free(out);
  assert_int_equal(wrong, 0);
}

typedef struct {
  double power; /* in squares of steps */
  double mean;  /* in steps */
  double tone;  /* amplitude of the tone and of its third harmonic, in steps */
  double third;
} Error;

/* The difference between a 16-bit file and the same render in float. */
static Error error_of(const char *path, const char *exact_path)
{
  const double turn = TAU * 441.0 / RATE_HZ;
  double *value = calloc(FRAMES, sizeof *value);
  double *exact = calloc(FRAMES, sizeof *exact);
  Error error = {0.0, 0.0, 0.0, 0.0};
  read_values(path, value);
  read_values(exact_path, exact);
  for (int i = 0; i < FRAMES; ++i) {
    const double wrong = (value[i] - exact[i]) / STEP;
    error.power += wrong * wrong / FRAMES;
    error.mean += wrong / FRAMES;
    error.tone += wrong * sin(turn * i) * 2.0 / FRAMES;
    error.third += wrong * sin(3.0 * turn * i) * 2.0 / FRAMES;
  }
  free(value);
  free(exact);
  return error;
}

static void tell_error(const char *name, const Error *error)
{
  print_message("%s: error of power %.4f, mean %+.4f, with %+.4f of the tone, %+.4f of its third "
                "harmonic\n",
                name, error->power, error->mean, error->tone, error->third);
}

/* A tone of one step, lowered to half a step, which rounding alone would distort. */
static void what_was_changed_is_dithered(void **state)
{
  (void)state;
  static const char *const lines[] = {
      "render --set amount=0 --set loudness_match=off --set output_gain=-6 grid.wav dithered.wav",
      "render --set amount=0 --set loudness_match=off --set output_gain=-6 --no-dither grid.wav "
      "rounded.wav",
      "render --set amount=0 --set loudness_match=off --set output_gain=-6 --float grid.wav "
      "exact.wav"};
  double *value = calloc(FRAMES, sizeof *value);
  for (int i = 0; i < FRAMES; ++i) {
    value[i] = STEP * nearbyint(1.2 * sin(TAU * 441.0 / RATE_HZ * i));
  }
  write_values("grid.wav", WAV16, value);
  free(value);
  for (int i = 0; i < 3; ++i) {
    assert_int_equal(cli_run(&test, lines[i])->exit_code, 0);
  }
  const Error dithered = error_of("dithered.wav", "exact.wav");
  const Error rounded = error_of("rounded.wav", "exact.wav");
  tell_error("dithered", &dithered);
  tell_error("rounded", &rounded);
  /* The power of rounding is 1/12 of a step squared, and that of the dither 1/6. Neither depends on
   * the tone. */
  assert_true(fabs(dithered.power - 0.25) < 0.01 && fabs(dithered.mean) < 0.01);
  assert_true(fabs(dithered.tone) < 0.01 && fabs(dithered.third) < 0.01);
  assert_true(fabs(rounded.tone) > 0.1);
}

/* With --learn the song is read twice, and rendered as it is read the second time. */
static void a_second_reading_is_the_same(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    int format;
  } kinds[] = {{"low.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III},
               {"low.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
               {"low.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_24}};
  int wrong = 0;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
    char line[128];
    cli_write_music(kinds[i].name, kinds[i].format, 22050, 1, 8.0, 1.0f);
    snprintf(line, sizeof line, "render --force --float --set enabled=off %s first.wav",
             kinds[i].name);
    cli_run_fine(&test, line);
    snprintf(line, sizeof line, "render --force --learn --float --set enabled=off %s second.wav",
             kinds[i].name);
    cli_run_fine(&test, line);
    const bool same = cli_same_bytes("first.wav", "second.wav");
    print_message("%s: %s\n", kinds[i].name, same ? "same bytes" : "other bytes");
    wrong += !same;
  }
  assert_int_equal(wrong, 0);
}

/* Digital silence does not change, and a second run writes the same bytes. */
static void silence_stays_silent_and_runs_are_alike(void **state)
{
  (void)state;
  double *value = calloc(FRAMES, sizeof *value);
  write_values("silence.wav", WAV16, value);
  assert_int_equal(cli_run(&test, "render --set output_gain=-3 silence.wav quiet.wav")->exit_code,
                   0);
  value[0] = 1.0;
  read_values("quiet.wav", value);
  int sounding = 0;
  for (int i = 0; i < FRAMES; ++i) {
    sounding += value[i] != 0.0;
  }
  free(value);
  assert_int_equal(sounding, 0);
  assert_int_equal(cli_run(&test, "render --set output_gain=-3 16.wav one.wav")->exit_code, 0);
  assert_int_equal(
      cli_run(&test, "render --block 64 --set output_gain=-3 16.wav two.wav")->exit_code, 0);
  assert_true(cli_same_bytes("one.wav", "two.wav"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bypassed_each_bit_stays),
      cmocka_unit_test(bypassed_32_bits_of_alac_stay),
      cmocka_unit_test(floats_in_an_extensible_wave64_are_read_as_such),
      cmocka_unit_test(a_second_reading_is_the_same),
      cmocka_unit_test(what_was_changed_is_dithered),
      cmocka_unit_test(silence_stays_silent_and_runs_are_alike),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
