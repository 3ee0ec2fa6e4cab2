/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Measures how well an own profile knows the balance of its songs, leaving one out. A song of a
 * class gets a random colour: each of the five bands is moved by up to ±6 dB with the plugin's
 * own filters. It is rendered toward a profile of other songs, and toward the class's own zone,
 * and compared with its original. The error is in dB without the common gain, measured on the
 * rendered sound by the filter bank, as a mean over the bands. Amount 100 %, range 6 dB.
 *
 *   ten songs of a class     drawn at random, none of them by the song's artist
 *   one artist's songs       all the others by the artist of the song, two at least;
 *                            each song in several colours
 *
 * Only songs by every other artist of a class are left out. The constants of
 * model/profile_learn.h were chosen on the songs by the artists between. zones.def, and so the
 * class's zone, was made from all these songs, the coloured one included; so were the shipped
 * weights, which the class's estimate asks. The profile has not
 * heard the coloured song.
 *
 *   bench_profile DATA [SET [TRIALS]]     SET of groups.csv, "song"; trials a class
 */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/profile_learn.h"
#include "model/target.h"
#include "model/train/balance.h"
#include "model/train/parallel.h"
#include "tests/support_sound.h"

enum { MAX_SONGS = 512, SONGS = 10, COLORS = 5 };

static const double range_db = 6.0;

typedef enum { WAY_NONE, WAY_EDGES, WAY_CLASS, WAY_PROFILE, WAY_COUNT } Way;

typedef struct {
  int song; /* that is left out */
  int genre;
  Profile profile;
  uint64_t seed;
  double error_db[WAY_COUNT];
  bool is_fine;
} Trial;

typedef struct {
  const Library *library;
  const char *set;
  double (*level_db)[BAND_COUNT];
  Trial *trial;
  int n_trials;
} Bench;

/* --- profiles ------------------------------------------------------------------------------ */

static bool is_in(const Bench *bench, int clip, int genre)
{
  const Clip *at = &bench->library->clip[clip];
  return at->class_index == genre && strcmp(at->set, bench->set) == 0;
}

static int songs_of(const Bench *bench, int genre, int index[MAX_SONGS])
{
  int n = 0;
  for (int c = 0; c < bench->library->n_clips && n < MAX_SONGS; ++c) {
    if (is_in(bench, c, genre)) {
      index[n++] = c;
    }
  }
  return n;
}

/* True if the song is by an artist whose number in its class is even. */
static bool is_judged(const Bench *bench, const int *index, int n, int song)
{
  const int artist = bench->library->clip[song].group;
  int before = 0;
  for (int i = 0; i < n; ++i) {
    const int other = bench->library->clip[index[i]].group;
    bool is_first = other < artist;
    for (int k = 0; k < i && is_first; ++k) {
      is_first = bench->library->clip[index[k]].group != other;
    }
    before += is_first;
  }
  return before % 2 == 0;
}

static void learn(const Bench *bench, const int *index, int n, int genre, Profile *profile)
{
  ProfileSong song[MAX_SONGS];
  for (int i = 0; i < n; ++i) {
    song[i] = (ProfileSong){.weight = 1.0};
    song[i].probability[genre] = 1.0;
    memcpy(song[i].level_db, bench->level_db[index[i]], sizeof song[i].level_db);
  }
  *profile = (Profile){.name = "bench"};
  profile_learn(song, n, profile);
}

/* Ten different songs by other artists. */
static bool learn_from_others(const Bench *bench, const int *index, int n, int left_out,
                              Random *random, Trial *trial)
{
  int other[MAX_SONGS];
  int n_others = 0;
  for (int i = 0; i < n; ++i) {
    if (bench->library->clip[index[i]].group != bench->library->clip[left_out].group) {
      other[n_others++] = index[i];
    }
  }
  if (n_others < SONGS) {
    return false;
  }
  for (int i = 0; i < SONGS; ++i) {
    const int pick = i + random_index(random, n_others - i);
    const int song = other[pick];
    other[pick] = other[i];
    other[i] = song;
  }
  learn(bench, other, SONGS, trial->genre, &trial->profile);
  return true;
}

