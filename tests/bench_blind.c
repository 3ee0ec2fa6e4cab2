/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Is the network blind to colour? Up to a hundred songs and a hundred recordings of GTZAN, each
 * heard as it is, through the plugin's equaliser (sections at random within ±6 dB), through one to
 * four bells of another make (within ±6 dB), and louder or quieter by up to 20 dB: by how much the
 * answer changes. And to the sample rate? Every fourth of the songs, at four rates. Both by the
 * shipped network, which has heard the songs, and by networks that have heard no song of the
 * artist.
 *
 *   bench_blind DATA
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/train/disguise.h"
#include "model/train/library.h"
#include "model/train/parallel.h"
#include "tests/support_judges.h"
#include "tests/support_resample.h"

enum { MOST = 100, EVERY_RATE = 4, RATE_COUNT = 4 };

/* The ways to change a sound, and their names in the table. */
typedef enum { BY_EQUALISER, BY_BELLS, BY_GAIN, BY_RATE, CHANGE_COUNT } Change;

static const char *const change_name[CHANGE_COUNT] = {
    [BY_EQUALISER] = "the plugin's equaliser, sections within ±6 dB",
    [BY_BELLS] = "one to four bells of another make, within ±6 dB",
    [BY_GAIN] = "a gain within ±20 dB",
    [BY_RATE] = "other sample rates: 22.05, 44.1, 48, 96 kHz"};

/* Who answers. */
typedef enum { BY_SHIPPED, BY_UNHEARD, JUDGE_COUNT } Who;

static const char *const who_name[JUDGE_COUNT] = {
    [BY_SHIPPED] = "The shipped network",
    [BY_UNHEARD] = "Networks that have heard no song of the artist"};

static const double gain_limit_db = 20.0;
static const double aim = 0.03;
static const int rates_hz[RATE_COUNT] = {22050, 44100, 48000, 96000};

typedef struct {
  bool is_there;
  double largest; /* change of a probability */
  double mean;
  bool is_flipped; /* another label */
} Difference;

typedef struct {
  float of[JUDGE_COUNT][GENRE_COUNT];
} Probabilities;

typedef struct {
  const Library *library;
  Judges judges;
  int n;
  int clip[2 * MOST];
  Difference difference[2 * MOST][CHANGE_COUNT][JUDGE_COUNT];
} Bench;

/* The answers at the end of a song. */
static bool answer(const Model *unheard, const Sound *sound, Probabilities *probability)
{
  Decision *decision = malloc(sizeof *decision);
  HeardMeans *heard = malloc(sizeof *heard);
  ClassifierJob *job = malloc(sizeof *job);
  const bool is_fine = decision && heard && job && sound_hear(sound, decision);
  if (is_fine) {
    decision_heard(decision, heard);
    classifier_begin(job, heard);
    while (!classifier_step(job)) {
    }
    memcpy(probability->of[BY_SHIPPED], job->prediction.probability,
           sizeof job->prediction.probability);
    judge_answer(unheard, decision);
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      probability->of[BY_UNHEARD][genre] = (float)decision->probability[genre];
    }
  }
  free(decision);
  free(heard);
  free(job);
  return is_fine;
}

static void note(Difference *difference, const float plain[GENRE_COUNT],
                 const float other[GENRE_COUNT])
{
  double sum = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const double change = fabs((double)(plain[genre] - other[genre]));
    difference->largest = fmax(difference->largest, change);
    sum += change / GENRE_COUNT;
  }
  difference->mean = fmax(difference->mean, sum);
  difference->is_flipped |= genre_most_probable(plain) != genre_most_probable(other);
  difference->is_there = true;
}

static void note_all(Difference difference[JUDGE_COUNT], const Model *unheard,
                     const Probabilities *plain, const Sound *other)
{
  Probabilities probability;
  if (answer(unheard, other, &probability)) {
    for (int who = 0; who < JUDGE_COUNT; ++who) {
      note(&difference[who], plain->of[who], probability.of[who]);
    }
  }
}

