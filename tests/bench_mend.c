/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Does it mend, and does it leave alone? Full-band songs get a random colour: the
 * level of each of the five bands moved by up to ±6 dB (with the plugin's own filters);
 * then they are rendered with the
 * curve that is learned from them, at default settings. Two figures a rule for the
 * target:
 *   mends         by how much the mean band error against the original falls
 *   leaves alone  by how much the bands of the untouched song move
 * Both in dB without the common gain, measured on the rendered sound by the filter
 * bank. A song is judged by a network and a second head that have heard no song of
 * its artist (folds.h); zones.def has been made from these songs.
 * The last row is the plugin as it is shipped, which has heard them all.
 *
 *   bench_mend DATA [SET [EVERY]]     SET of groups.csv, "song"; every n-th of it
 */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/target.h"
#include "model/train/balance.h"
#include "model/train/calibrate.h"
#include "model/train/parallel.h"
#include "model/weights.h"
#include "plugin/engine.h"
#include "tests/support_sound.h"

enum { BLOCK_FRAMES = 1024, RULE_COUNT = 5, ROW_COUNT = RULE_COUNT + 1 };

static const double settle_s = 6.0;

static const char *const row_name[ROW_COUNT] = {
    [TARGET_BALANCE] = "most probable balance, blended genres and second head (the plugin's)",
    [TARGET_GENRE] = "most probable balance, blended genres",
    [TARGET_ZONE] = "genre zone, blended by the probabilities",
    [TARGET_BLIND] = "all-genre zone (genre-blind)",
    [TARGET_POINT] = "middle of the genre zone (a point)",
    [RULE_COUNT] = "the plugin as shipped, having heard the songs"};

static double mean_difference(const double a[BAND_COUNT], const double b[BAND_COUNT])
{
  double sum = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += fabs(a[band] - b[band]) / BAND_COUNT;
  }
  return sum;
}

/* --- through the plugin ------------------------------------------------------------------- */

static void default_controls(ControlValues control)
{
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
}

static void play(Engine *engine, const ControlValues control, const Sound *in, const Sound *out)
{
  for (uint32_t at = 0; at < (uint32_t)in->n_frames; at += BLOCK_FRAMES) {
    const uint32_t left = (uint32_t)in->n_frames - at;
    const uint32_t n = left < BLOCK_FRAMES ? left : BLOCK_FRAMES;
    const float *from[MAX_CHANNELS] = {&in->channel[0][at], &in->channel[1][at]};
    float *to[MAX_CHANNELS] = {&out->channel[0][at], &out->channel[1][at]};
    engine_process(engine, control, from, to, n);
  }
}

/* What `render --learn` has learned when it begins to render. */
static bool learn(const Sound *sound, Memory *memory)
{
  ControlValues control;
  Sound silence = {0};
  Sound out = {0};
  Engine *engine = engine_new(sound->rate_hz, sound->n_channels, NULL, NULL);
  bool is_fine =
      sound_copy(&out, sound) &&
      sound_make(&silence, sound->n_channels, sound->rate_hz, (int)(settle_s * sound->rate_hz)) &&
      engine;
  default_controls(control);
  control[CONTROL_MEMORY] = control_info[CONTROL_MEMORY].maximum;
  control[CONTROL_GLIDE] = control_info[CONTROL_GLIDE].minimum;
  if (is_fine) {
    play(engine, control, sound, &out);
    play(engine, control, &silence, &silence);
    engine_memory(engine, memory);
  }
  engine_free(engine);
  sound_free(&out);
  sound_free(&silence);
  return is_fine;
}

/* Renders with a curve and measures the bands of what comes out. */
static bool render(const Sound *sound, const Memory *memory, double level_db[BAND_COUNT])
{
  ControlValues control;
  Sound out = {0};
  Engine *engine = engine_new(sound->rate_hz, sound->n_channels, NULL, NULL);
  bool is_fine = sound_copy(&out, sound) && engine;
  default_controls(control);
  control[CONTROL_MODE] = MODE_HOLD;
  if (is_fine) {
    engine_remember(engine, memory);
    play(engine, control, sound, &out);
    is_fine = sound_levels(&out, level_db);
  }
  engine_free(engine);
  sound_free(&out);
  return is_fine;
}

/* --- what an outsider decides ------------------------------------------------------------- */

/* A network that has heard no song of the artist answers. */
static void answer_by(const Model *judge, Decision *decision)
{
  static const float usual_s = 30.0F;
  const Calibration calibration = {ear_network.temperature, ear_network.haste_s};
  Prediction prediction = {.familiarity = 1.0F};
  Features features;
  float logit[OUTPUT_COUNT];
  double balance_db[BAND_COUNT];
  features_find(&features, &decision->figures);
  model_logits(judge, (const float *)&features, logit);
  calibrated_answer(logit, calibration, usual_s, prediction.probability);
  balance_foretell(judge, (const float *)&features, balance_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    prediction.balance_db[band] = (float)balance_db[band];
  }
  decision_take_answer(decision, &prediction);
}

static bool render_by(TargetRule rule, const Decision *decision, const Sound *sound,
                      double level_db[BAND_COUNT])
{
  Target target;
  Sound out = {0};
  target_find_by(&target, rule, decision, GENRE_UNSURE,
                 (double)control_info[CONTROL_AMOUNT].default_value / 100.0,
                 (double)control_info[CONTROL_RANGE].default_value);
  const bool is_fine = sound_copy(&out, sound) && sound_change(&out, decision, target.wanted_db) &&
                       sound_levels(&out, level_db);
  sound_free(&out);
  return is_fine;
}

/* --- all songs ------------------------------------------------------------------------------- */

