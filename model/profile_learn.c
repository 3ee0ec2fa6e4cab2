/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/profile_learn.h"

#include <math.h>

#include "model/likely_balance.h"

/* k0, v0, v1 and r0 of profile_learn.h, and the range of r in the formula of k. */
static const double prior_songs = 4.0;
static const double prior_spread_songs = 8.0;
static const double prior_scatter_songs = 2.0;
static const double prior_scatter = 0.5;
static const double least_scatter = 0.1;
static const double most_scatter = 0.9;

/* Half of a normal distribution lies within this many standard deviations. */
static const double quartile = 0.6744897501960817;

double profile_songs_worth(const ProfileSong *song, int n_songs)
{
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < n_songs; ++i) {
    sum += song[i].weight;
    squares += song[i].weight * song[i].weight;
  }
  return sum * sum / squares;
}

/* 75th percentile of Student's distribution (Abramowitz & Stegun, 26.7.5); within
 * 0.001 from 4 degrees of freedom on. */
static double student_quartile(double freedom)
{
  const double z = quartile;
  const double z3 = z * z * z;
  const double z5 = z3 * z * z;
  return z + (z3 + z) / (4.0 * freedom) +
         (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * freedom * freedom);
}

/* The variance of masters' levels (dB^2), if half of a normal distribution lies in the zone. */
static double zone_variance(const Zone *zone)
{
  const double spread_db = 0.5 * (zone->high_db - zone->low_db) / quartile;
  return spread_db * spread_db;
}

/* --- matrices of bands ------------------------------------------------------------------ */

typedef double Matrix[BAND_COUNT][BAND_COUNT];

/* Inverse of a symmetric positive definite matrix, by Gauss and Jordan. */
static void invert(const Matrix matrix, Matrix inverse)
{
  Matrix left;
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      left[i][k] = matrix[i][k];
      inverse[i][k] = i == k ? 1.0 : 0.0;
    }
  }
  for (int pivot = 0; pivot < BAND_COUNT; ++pivot) {
    const double scale = 1.0 / left[pivot][pivot];
    for (int k = 0; k < BAND_COUNT; ++k) {
      left[pivot][k] *= scale;
      inverse[pivot][k] *= scale;
    }
    for (int i = 0; i < BAND_COUNT; ++i) {
      const double factor = left[i][pivot];
      for (int k = 0; k < BAND_COUNT && i != pivot; ++k) {
        left[i][k] -= factor * left[pivot][k];
        inverse[i][k] -= factor * inverse[pivot][k];
      }
    }
  }
}

/* Inverts a matrix of balances, which holds no common gain and so is singular. Adding 1/5
 * everywhere makes the common gain its own inverse; the result is subtracted again. */
static void invert_balance(const Matrix matrix, Matrix inverse)
{
  Matrix whole;
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      whole[i][k] = matrix[i][k] + 1.0 / BAND_COUNT;
    }
  }
  invert(whole, inverse);
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      inverse[i][k] -= 1.0 / BAND_COUNT;
    }
  }
}

static double projection(int i, int k)
{
  return (i == k ? 1.0 : 0.0) - 1.0 / BAND_COUNT;
}

/* S of K = v P (S + v P)^+, so S = v (K^+ - P). */
static void covariance_of_pull(const Matrix pull, Matrix covariance)
{
  Matrix even;
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) { /* removes the rounding error of zones.def */
      even[i][k] = 0.5 * (pull[i][k] + pull[k][i]);
      for (int j = 0; j < BAND_COUNT; ++j) {
        even[i][k] -= 0.5 * (pull[i][j] + pull[k][j]) / BAND_COUNT;
      }
    }
  }
  invert_balance(even, covariance);
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      covariance[i][k] = COLOR_VARIANCE_DB2 * (covariance[i][k] - projection(i, k));
    }
  }
}

/* S0: the covariance of all masters, scaled to the spread of the genres heard. */
static void prior_covariance(const double genre_var[BAND_COUNT], Matrix covariance)
{
  double scale[BAND_COUNT];
  double column[BAND_COUNT];
  covariance_of_pull(band_pull, covariance);
  for (int band = 0; band < BAND_COUNT; ++band) {
    double all_var = 0.0;
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      all_var += zone_variance(&genre_zone[genre][band]) / GENRE_COUNT;
    }
    scale[band] = sqrt(genre_var[band] / all_var);
  }
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      covariance[i][k] *= scale[i] * scale[k];
    }
  }
  /* Scaling adds a common gain; P S P removes it. */
  for (int pass = 0; pass < 2; ++pass) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      column[k] = 0.0;
      for (int i = 0; i < BAND_COUNT; ++i) {
        column[k] += (pass == 0 ? covariance[i][k] : covariance[k][i]) / BAND_COUNT;
      }
    }
    for (int i = 0; i < BAND_COUNT; ++i) {
      for (int k = 0; k < BAND_COUNT; ++k) {
        covariance[i][k] -= pass == 0 ? column[k] : column[i];
      }
    }
  }
}

static void pull_of_covariance(const Matrix covariance, Matrix pull)
{
  Matrix sum;
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      sum[i][k] = covariance[i][k] / COLOR_VARIANCE_DB2 + projection(i, k);
    }
  }
  invert_balance(sum, pull);
}

