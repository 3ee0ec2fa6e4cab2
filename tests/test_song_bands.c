/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Wanted changes of the five bands, compared with the fine spectrum before and behind the curve, on
 * recorded songs. The spectrum is learned from the whole excerpt, as the plugin learns it. There
 * are three kinds of wishes: each band at random within ±6 dB; neighbours up to 3 dB apart, as
 * masters need them; and what the plugin itself wants of the song in Auto. The shelves were
 * designed with wishes of the first kind (dsp/shelves.c). So many more of that kind, which the
 * design has not used, are solved, and their curves are judged without rendering the song.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sndfile.h>

#include "dsp/band_solver.h"
#include "plugin/engine_internal.h"
#include "plugin/float_mode.h"
#include "tests/support_hearing.h"
#include "tests/support_overshoot.h"
#include "tests/support_power.h"
#include "tests/support_recordings.h"
#include "tests/support_spectrum.h"

enum {
  MOST_SECONDS = 30,
  SONGS_PER_GENRE = 6,
  WISHES = 4,
  UNSEEN_WISHES = 100,
  MOST_WISHES = MAX_RECORDINGS * WISHES
};

/* The meters report a wish that is out of reach; only a miss that they do not report counts. */
#define KNOWN_MISS_DB 0.1

/** How far the curve goes beyond its own gain in the middle of the bands on either side. */
#define RIPPLE_LIMIT_DB 0.5

typedef struct {
  double rate_hz;
  uint32_t n_frames;
  float *channel[2];
} Song;

typedef struct {
  const char *name;
  double range_db, apart_db;
  int n_wishes, n_out_of_reach, n_missed;
  double worst_db[MOST_WISHES];
  double ripple_db[MOST_WISHES];
  double beyond_db[MOST_WISHES]; /**< of the curve, beyond what is wanted */
} Wishes;

/** Wishes within ±6 dB that were not used to design the shelves. */
typedef struct {
  int n_wishes, n_out_of_reach, n_rippled;
  double miss_db, ripple_db; /**< at most */
} Unseen;

static bool song_read(Song *song, const char *path)
{
  SF_INFO info = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  *song = (Song){.rate_hz = info.samplerate};
  if (!file || info.channels > 2) {
    sf_close(file);
    return false;
  }
  const sf_count_t most = (sf_count_t)MOST_SECONDS * info.samplerate;
  float *frames = calloc((size_t)(most * info.channels), sizeof *frames);
  song->n_frames = (uint32_t)sf_readf_float(file, frames, most);
  for (int channel = 0; channel < 2; ++channel) {
    song->channel[channel] = calloc(song->n_frames + 1, sizeof(float));
    const uint32_t from = info.channels == 2 ? (uint32_t)channel : 0;
    for (uint32_t i = 0; i < song->n_frames; ++i) {
      song->channel[channel][i] = frames[i * (uint32_t)info.channels + from];
    }
  }
  free(frames);
  sf_close(file);
  return song->n_frames > 0;
}

static void song_free(Song *song)
{
  free(song->channel[0]);
  free(song->channel[1]);
}

static void wish(const Wishes *wishes, uint64_t *seed, double wanted_db[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    wanted_db[band] = wishes->range_db * noise_next(seed);
    if (band > 0 && wishes->apart_db > 0.0) {
      const double next_db = wanted_db[band - 1] + wishes->apart_db * noise_next(seed);
      wanted_db[band] = fmin(fmax(next_db, -6.0), 6.0);
    }
  }
}

static double known_miss_db(const double change_db[BAND_COUNT], const double wanted_db[BAND_COUNT])
{
  double worst_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    worst_db = fmax(worst_db, fabs(change_db[band] - wanted_db[band]));
  }
  return worst_db;
}

/** Behind the curve, of which tests/test_equalizer.c says that the equaliser makes it. */
static double measured_miss_db(const Power *power, const double section_db[BAND_COUNT],
                               const double wanted_db[BAND_COUNT])
{
  Biquad shelf[SHELF_COUNT];
  double *gain = malloc(((size_t)power->size / 2 + 1) * sizeof *gain);
  double before[BAND_COUNT];
  double after[BAND_COUNT];
  double worst_db = 0.0;
  shelves_design(section_db, power->rate_hz, shelf);
  for (int k = 0; k <= power->size / 2; ++k) {
    gain[k] = shelves_power_at(shelf, k * power->rate_hz / power->size, power->rate_hz);
  }
  power_bands(power, NULL, before);
  power_bands(power, gain, after);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double change_db = 10.0 * log10(after[band] / before[band]);
    worst_db = fmax(worst_db, fabs(change_db - wanted_db[band]));
  }
  free(gain);
  return worst_db;
}

