/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The features of the test music, through the whole hearing: a fader changes nothing, a fixed
 * equaliser and another sample rate next to nothing. In units of a feature's spread over songs,
 * which the network divides it by.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/equalizer.h"
#include "model/hearing.h"
#include "model/weights.h"
#include "tests/support_music.h"

#define SECONDS 20.0

/* How far features may move: root mean square, in units of each feature's spread over songs.
 * Measured: 0.11 and 0.11. */
#define COLOUR_LIMIT 0.12
#define RATE_LIMIT 0.08

static Features features_of(const Music *music, double rate_hz)
{
  static Hearing hearing;
  static Figures mean;
  const uint32_t hop_frames = (uint32_t)floor(rate_hz / HOPS_PER_SECOND + 0.5);
  int n_hops = 0;
  Features features;
  memset(&mean, 0, sizeof mean);
  hearing_init(&hearing, rate_hz);
  for (uint32_t at = 0; at + hop_frames <= music->n_frames; at += hop_frames) {
    const float *const in[2] = {music->channel[0] + at, music->channel[1] + at};
    if (hearing_hear_hop(&hearing, in, 2, hop_frames)) {
      figures_learn(&mean, &hearing.hop.figures, ++n_hops, 1200.0, hearing.hop.n_before);
    }
  }
  assert_true(n_hops > 100);
  features_find(&features, &mean);
  return features;
}

typedef struct {
  double rms;
  double most;
  int where;
} Difference;

static Difference difference(const Features *a, const Features *b)
{
  Difference d = {0.0, 0.0, 0};
  for (int i = 0; i < FEATURE_COUNT; ++i) {
    const double off =
        (double)((((const float *)a)[i] - ((const float *)b)[i]) * ear_network.input_scale[i]);
    d.rms += off * off / FEATURE_COUNT;
    if (fabs(off) > d.most) {
      d.most = fabs(off);
      d.where = i;
    }
  }
  d.rms = sqrt(d.rms);
  return d;
}

static void tell(const char *what, const Difference *d)
{
  int place;
  const char *name = feature_name(d->where, &place);
  print_message("%-28s %.5f of a spread in the mean square, %.4f at most (%s %d)\n", what, d->rms,
                d->most, name, place);
}

static void a_fader_changes_nothing(void **state)
{
  (void)state;
  Music music = music_make(SECONDS, 44100.0);
  const Features plain = features_of(&music, 44100.0);
  for (int up = 0; up < 2; ++up) {
    for (uint32_t i = 0; i < 2 * music.n_frames; ++i) { /* +20 dB, then -20 dB */
      music.channel[i % 2][i / 2] *= up == 0 ? 10.0f : 0.01f;
    }
    const Features faded = features_of(&music, 44100.0);
    const Difference d = difference(&plain, &faded);
    tell(up == 0 ? "20 dB up" : "20 dB down", &d);
    assert_true(d.rms < 0.05); /* 20 dB down, what is left of a tone nears the ear's floor */
  }
  music_free(&music);
}

/** Neighbours up to 12 dB apart. */
static void a_fixed_equaliser_changes_next_to_nothing(void **state)
{
  (void)state;
  static const double section_db[][BAND_COUNT] = {
      {6.0, -6.0, 6.0, -6.0, 6.0}, {-6.0, 6.0, -6.0, 6.0, -6.0}, {6.0, 3.0, 0.0, -3.0, -6.0}};
  Music music = music_make(SECONDS, 44100.0);
  Music coloured = music_like(&music);
  const Features plain = features_of(&music, 44100.0);
  for (size_t k = 0; k < sizeof section_db / sizeof section_db[0]; ++k) {
    static Equalizer equalizer;
    equalizer_init(&equalizer, 44100.0);
    equalizer_jump(&equalizer, section_db[k]);
    equalizer_process(&equalizer, (const float *const[]){music.channel[0], music.channel[1]},
                      coloured.channel, 2, music.n_frames);
    const Features features = features_of(&coloured, 44100.0);
    const Difference d = difference(&plain, &features);
    char what[64];
    snprintf(what, sizeof what, "%+.0f %+.0f %+.0f %+.0f %+.0f dB", section_db[k][0],
             section_db[k][1], section_db[k][2], section_db[k][3], section_db[k][4]);
    tell(what, &d);
    assert_true(d.rms < COLOUR_LIMIT);
  }
  music_free(&music);
  music_free(&coloured);
}