static bool learn_from_artist(const Bench *bench, const int *index, int n, int left_out,
                              Trial *trial)
{
  int other[MAX_SONGS];
  int n_others = 0;
  for (int i = 0; i < n; ++i) {
    if (index[i] != left_out &&
        bench->library->clip[index[i]].group == bench->library->clip[left_out].group) {
      other[n_others++] = index[i];
    }
  }
  if (n_others < 2) {
    return false;
  }
  learn(bench, other, n_others, trial->genre, &trial->profile);
  return true;
}

/* --- one trial ------------------------------------------------------------------------------ */

static double distance_db(const double a[BAND_COUNT], const double b[BAND_COUNT])
{
  double sum = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += fabs(a[band] - b[band]) / BAND_COUNT;
  }
  return sum;
}

static bool equalize(const Sound *sound, const Decision *decision, const Target *target,
                     double level_db[BAND_COUNT])
{
  Sound out = {0};
  const bool is_fine = sound_copy(&out, sound) && sound_change(&out, decision, target->wanted_db) &&
                       sound_levels(&out, level_db);
  sound_free(&out);
  return is_fine;
}

/* Wants the nearest edge of the zone. */
static void want_edges(Target *target, const Decision *decision)
{
  double level_db[BAND_COUNT];
  decision_levels(decision, level_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *zone = &target->zone[band];
    const double edge_db = fmin(fmax(level_db[band], zone->low_db), zone->high_db);
    target->wanted_db[band] = fmin(fmax(edge_db - level_db[band], -range_db), range_db);
  }
}

static bool try_ways(Trial *trial, const Sound *sound, const double original_db[BAND_COUNT])
{
  Decision decision;
  double level_db[BAND_COUNT];
  bool is_fine = sound_hear(sound, &decision);
  HeardMeans heard;
  Prediction prediction;
  decision_heard(&decision, &heard);
  classifier_ask(&heard, &prediction);
  decision_take_answer(&decision, &prediction);
  centered_levels(&decision, level_db);
  trial->error_db[WAY_NONE] = is_fine ? distance_db(level_db, original_db) : 0.0;
  for (int way = WAY_EDGES; way < WAY_COUNT && is_fine; ++way) {
    Target target;
    const TargetSettings settings = {.genre = trial->genre,
                                     .own = way == WAY_PROFILE ? &trial->profile : NULL,
                                     .amount = 1.0,
                                     .range_db = range_db};
    target_find(&target, &decision, &settings);
    if (way == WAY_EDGES) {
      want_edges(&target, &decision);
    }
    is_fine = equalize(sound, &decision, &target, level_db);
    trial->error_db[way] = distance_db(level_db, original_db);
  }
  return is_fine;
}

static void run_trial(void *data, int index)
{
  Bench *bench = data;
  Trial *trial = &bench->trial[index];
  char path[8192];
  char reason[256];
  Sound sound = {0};
  double original_db[BAND_COUNT];
  snprintf(path, sizeof path, "%s/%s", bench->library->folder,
           bench->library->clip[trial->song].path);
  trial->is_fine = sound_load(&sound, path, reason, sizeof reason) &&
                   sound_levels(&sound, original_db) && sound_color(&sound, trial->seed) &&
                   try_ways(trial, &sound, original_db);
  if (!trial->is_fine) {
    fprintf(stderr, "bench_profile: %s: left out\n", path);
  }
  sound_free(&sound);
}

/* --- all of them ------------------------------------------------------------------------------ */