/** One wish, and the curve made for it. */
static void weigh(Wishes *wishes, const Power *power, const double wanted_db[BAND_COUNT],
                  const double section_db[BAND_COUNT])
{
  const double miss_db = measured_miss_db(power, section_db, wanted_db);
  const Overshoot over = overshoot(section_db, wanted_db);
  wishes->ripple_db[wishes->n_wishes] = over.ripple_db;
  wishes->beyond_db[wishes->n_wishes] = over.beyond_wants_db;
  wishes->worst_db[wishes->n_wishes++] = miss_db;
  wishes->n_missed += miss_db > 0.2;
}

static void try_wishes(Wishes *wishes, const Power *power, uint64_t *seed,
                       const HeardEnergies *heard)
{
  static BandSolver solver;
  for (int k = 0; k < WISHES; ++k) {
    double wanted_db[BAND_COUNT];
    wish(wishes, seed, wanted_db);
    band_solver_init(&solver, power->rate_hz);
    for (int i = 0; i < 4; ++i) {
      band_solver_solve(&solver, wanted_db, &heard->spectrum);
    }
    if (known_miss_db(solver.reached_db, wanted_db) > KNOWN_MISS_DB) {
      ++wishes->n_out_of_reach;
      continue;
    }
    weigh(wishes, power, wanted_db, solver.section_gain_db);
  }
}

static void try_unseen_wishes(Unseen *unseen, double rate_hz, uint64_t *seed,
                              const HeardEnergies *heard)
{
  static const Wishes any = {.range_db = 6.0};
  static BandSolver solver;
  band_solver_init(&solver, rate_hz);
  for (int k = 0; k < UNSEEN_WISHES; ++k) {
    static const double flat_db[BAND_COUNT];
    double wanted_db[BAND_COUNT];
    wish(&any, seed, wanted_db);
    band_solver_start(&solver, flat_db);
    for (int i = 0; i < 4; ++i) {
      band_solver_solve(&solver, wanted_db, &heard->spectrum);
    }
    const double miss_db = known_miss_db(solver.reached_db, wanted_db);
    const double ripple_db = overshoot(solver.section_gain_db, wanted_db).ripple_db;
    ++unseen->n_wishes;
    unseen->n_out_of_reach += miss_db > KNOWN_MISS_DB;
    unseen->n_rippled += ripple_db > RIPPLE_LIMIT_DB;
    unseen->miss_db = fmax(unseen->miss_db, miss_db);
    unseen->ripple_db = fmax(unseen->ripple_db, ripple_db);
  }
}

/** What the plugin wanted, after it has heard the excerpt, when it last made its curve. */
static void try_own_wish(Wishes *wishes, const Song *song, const Power *power)
{
  ControlValues control;
  float *out[2] = {malloc((song->n_frames + 1) * sizeof(float)),
                   malloc((song->n_frames + 1) * sizeof(float))};
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_MEMORY] = control_info[CONTROL_MEMORY].maximum;
  Engine *engine = engine_new(song->rate_hz, 2, NULL, NULL);
  const uint64_t mode = float_mode_enter();
  engine_process(engine, control, (const float *const[]){song->channel[0], song->channel[1]}, out,
                 song->n_frames);
  float_mode_leave(mode);
  const BandSolver *solver = &engine->curve.solver;
  weigh(wishes, power, solver->wanted_db, solver->section_gain_db);
  engine_free(engine);
  free(out[0]);
  free(out[1]);
}

static int by_size(const void *a, const void *b)
{
  const double difference = *(const double *)a - *(const double *)b;
  return (difference > 0.0) - (difference < 0.0);
}

/** How many are above the limit. */
static int count_above(const double *figure, int n, double limit)
{
  int count = 0;
  for (int i = 0; i < n; ++i) {
    count += figure[i] > limit;
  }
  return count;
}