/* --- the sample of songs ----------------------------------------------------------------- */

typedef struct {
  double n;                     /* how many songs of equal weight they count as */
  double mean_db[BAND_COUNT];   /* of the levels */
  double variance[BAND_COUNT];  /* of the levels, about their mean, dB^2 */
  Matrix covariance;            /* of the balances, about their mean, dB^2 */
  double genre_db[BAND_COUNT];  /* middle of the zones of the genres heard */
  double genre_var[BAND_COUNT]; /* spread of masters within them, dB^2 */
} Sample;

/* Adds the blended zones of the genres heard in a song. */
static void add_genres(Sample *sample, const ProfileSong *song, double share)
{
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      const Zone *zone = &genre_zone[genre][band];
      const double part = share * song->probability[genre];
      sample->genre_db[band] += part * 0.5 * (zone->low_db + zone->high_db);
      sample->genre_var[band] += part * zone_variance(zone);
    }
  }
}

static void add_scatter(Sample *sample, const ProfileSong *song, double share)
{
  double off_db[BAND_COUNT];
  double mean = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    off_db[band] = song->level_db[band] - sample->mean_db[band];
    mean += off_db[band] / BAND_COUNT;
    sample->variance[band] += share * off_db[band] * off_db[band];
  }
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      sample->covariance[i][k] += share * (off_db[i] - mean) * (off_db[k] - mean);
    }
  }
}

static Sample take_sample(const ProfileSong *song, int n_songs)
{
  Sample sample = {.n = profile_songs_worth(song, n_songs)};
  double sum = 0.0;
  for (int i = 0; i < n_songs; ++i) {
    sum += song[i].weight;
  }
  for (int i = 0; i < n_songs; ++i) {
    add_genres(&sample, &song[i], song[i].weight / sum);
    for (int band = 0; band < BAND_COUNT; ++band) {
      sample.mean_db[band] += song[i].weight / sum * song[i].level_db[band];
    }
  }
  for (int i = 0; i < n_songs; ++i) {
    add_scatter(&sample, &song[i], song[i].weight / sum);
  }
  return sample;
}

static double trace(const Matrix matrix)
{
  double sum = 0.0;
  for (int i = 0; i < BAND_COUNT; ++i) {
    sum += matrix[i][i];
  }
  return sum;
}

/* r: how much the songs scatter, relative to masters of the genres heard in them. */
static double relative_scatter(const Sample *sample, const Matrix genre_covariance)
{
  const double own = sample->n * trace(sample->covariance) / trace(genre_covariance);
  return (prior_scatter_songs * prior_scatter + own) / (prior_scatter_songs + sample->n - 1.0);
}

/* k: how many songs at the genres' middle are added to songs that scatter by r. */
static double songs_of_genre(double scatter)
{
  const double within = fmin(fmax(scatter, least_scatter), most_scatter);
  return prior_songs * within / (1.0 - within);
}

/* --- profiles --------------------------------------------------------------------------- */

static double edge(double level_db)
{
  const double within_db = fmin(fmax(level_db, PROFILE_LOWEST_DB), PROFILE_HIGHEST_DB);
  return floor(1e3 * within_db + 0.5) / 1e3;
}

/* Rounds to the value that is read back. */
static void round_off(Profile *profile)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    profile->zone[band].low_db = edge(profile->zone[band].low_db);
    profile->zone[band].high_db = edge(profile->zone[band].high_db);
    for (int other = 0; other < BAND_COUNT; ++other) {
      profile->pull[band][other] = floor(1e4 * profile->pull[band][other] + 0.5) / 1e4;
    }
  }
}

void profile_learn(const ProfileSong *song, int n_songs, Profile *profile)
{
  const Sample sample = take_sample(song, n_songs);
  const double n = sample.n;
  Matrix covariance;
  prior_covariance(sample.genre_var, covariance);
  const double scatter = relative_scatter(&sample, covariance);
  const double k = songs_of_genre(scatter);
  const double like_them = prior_spread_songs * scatter;
  const double freedom = prior_spread_songs + n - 1.0;
  const double widening = 1.0 + 1.0 / (n + k);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double middle_db = (n * sample.mean_db[band] + k * sample.genre_db[band]) / (n + k);
    const double variance =
        (like_them * sample.genre_var[band] + n * sample.variance[band]) / freedom;
    const double half_db = student_quartile(freedom) * sqrt(variance * widening);
    profile->zone[band] = (Zone){middle_db - half_db, middle_db + half_db};
    for (int other = 0; other < BAND_COUNT; ++other) {
      covariance[band][other] =
          widening / freedom *
          (like_them * covariance[band][other] + n * sample.covariance[band][other]);
    }
  }
  zones_move_to_balance(profile->zone);
  pull_of_covariance(covariance, profile->pull);
  profile->n_songs = n_songs;
  round_off(profile);
}

void profile_match(const double level_db[BAND_COUNT], Profile *profile)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    profile->zone[band] = (Zone){level_db[band], level_db[band]};
    for (int other = 0; other < BAND_COUNT; ++other) {
      profile->pull[band][other] = projection(band, other);
    }
  }
  profile->n_songs = 1;
  round_off(profile);
}