static void print_row(const Bench *bench, const char *name, int genre)
{
  double sum_db[WAY_COUNT] = {0.0};
  int n = 0;
  int n_nearer = 0;
  for (int i = 0; i < bench->n_trials; ++i) {
    const Trial *trial = &bench->trial[i];
    if (trial->is_fine && (genre == GENRE_UNSURE || trial->genre == genre)) {
      ++n;
      n_nearer += trial->error_db[WAY_PROFILE] < trial->error_db[WAY_CLASS];
      for (int way = 0; way < WAY_COUNT; ++way) {
        sum_db[way] += trial->error_db[way];
      }
    }
  }
  if (n > 0) {
    printf("| %s | %d | %.2f | %.2f | %.2f | %.2f | %.0f %% |\n", name, n, sum_db[WAY_NONE] / n,
           sum_db[WAY_EDGES] / n, sum_db[WAY_CLASS] / n, sum_db[WAY_PROFILE] / n,
           100.0 * n_nearer / n);
  }
}

static void print_table(const Bench *bench, const char *title)
{
  printf("%s: dB from the original\n\n"
         "| class | trials | coloured | to the class's zone's edge | the class's most probable "
         "balance | own profile | nearer than that |\n|---|---|---|---|---|---|---|\n",
         title);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    print_row(bench, genre_name[genre], genre);
  }
  print_row(bench, "all", GENRE_UNSURE);
  printf("\n");
}

static void run_all(Bench *bench, const char *title)
{
  parallel_for(bench->n_trials, run_trial, bench);
  print_table(bench, title);
}

static void random_songs(Bench *bench, int trials_a_class)
{
  Random random = {30};
  bench->n_trials = 0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    int index[MAX_SONGS];
    const int n = songs_of(bench, genre, index);
    for (int t = 0; t < trials_a_class && n > 0; ++t) {
      Trial *trial = &bench->trial[bench->n_trials];
      *trial = (Trial){.genre = genre};
      do {
        trial->song = index[random_index(&random, n)];
      } while (!is_judged(bench, index, n, trial->song));
      trial->seed = random_bits(&random);
      bench->n_trials += learn_from_others(bench, index, n, trial->song, &random, trial);
    }
  }
  run_all(bench, "Ten songs of a class, by other artists");
}

static void artists_songs(Bench *bench)
{
  Random random = {31};
  bench->n_trials = 0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    int index[MAX_SONGS];
    const int n = songs_of(bench, genre, index);
    for (int i = 0; i < n * COLORS; ++i) {
      const int song = index[i / COLORS];
      Trial *trial = &bench->trial[bench->n_trials];
      *trial = (Trial){.song = song, .genre = genre, .seed = random_bits(&random)};
      bench->n_trials +=
          is_judged(bench, index, n, song) && learn_from_artist(bench, index, n, song, trial);
    }
  }
  run_all(bench, "One artist's other songs");
}

int main(int argc, char **argv)
{
  const int trials_a_class = argc > 3 ? atoi(argv[3]) : 30;
  Library library = {0};
  if (argc < 2 || trials_a_class < 1) {
    fprintf(stderr, "usage: bench_profile DATA [SET [TRIALS]]\n");
    return 2;
  }
  Bench bench = {.library = &library, .set = argc > 2 ? argv[2] : "song"};
  bool is_fine = library_open(&library, argv[1], bench.set);
  bench.level_db = is_fine ? malloc(sizeof *bench.level_db * (size_t)library.n_clips) : NULL;
  const size_t most_trials =
      (size_t)trials_a_class * GENRE_COUNT + (size_t)library.n_clips * COLORS + 1;
  bench.trial = is_fine ? calloc(most_trials, sizeof *bench.trial) : NULL;
  is_fine = is_fine && bench.level_db && bench.trial;
  for (int c = 0; c < library.n_clips && is_fine; ++c) {
    clip_levels(&library.clip[c], bench.level_db[c]);
  }
  if (is_fine) {
    random_songs(&bench, trials_a_class);
    artists_songs(&bench);
  }
  free(bench.level_db);
  free(bench.trial);
  library_close(&library);
  return is_fine ? 0 : 1;
}