typedef struct {
  const Library *library;
  const Model *judge;
  const bool *is_asked;
  pthread_mutex_t lock;
  int n;
  double before_db;           /* sums over the songs */
  double after_db[ROW_COUNT]; /* error of the coloured ones, mended */
  double moved_db[ROW_COUNT]; /* the untouched ones */
  int n_better[ROW_COUNT];    /* songs whose error falls */
} Bench;

static bool judge_sound(const Model *judge, const Sound *sound,
                        const double original_db[BAND_COUNT], double error_db[ROW_COUNT])
{
  Decision decision;
  Memory memory;
  double level_db[BAND_COUNT];
  bool is_fine = sound_hear(sound, &decision);
  answer_by(judge, &decision);
  for (int rule = 0; is_fine && rule < RULE_COUNT; ++rule) {
    is_fine = render_by((TargetRule)rule, &decision, sound, level_db);
    error_db[rule] = mean_difference(level_db, original_db);
  }
  is_fine = is_fine && learn(sound, &memory) && render(sound, &memory, level_db);
  error_db[RULE_COUNT] = mean_difference(level_db, original_db);
  return is_fine;
}

static void mend_song(void *data, int index)
{
  Bench *bench = data;
  char path[8192];
  char reason[256];
  Sound plain = {0};
  Sound colored = {0};
  double original_db[BAND_COUNT] = {0.0};
  double colored_db[BAND_COUNT] = {0.0};
  double after_db[ROW_COUNT];
  double moved_db[ROW_COUNT];
  if (!bench->is_asked[index]) {
    return;
  }
  snprintf(path, sizeof path, "%s/%s", bench->library->folder, bench->library->clip[index].path);
  bool is_fine = sound_load(&plain, path, reason, sizeof reason) && sound_copy(&colored, &plain);
  if (is_fine) {
    is_fine = sound_color(&colored, 1000u + (uint64_t)index) && sound_levels(&plain, original_db) &&
              sound_levels(&colored, colored_db) &&
              judge_sound(bench->judge, &plain, original_db, moved_db) &&
              judge_sound(bench->judge, &colored, original_db, after_db);
  }
  if (is_fine) {
    double before_db = mean_difference(colored_db, original_db);
    pthread_mutex_lock(&bench->lock);
    ++bench->n;
    bench->before_db += before_db;
    for (int row = 0; row < ROW_COUNT; ++row) {
      bench->after_db[row] += after_db[row];
      bench->moved_db[row] += moved_db[row];
      bench->n_better[row] += after_db[row] < before_db;
    }
    if (isatty(STDERR_FILENO)) {
      fprintf(stderr, "\r%d songs mended\033[K", bench->n);
    }
    pthread_mutex_unlock(&bench->lock);
  } else {
    fprintf(stderr, "bench_mend: %s: left out\n", path);
  }
  sound_free(&plain);
  sound_free(&colored);
}

static void print_table(const Bench *bench, const char *set)
{
  double n = bench->n > 0 ? bench->n : 1;
  printf("%d songs (%s), a random colour of ±%.0f dB a band: mean band error %.2f dB\n\n"
         "| target | error left | mends | songs mended | leaves alone: moves by |\n"
         "|---|---|---|---|---|\n",
         bench->n, set, COLOR_DB, bench->before_db / n);
  for (int row = 0; row < ROW_COUNT; ++row) {
    printf("| %s | %.2f dB | %.1f %% | %.0f %% | %.2f dB |\n", row_name[row],
           bench->after_db[row] / n, 100.0 * (1.0 - bench->after_db[row] / bench->before_db),
           100.0 * bench->n_better[row] / n, bench->moved_db[row] / n);
  }
}

static bool mend_fold(Bench *bench, const Rows *rows, int fold, const char *set, int every)
{
  const Library *library = bench->library;
  const Recipe recipe = best_recipe();
  bool *is_asked = calloc((size_t)library->n_clips, sizeof *is_asked);
  bool *is_used = calloc((size_t)library->n_clips, sizeof *is_used);
  Model *judge = malloc(sizeof *judge);
  int n_asked = 0;
  bool is_fine = is_asked && is_used && judge;
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    const Clip *clip = &library->clip[c];
    is_asked[c] =
        clip->fold == fold && strcmp(clip->set, set) == 0 && clip_has_genre(clip) && c % every == 0;
    n_asked += is_asked[c];
  }
  if (is_fine && n_asked > 0) {
    folds_choose(library, fold, is_used);
    is_fine = learn_model(library, rows, is_used, &recipe, judge);
    bench->judge = judge;
    bench->is_asked = is_asked;
    if (is_fine) {
      parallel_for(library->n_clips, mend_song, bench);
    }
  }
  free(is_asked);
  free(is_used);
  free(judge);
  return is_fine;
}

int main(int argc, char **argv)
{
  const char *set = argc > 2 ? argv[2] : "song";
  int every = argc > 3 ? atoi(argv[3]) : 1;
  Library library = {0};
  Rows rows = {0};
  if (argc < 2 || every < 1) {
    fprintf(stderr, "usage: bench_mend DATA [SET [EVERY]]\n");
    return 2;
  }
  Bench bench = {.library = &library};
  pthread_mutex_init(&bench.lock, NULL);
  bool is_fine = library_open(&library, argv[1], NULL) && rows_find(&library, &rows) &&
                 folds_deal(&library, 1);
  for (int fold = 0; is_fine && fold < library.n_folds; ++fold) {
    is_fine = mend_fold(&bench, &rows, fold, set, every);
  }
  if (isatty(STDERR_FILENO)) {
    fprintf(stderr, "\r\033[K");
  }
  if (is_fine) {
    print_table(&bench, set);
  }
  rows_free(&rows);
  library_close(&library);
  pthread_mutex_destroy(&bench.lock);
  return is_fine && bench.n > 0 ? 0 : 1;
}
