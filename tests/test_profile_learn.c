/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Profiles learned from songs.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/profile_learn.h"
#include "tests/support_music.h"

enum { MAX_SONGS = 1000 };

static double middle_db(const Zone *zone)
{
  return 0.5 * (zone->low_db + zone->high_db);
}

static double width_db(const Zone *zone)
{
  return zone->high_db - zone->low_db;
}

/* Songs around a balance, heard as jazz; the last band scatters by spread_db. */
static void make_songs(ProfileSong *song, int n_songs, double spread_db, uint32_t seed)
{
  static const double about_db[BAND_COUNT] = {-3.0, -9.0, -7.0, -11.0, -18.0};
  for (int i = 0; i < n_songs; ++i) {
    song[i] = (ProfileSong){.weight = 1.0};
    song[i].probability[GENRE_JAZZ] = 1.0;
    for (int band = 0; band < BAND_COUNT; ++band) {
      const double most_db = band == BAND_HIGH ? spread_db : 1.0;
      song[i].level_db[band] =
          about_db[band] + most_db * music_noise(seed * 65536u + (uint32_t)(i * BAND_COUNT + band));
    }
  }
}

static void zones_narrow_as_songs_are_added(void **state)
{
  (void)state;
  static ProfileSong song[MAX_SONGS];
  static const int counts[] = {1, 2, 3, 5, 10, 30, 100, 1000};
  double before_db = 100.0;
  double pull_before = 0.0;
  make_songs(song, MAX_SONGS, 4.0, 5);
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; ++i) {
    /* The mean over disjoint samples, because a few songs may lie close together by chance. */
    const int n_draws = counts[i] < 10 ? 100 : MAX_SONGS / counts[i];
    double sum_db = 0.0;
    double sum_pull = 0.0;
    double off_db = 0.0;
    for (int draw = 0; draw < n_draws; ++draw) {
      Profile profile = {.n_songs = 0};
      profile_learn(song + draw * counts[i], counts[i], &profile);
      assert_int_equal(profile.n_songs, counts[i]);
      sum_db += width_db(&profile.zone[BAND_LOW]) / n_draws;
      sum_pull += profile.pull[BAND_LOW][BAND_LOW] / n_draws;
      off_db += fabs(middle_db(&profile.zone[BAND_LOW]) + 3.0) / n_draws;
    }
    print_message("%4d songs: low band's zone %.2f dB wide, %.2f dB off, pull %.3f\n", counts[i],
                  sum_db, off_db, sum_pull);
    if (counts[i] <= 100) { /* with more songs, the zone is the songs' own spread */
      assert_true(sum_db < before_db);
      assert_true(sum_pull > pull_before);
    }
    before_db = sum_db;
    pull_before = sum_pull;
  }
  /* Half of a normal distribution with the variance of a uniform one of ±1 dB lies within 0.78 dB.
   */
  assert_true(fabs(before_db - 2.0 * 0.6745 / sqrt(3.0)) < 0.1);
}

/* One song, computed by hand: n = 1, 8 degrees of freedom (t = 0.7064), r = 1/2. So k = 4, the
 * middle is a fifth of the way from jazz to the song, and the variance is half that of jazz,
 * widened by 6/5. The powers of the middle add up to 1, as those of a song's levels do. */
static void one_song_is_what_the_formula_says(void **state)
{
  (void)state;
  ProfileSong song;
  Profile profile = {.n_songs = 0};
  make_songs(&song, 1, 4.0, 5);
  profile_learn(&song, 1, &profile);
  double expected_db[BAND_COUNT];
  double power = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    expected_db[band] =
        (song.level_db[band] + 4.0 * middle_db(&genre_zone[GENRE_JAZZ][band])) / 5.0;
    power += pow(10.0, expected_db[band] / 10.0);
  }
  print_message("the middle lies %.3f dB below the sum\n", -10.0 * log10(power));
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *jazz = &genre_zone[GENRE_JAZZ][band];
    const double width = width_db(jazz) * 0.7064 / 0.67449 * sqrt(0.5 * 6.0 / 5.0);
    const double middle = expected_db[band] - 10.0 * log10(power);
    assert_true(fabs(middle_db(&profile.zone[band]) - middle) < 0.002);
    assert_true(fabs(width_db(&profile.zone[band]) - width) < 0.004);
  }
}

static void weights_count(void **state)
{
  (void)state;
  ProfileSong song[6];
  ProfileSong weighted[2];
  Profile six = {.n_songs = 0};
  Profile two = {.n_songs = 0};
  make_songs(song, 2, 4.0, 9);
  memcpy(weighted, song, sizeof weighted);
  assert_true(fabs(profile_songs_worth(weighted, 2) - 2.0) < 1e-12);
  weighted[0].weight = 3.0;
  weighted[1].weight = 1.0;
  assert_true(fabs(profile_songs_worth(weighted, 2) - 1.6) < 1e-12);
  profile_learn(weighted, 2, &two);
  weighted[0].weight = 300.0; /* only the ratio of weights matters */
  weighted[1].weight = 100.0;
  profile_learn(weighted, 2, &six);
  assert_memory_equal(two.zone, six.zone, sizeof two.zone);
  weighted[1].weight = 1e-9;
  profile_learn(weighted, 2, &two);
  profile_learn(song, 1, &six);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(fabs(two.zone[band].low_db - six.zone[band].low_db) < 0.002);
  }
}