/** The test music but for its hi-hat, whose noise is not the same sound at each rate. */
static Music tones_at(double rate_hz)
{
  Music music = {.n_frames = (uint32_t)(SECONDS * rate_hz)};
  music.channel[0] = calloc(music.n_frames + 1, sizeof(float));
  music.channel[1] = calloc(music.n_frames + 1, sizeof(float));
  for (double freq_hz = 55.0; freq_hz < 9700.0; freq_hz *= 1.19) {
    const double period_s = 0.2 + 0.05 * fmod(freq_hz, 5.0);
    for (uint32_t i = 0; i < music.n_frames; ++i) {
      const double t = i / rate_hz;
      const double since = fmod(t, period_s);
      const double rise = 1.0 - exp(-200.0 * since);
      const double x =
          0.03 * rise * rise * exp(-8.0 * since) * sin(6.283185307179586 * freq_hz * t);
      music.channel[0][i] += (float)x;
      music.channel[1][i] += (float)(0.7 * x);
    }
  }
  return music;
}

static void all_rates_give_the_same(void **state)
{
  (void)state;
  static const double rates_hz[] = {22050.0, 32000.0, 48000.0, 88200.0, 96000.0, 192000.0};
  Music music = tones_at(44100.0);
  const Features plain = features_of(&music, 44100.0);
  music_free(&music);
  for (size_t r = 0; r < sizeof rates_hz / sizeof rates_hz[0]; ++r) {
    Music other = tones_at(rates_hz[r]);
    const Features features = features_of(&other, rates_hz[r]);
    const Difference d = difference(&plain, &features);
    char what[64];
    snprintf(what, sizeof what, "%.0f Hz", rates_hz[r]);
    tell(what, &d);
    assert_true(d.rms < RATE_LIMIT);
    music_free(&other);
  }
}

/** Other music moves the features further than a colour does. */
static void other_music_differs(void **state)
{
  (void)state;
  Music music = music_make(SECONDS, 44100.0);
  Music other = tones_at(44100.0);
  const Features a = features_of(&music, 44100.0);
  const Features b = features_of(&other, 44100.0);
  const Difference d = difference(&a, &b);
  tell("other music", &d);
  assert_true(d.rms > 0.5);
  music_free(&music);
  music_free(&other);
}

static void each_feature_knows_its_family_and_bands(void **state)
{
  (void)state;
  static FeatureOrigin origin[sizeof(Features) / sizeof(float)];
  int count[FAMILY_COUNT] = {0};
  features_find_origins(origin);
  for (int i = 0; i < FEATURE_COUNT; ++i) {
    assert_true(origin[i].family < FAMILY_COUNT);
    assert_true(origin[i].band[0] <= BAND_COUNT && origin[i].band[1] <= BAND_COUNT);
    ++count[origin[i].family];
  }
  print_message("%d of movement, %d of attack, %d of harmony\n", count[FAMILY_MOVEMENT],
                count[FAMILY_ATTACK], count[FAMILY_HARMONY]);
#define ORIGIN_OF(field) origin[offsetof(Features, field) / sizeof(float)]
  assert_int_equal(ORIGIN_OF(flux[HEARD_COUNT - 1]).band[0], BAND_HIGH);
  assert_int_equal(ORIGIN_OF(pairs[HEARD_COUNT - 2]).band[0], BAND_LOW);
  assert_int_equal(ORIGIN_OF(pairs[HEARD_COUNT - 2]).band[1], BAND_HIGH);
  assert_int_equal(ORIGIN_OF(followers[HEARD_COUNT - 1]).band[0], BAND_LOW);
  assert_int_equal(ORIGIN_OF(followers[HEARD_COUNT - 1]).band[1], BAND_HIGH);
  assert_int_equal(ORIGIN_OF(onset[0]).family, FAMILY_ATTACK);
  assert_int_equal(ORIGIN_OF(voice[0]).family, FAMILY_HARMONY);
  assert_int_equal(ORIGIN_OF(voice[0]).band[0], BAND_COUNT);
  int place;
  assert_string_equal(feature_name((int)(offsetof(Features, chroma[5]) / sizeof(float)), &place),
                      "chroma");
  assert_int_equal(place, 5);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_fader_changes_nothing),
      cmocka_unit_test(a_fixed_equaliser_changes_next_to_nothing),
      cmocka_unit_test(all_rates_give_the_same),
      cmocka_unit_test(other_music_differs),
      cmocka_unit_test(each_feature_knows_its_family_and_bands),
  };
  return cmocka_run_group_tests_name("features", tests, NULL, NULL);
}