static void compare(void *data, int index)
{
  Bench *bench = data;
  char path[8192];
  char reason[256];
  Sound sound = {0};
  Probabilities plain;
  const uint64_t seed = 1000U + (uint64_t)index;
  Random random = {seed};
  const double gain_db = random_between(&random, -gain_limit_db, gain_limit_db);
  const Library *library = bench->library;
  const Clip *clip = &library->clip[bench->clip[index]];
  const Model *unheard = judge_of(&bench->judges, bench->clip[index]);
  Difference(*difference)[JUDGE_COUNT] = bench->difference[index];
  snprintf(path, sizeof path, "%s/%s", library->folder, clip->path);
  if (!sound_load(&sound, path, reason, sizeof reason) || !answer(unheard, &sound, &plain)) {
    sound_free(&sound);
    return;
  }
  for (int change = 0; change <= BY_GAIN; ++change) {
    static const Version version[] = {VERSION_EQUALISED, VERSION_OTHER_MAKE, VERSION_PLAIN};
    Sound other = {0};
    if (sound_copy(&other, &sound) &&
        disguise(&other, version[change], change == BY_GAIN ? gain_db : 0.0, seed)) {
      note_all(difference[change], unheard, &plain, &other);
    }
    sound_free(&other);
  }
  for (int r = 0; r < RATE_COUNT && index % EVERY_RATE == 0 && sound.rate_hz >= 44100; ++r) {
    Sound other = {0};
    if (sound_resample(&other, &sound, rates_hz[r])) {
      note_all(difference[BY_RATE], unheard, &plain, &other);
    }
    sound_free(&other);
  }
  sound_free(&sound);
}

/* Clips of the sets, evenly spread, at most MOST. */
static void choose(Bench *bench, const char *sets)
{
  const Library *library = bench->library;
  int n = 0;
  int at = 0;
  int n_chosen = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    n += clip_has_genre(&library->clip[c]) && is_listed(library->clip[c].set, sets);
  }
  const int most = n < MOST ? n : MOST;
  for (int c = 0; c < library->n_clips; ++c) {
    if (clip_has_genre(&library->clip[c]) && is_listed(library->clip[c].set, sets)) {
      ++at;
      if (at * most >= (n_chosen + 1) * n) {
        bench->clip[bench->n++] = c;
        ++n_chosen;
      }
    }
  }
}

static void print_table(const Bench *bench, Who who)
{
  printf("%s:\n\n"
         "| changed by | files | largest change of a probability | above %.2f | mean | other label "
         "|\n|---|---|---|---|---|---|\n",
         who_name[who], aim);
  for (int change = 0; change < CHANGE_COUNT; ++change) {
    int n = 0;
    int n_above = 0;
    int n_flipped = 0;
    double largest = 0.0;
    double sum = 0.0;
    for (int i = 0; i < bench->n; ++i) {
      const Difference *of = &bench->difference[i][change][who];
      n += of->is_there;
      n_above += of->largest > aim;
      n_flipped += of->is_flipped;
      largest = fmax(largest, of->largest);
      sum += of->mean;
    }
    printf("| %s | %d | %.4f | %d | %.4f | %d |\n", change_name[change], n, largest, n_above,
           sum / fmax(n, 1.0), n_flipped);
  }
}

static bool run(Bench *bench, Library *library, const Rows *rows)
{
  const bool is_fine = folds_deal(library, 1) && judges_learn(&bench->judges, library, rows);
  if (is_fine) {
    choose(bench, "song,more");
    choose(bench, "real");
    parallel_for(bench->n, compare, bench);
    print_table(bench, BY_SHIPPED);
    printf("\n");
    print_table(bench, BY_UNHEARD);
  }
  judges_free(&bench->judges);
  return is_fine && bench->n > 0;
}

int main(int argc, char **argv)
{
  static Bench bench; /* too large for the stack */
  static Library library;
  Rows rows = {0};
  if (argc < 2) {
    fprintf(stderr, "usage: bench_blind DATA\n");
    return 2;
  }
  bench.library = &library;
  const bool is_fine = library_open(&library, argv[1], NULL) && rows_find(&library, &rows) &&
                       run(&bench, &library, &rows);
  rows_free(&rows);
  library_close(&library);
  return is_fine ? 0 : 1;
}