/* With so many songs the prior does not count: K is v P (S + v P)^+ of their own S. One band
 * scatters uniformly within ±a and the others within ±1 dB. A band pulled by its own K has the
 * error that the estimate promises. */
static void the_pull_follows_the_songs(void **state)
{
  (void)state;
  static ProfileSong song[MAX_SONGS];
  Profile wide = {.n_songs = 0};
  Profile narrow = {.n_songs = 0};
  make_songs(song, MAX_SONGS, 8.0, 3);
  profile_learn(song, MAX_SONGS, &wide);
  make_songs(song, MAX_SONGS, 0.5, 3);
  profile_learn(song, MAX_SONGS, &narrow);
  print_message("top band's own pull: %.3f where it scatters by ±8 dB, %.3f by ±0.5 dB\n",
                wide.pull[BAND_HIGH][BAND_HIGH], narrow.pull[BAND_HIGH][BAND_HIGH]);
  assert_true(wide.pull[BAND_HIGH][BAND_HIGH] < 0.4);
  assert_true(narrow.pull[BAND_HIGH][BAND_HIGH] > 0.7);
  for (int i = 0; i < BAND_COUNT; ++i) {
    double row = 0.0;
    for (int k = 0; k < BAND_COUNT; ++k) {
      row += wide.pull[i][k];
      assert_true(fabs(wide.pull[i][k] - wide.pull[k][i]) < 2e-4);
    }
    assert_true(fabs(row) < 5e-4); /* blind to a common gain */
    /* Alone, a band of variance s^2 in a colour of v is pulled by v / (s^2 + v). */
    assert_true(narrow.pull[i][i] > 0.75 && narrow.pull[i][i] < 0.8);
  }
}

/* Ten songs with the same middle. If they are alike, the zone moves to them. If they scatter as
 * jazz does, it stays nearer to jazz. */
static void songs_that_hang_together_count_for_more(void **state)
{
  (void)state;
  double way[2];
  const double jazz_db = middle_db(&genre_zone[GENRE_JAZZ][BAND_HIGH]);
  for (int wide = 0; wide < 2; ++wide) {
    ProfileSong song[10];
    Profile profile = {.n_songs = 0};
    for (int i = 0; i < 10; ++i) {
      song[i] = (ProfileSong){.weight = 1.0};
      song[i].probability[GENRE_JAZZ] = 1.0;
      for (int band = 0; band < BAND_COUNT; ++band) {
        const double off_db = (i % 2 ? 1.0 : -1.0) * (i < 2 * band ? 1.0 : -1.0);
        song[i].level_db[band] = middle_db(&genre_zone[GENRE_JAZZ][band]) +
                                 (band == BAND_HIGH ? 6.0 : 0.0) + (wide ? 7.0 : 0.2) * off_db;
      }
    }
    profile_learn(song, 10, &profile);
    way[wide] = (middle_db(&profile.zone[BAND_HIGH]) - jazz_db) / 6.0;
  }
  print_message("of the way from jazz: %.2f if they hang together, %.2f if they scatter\n", way[0],
                way[1]);
  assert_true(way[0] > 0.9 && way[0] < 1.0);
  assert_true(way[1] > 0.15 && way[1] < 0.6);
}

/* One song that is equally of all genres: only the prior counts, with r = 1/2, widened by 6/5. So
 * K pulls every balance by v / (3/5 S + v) instead of v / (S + v): more, and at most 5/3 as
 * much. */
static void the_prior_is_band_pull(void **state)
{
  (void)state;
  ProfileSong song[MAX_SONGS];
  Profile profile = {.n_songs = 0};
  make_songs(song, 1, 1.0, 1);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    song[0].probability[genre] = 1.0 / GENRE_COUNT;
  }
  profile_learn(song, 1, &profile);
  for (int i = 0; i < BAND_COUNT; ++i) {
    print_message("%-8s %.4f of %.4f\n", band_info[i].symbol, profile.pull[i][i], band_pull[i][i]);
    assert_true(profile.pull[i][i] > band_pull[i][i]);
    assert_true(profile.pull[i][i] < 5.0 / 3.0 * band_pull[i][i] + 0.001);
  }
}

static void a_match_asks_for_the_reference(void **state)
{
  (void)state;
  static const double level_db[BAND_COUNT] = {-2.0, -10.0, -8.0, -12.0, -19.0};
  Profile profile = {.name = "x"};
  char text[PROFILE_TEXT_BYTES];
  char error[PROFILE_ERROR_BYTES];
  Profile read;
  profile_match(level_db, &profile);
  assert_true(profile_read(text, profile_write(&profile, text), &read, error));
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(fabs(read.zone[band].low_db - level_db[band]) < 1e-9);
    assert_true(fabs(read.pull[band][band] - 0.8) < 1e-9);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(zones_narrow_as_songs_are_added),
      cmocka_unit_test(one_song_is_what_the_formula_says),
      cmocka_unit_test(weights_count),
      cmocka_unit_test(the_pull_follows_the_songs),
      cmocka_unit_test(songs_that_hang_together_count_for_more),
      cmocka_unit_test(the_prior_is_band_pull),
      cmocka_unit_test(a_match_asks_for_the_reference),
  };
  return cmocka_run_group_tests_name("profile_learn", tests, NULL, NULL);
}