static void judge(Wishes *wishes, double most_missed, double most_out_of_reach, double worst_db,
                  double most_rippled)
{
  const int n = wishes->n_wishes;
  double sum_db = 0.0;
  qsort(wishes->worst_db, (size_t)n, sizeof wishes->worst_db[0], by_size);
  for (int i = 0; i < n; ++i) {
    sum_db += wishes->worst_db[i];
  }
  print_message("%s: worst band missed by %.3f dB in the mean, %.3f in 95 of 100, %.3f at most; "
                "%d of %d beyond 0.2 dB; out of reach, and known to be: %d of %d\n",
                wishes->name, sum_db / n, wishes->worst_db[(int)(0.95 * n)],
                wishes->worst_db[n - 1], wishes->n_missed, n, wishes->n_out_of_reach,
                n + wishes->n_out_of_reach);
  const int n_rippled = count_above(wishes->ripple_db, n, RIPPLE_LIMIT_DB);
  qsort(wishes->ripple_db, (size_t)n, sizeof wishes->ripple_db[0], by_size);
  qsort(wishes->beyond_db, (size_t)n, sizeof wishes->beyond_db[0], by_size);
  print_message(
      "  ripple between the bands' middles %.2f dB in the median, %.2f in 95 of 100, above %.1f "
      "in %d of %d, %.2f at most; curve beyond what is wanted of a band and its neighbours by %.2f "
      "dB in the median, %.2f "
      "in 95 of 100\n",
      wishes->ripple_db[n / 2], wishes->ripple_db[(int)(0.95 * n)], RIPPLE_LIMIT_DB, n_rippled, n,
      wishes->ripple_db[n - 1], wishes->beyond_db[n / 2], wishes->beyond_db[(int)(0.95 * n)]);
  assert_true(n_rippled <= most_rippled * n);
  assert_true(wishes->n_missed <= most_missed * n);
  assert_true(wishes->n_out_of_reach <= most_out_of_reach * (n + wishes->n_out_of_reach));
  assert_true(wishes->worst_db[n - 1] <= worst_db);
}

/** Only a few of a thousand wishes may fail. Seen to fail with `added` alone (dsp/shelves.c):
    ripple in 39 of 3600, 2.5 dB at most. */
static void judge_unseen(const Unseen *unseen)
{
  const double few = 0.005 * unseen->n_wishes;
  print_message("each band within +-6 dB, other wishes: ripple above %.1f dB in %d of %d, %.2f dB "
                "at most; out of reach %d, by %.2f dB at most\n",
                RIPPLE_LIMIT_DB, unseen->n_rippled, unseen->n_wishes, unseen->ripple_db,
                unseen->n_out_of_reach, unseen->miss_db);
  assert_true(unseen->n_rippled <= few);
  assert_true(unseen->n_out_of_reach <= few);
}

static void songs_get_what_is_wanted(void **state)
{
  (void)state;
  static Wishes any = {.name = "each band within +-6 dB", .range_db = 6.0};
  static Wishes usual = {.name = "neighbours up to 3 dB apart", .range_db = 4.0, .apart_db = 3.0};
  static Wishes own = {.name = "what the plugin wants in Auto", .range_db = 4.0};
  Unseen unseen = {0};
  uint64_t seed = 4;
  uint64_t unseen_seed = 2026;
  int n_songs = 0;
  const Recordings *found = recordings_of_all_genres(SONGS_PER_GENRE);
  for (int i = 0; i < found->count; ++i) {
    Song song;
    if (song_read(&song, found->path[i])) {
      const float *const in[2] = {song.channel[0], song.channel[1]};
      const HeardEnergies heard = hear_energies(song.rate_hz, in, 2, song.n_frames);
      Power power = power_measure(song.rate_hz, in, 2, song.n_frames);
      try_wishes(&any, &power, &seed, &heard);
      try_wishes(&usual, &power, &seed, &heard);
      try_own_wish(&own, &song, &power);
      try_unseen_wishes(&unseen, song.rate_hz, &unseen_seed, &heard);
      power_free(&power);
      ++n_songs;
    }
    song_free(&song);
  }
  assert_true(n_songs > 0);
  print_message("%d songs, %d s each:\n", n_songs, MOST_SECONDS);
  judge(&any, 0.04, 0.0, 0.4, 0.0);
  judge(&usual, 0.0, 0.0, 0.1, 0.0);
  judge(&own, 0.0, 0.0, 0.2, 0.0);
  judge_unseen(&unseen);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(songs_get_what_is_wanted),
  };
  return cmocka_run_group_tests_name("song_bands", tests, NULL, NULL);
}
