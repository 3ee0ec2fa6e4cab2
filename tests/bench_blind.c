/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Is the shipped network blind to colour? A hundred songs, each heard as it is and
 * through the plugin's equaliser, sections at random within ±6 dB, and a gain within
 * ±20 dB: by how much the mean answer over the song changes, and by how much the features
 * of its windows do, in units of their spread over all windows. And to the sample rate? Every
 * tenth of the songs that are full-band, at four rates. The network has heard the songs.
 *
 *   bench_blind DATA [SET]     SET of groups.csv, "full-band"
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/gate.h"
#include "dsp/grid.h"
#include "dsp/portable_math.h"
#include "model/classifier.h"
#include "model/decision.h"
#include "model/train/library.h"
#include "tests/support_resample.h"
#include "tests/support_sound.h"

enum { SONG_COUNT = 100, RATE_SONG_COUNT = 10, RATE_COUNT = 4, MEMORY_S = 3600 };

/* An answer a second, from the third on. */
enum { LONGER_S = 15, LONGER_ANSWERS = LONGER_S - 2 };

static const double gain_limit_db = 20.0;
static const double aim = 0.02;
static const double rate_aim = 0.03;
static const int rates_hz[RATE_COUNT] = {22050, 44100, 48000, 96000};

/* Sections and gain at random. */
static bool disguise(Sound *sound, uint64_t seed)
{
  Equalizer *equalizer = malloc(sizeof *equalizer);
  Random random = {seed};
  double section_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    section_db[band] = random_between(&random, -COLOR_DB, COLOR_DB);
  }
  double gain_db = random_between(&random, -gain_limit_db, gain_limit_db);
  if (equalizer) {
    equalizer_init(equalizer, sound->rate_hz);
    equalizer_jump(equalizer, section_db, gain_db);
    equalizer_process(equalizer, (const float *const *)sound->channel, sound->channel,
                      sound->n_channels, sound->n_frames);
  }
  bool is_fine = equalizer != NULL;
  free(equalizer);
  return is_fine;
}

/* A song's windows, a second apart. */
enum { MAX_WINDOWS = 600 };

typedef struct {
  int n;
  float feature[MAX_WINDOWS][FEATURE_COUNT];
} Windows;

/* The mean answer over a song, as the plugin gives it: a window a second. */
static bool answer(const Sound *sound, Decision *decision, Windows *windows)
{
  static ClassifierJob job;
  static BandHistory history;
  static FeatureWindow window;
  Hops hops;
  Gate gate;
  int n_passed = 0;
  bool is_fine = sound_hear(sound, &hops);
  gate_reset(&gate);
  band_history_clear(&history);
  decision_reset(decision);
  windows->n = 0;
  for (int h = 0; is_fine && h < hops.n_hops; ++h) {
    float energy[SUBBAND_COUNT];
    subband_energies(hops.energy[h], energy);
    if (!gate_pass(&gate, energy)) {
      continue;
    }
    band_history_push(&history, hops.energy[h]);
    ++n_passed;
    if (n_passed >= CLASSIFIER_MIN_HOPS && n_passed % HOPS_PER_SECOND == 0) {
      feature_window_take(&window, &history);
      classifier_begin(&job, &window);
      while (!classifier_step(&job)) {
      }
      decision_add_prediction(decision, &job.prediction, MEMORY_S);
      if (windows->n < MAX_WINDOWS) {
        memcpy(windows->feature[windows->n++], job.features.feature, sizeof windows->feature[0]);
      }
    }
  }
  hops_free(&hops);
  return is_fine && decision->n_predictions > 0.0;
}

static int best_of(const Decision *decision)
{
  int best = 0;
  for (int genre = 1; genre < GENRE_COUNT; ++genre) {
    best = decision->probability[genre] > decision->probability[best] ? genre : best;
  }
  return best;
}

typedef struct {
  int n;
  int n_above;
  int n_flipped;
  double largest;
  double sum;
} Blindness;

static void note(Blindness *blindness, double change, bool is_flipped)
{
  ++blindness->n;
  blindness->n_above += change > aim;
  blindness->n_flipped += is_flipped;
  blindness->largest = fmax(blindness->largest, change);
  blindness->sum += change;
}

/* What the features do, but for the rhythm. */
typedef struct {
  double n;
  double sum[FEATURE_RHYTHM];
  double square[FEATURE_RHYTHM];
  double change[FEATURE_RHYTHM]; /* squared */
} Features;

static void note_features(Features *all, const Windows *plain, const Windows *disguised)
{
  for (int w = 0; w < plain->n && plain->n == disguised->n; ++w) {
    ++all->n;
    for (int k = 0; k < FEATURE_RHYTHM; ++k) {
      const double x = (double)plain->feature[w][k];
      const double change = (double)disguised->feature[w][k] - x;
      all->sum[k] += x;
      all->square[k] += x * x;
      all->change[k] += change * change;
    }
  }
}

/* Root mean square over windows and features, each in units of its spread. */
static double relative_change(const Features *all)
{
  const int n_features = FEATURE_RHYTHM;
  double sum = 0.0;
  for (int k = 0; k < n_features && all->n > 1.0; ++k) {
    const double mean = all->sum[k] / all->n;
    sum += all->change[k] / (all->square[k] - all->n * mean * mean);
  }
  return sqrt(sum / n_features);
}

static void compare(const char *path, uint64_t seed, Blindness *all, Blindness *longer,
                    Features *features)
{
  static Windows plain_windows;
  static Windows disguised_windows;
  Sound sound = {0};
  Decision plain;
  Decision disguised;
  double change = 0.0;
  if (sound_load(&sound, path) && answer(&sound, &plain, &plain_windows) &&
      disguise(&sound, seed) && answer(&sound, &disguised, &disguised_windows)) {
    note_features(features, &plain_windows, &disguised_windows);
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      change = fmax(change, fabs(plain.probability[genre] - disguised.probability[genre]));
    }
    const bool is_flipped = best_of(&plain) != best_of(&disguised);
    note(all, change, is_flipped);
    if (plain.n_predictions >= LONGER_ANSWERS) {
      note(longer, change, is_flipped);
    }
  }
  sound_free(&sound);
}

typedef struct {
  int n;
  double largest;
  double sum; /**< of the songs' largest */
} RateBlindness;

/* The same song at all rates: how far the probabilities of a genre lie apart. */
static void compare_rates(const char *path, RateBlindness *all)
{
  static Windows windows;
  Sound sound = {0};
  float least[GENRE_COUNT] = {0.0F};
  float most[GENRE_COUNT] = {0.0F};
  bool is_fine = sound_load(&sound, path) && sound.rate_hz >= 44100;
  for (int r = 0; is_fine && r < RATE_COUNT; ++r) {
    Sound other = {0};
    Decision decision;
    is_fine = sound_resample(&other, &sound, rates_hz[r]) && answer(&other, &decision, &windows);
    for (int genre = 0; is_fine && genre < GENRE_COUNT; ++genre) {
      float p = (float)decision.probability[genre];
      least[genre] = r == 0 ? p : fminf(least[genre], p);
      most[genre] = r == 0 ? p : fmaxf(most[genre], p);
    }
    sound_free(&other);
  }
  double apart = 0.0;
  for (int genre = 0; is_fine && genre < GENRE_COUNT; ++genre) {
    apart = fmax(apart, (double)(most[genre] - least[genre]));
  }
  if (is_fine) {
    ++all->n;
    all->largest = fmax(all->largest, apart);
    all->sum += apart;
  }
  sound_free(&sound);
}

int main(int argc, char **argv)
{
  const char *set = argc > 2 ? argv[2] : "full-band";
  Library library = {0};
  Blindness all = {0};
  Blindness longer = {0};
  static Features features;
  RateBlindness rates = {0};
  int n_in_set = 0;
  int index = 0;
  if (argc < 2) {
    fprintf(stderr, "usage: bench_blind DATA [SET]\n");
    return 2;
  }
  if (!library_open(&library, argv[1], set)) {
    return 1;
  }
  for (int c = 0; c < library.n_clips; ++c) {
    n_in_set += library.clip[c].class_index != CLASS_NONE;
  }
  for (int c = 0; c < library.n_clips; ++c) {
    char path[8192];
    const Clip *clip = &library.clip[c];
    if (clip->class_index == CLASS_NONE) {
      continue;
    }
    /* Evenly spread over the songs. */
    if (index * SONG_COUNT / n_in_set != (index + 1) * SONG_COUNT / n_in_set) {
      snprintf(path, sizeof path, "%s/%s", library.folder, clip->path);
      compare(path, 1000u + (uint64_t)c, &all, &longer, &features);
      if (rates.n < RATE_SONG_COUNT && all.n >= SONG_COUNT / RATE_SONG_COUNT * (rates.n + 1)) {
        compare_rates(path, &rates); /* none below 44.1 kHz: the next one then */
      }
    }
    ++index;
  }
  printf("%d songs (%s), sections within ±%.0f dB, gain within ±%.0f dB: a probability changes by\n"
         "at most %.4f, on average %.4f; %d above %.2f; another label for %d\n",
         all.n, set, COLOR_DB, gain_limit_db, all.largest, all.n > 0 ? all.sum / all.n : 0.0,
         all.n_above, aim, all.n_flipped);
  printf(
      "of these %d with %d s of music or more: at most %.4f, %d above %.2f, another label for %d\n",
      longer.n, LONGER_S, longer.largest, longer.n_above, aim, longer.n_flipped);
  printf("a feature changes by %.4f of its spread (root mean square)\n",
         relative_change(&features));
  printf(
      "%d songs at 22.05, 44.1, 48 and 96 kHz: a probability differs by at most %.4f, on average\n"
      "%.4f (aim %.2f)\n",
      rates.n, rates.largest, rates.n > 0 ? rates.sum / rates.n : 0.0, rate_aim);
  library_close(&library);
  return all.n > 0 ? 0 : 1;
}
