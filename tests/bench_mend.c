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
 * its artist (the folds of groups.csv); zones.def has been made from these songs.
 * The last row is the plugin as it is shipped, which has heard them all.
 *
 *   bench_mend DATA [SET [EVERY]]     SET of groups.csv, "full-band"; every n-th of it
 */
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dsp/band_solver.h"
#include "dsp/gate.h"
#include "model/target.h"
#include "model/train/balance.h"
#include "model/train/calibrate.h"
#include "model/train/commands.h"
#include "model/train/cross_validate.h"
#include "model/train/parallel.h"
#include "model/weights.h"
#include "plugin/engine.h"
#include "tests/support_sound.h"

enum { BLOCK_FRAMES = 1024, MEMORY_S = 3600, RULE_COUNT = 5, ROW_COUNT = RULE_COUNT + 1 };

static const double settle_s = 6.0;
static const double ridge = 1000.0; /* as `train` */

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
  for (uint32_t at = 0; at < in->n_frames; at += BLOCK_FRAMES) {
    uint32_t n = in->n_frames - at < BLOCK_FRAMES ? in->n_frames - at : BLOCK_FRAMES;
    const float *from[MAX_CHANNELS] = {&in->channel[0][at], &in->channel[1][at]};
    float *to[MAX_CHANNELS] = {&out->channel[0][at], &out->channel[1][at]};
    engine_process(engine, control, from, to, n);
  }
}

/* What `render --learn` has learned when it begins to render. */
static bool learn(const Sound *sound, Memory *memory)
{
  ControlValues control;
  Sound silence = {.n_channels = sound->n_channels,
                   .rate_hz = sound->rate_hz,
                   .n_frames = (uint32_t)(settle_s * sound->rate_hz)};
  Sound out;
  Engine *engine = engine_new(sound->rate_hz, sound->n_channels, NULL, NULL);
  bool is_fine = sound_copy(&out, sound) && sound_alloc(&silence) && engine;
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
  Sound out;
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

typedef struct {
  Model model;
  Balance balance;
} Judge;

static void predict(const Judge *judge, const float *input, Prediction *prediction)
{
  const float temperature = movement_network.temperature; /* found by networks like this one */
  float logits[CLASS_COUNT];
  float all[CLASS_COUNT];
  double balance_db[BAND_COUNT];
  memset(prediction, 0, sizeof *prediction);
  model_logits(&judge->model, input, logits);
  softmax(logits, CLASS_COUNT, temperature, all);
  window_answer(logits, CLASS_COUNT, temperature, prediction->probability);
  prediction->familiarity = 1.0F - all[CLASS_NONE];
  balance_foretell(&judge->balance, &judge->model, input, balance_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    prediction->balance_db[band] = (float)balance_db[band];
  }
}

static bool decide(const Judge *judge, const Sound *sound, Decision *decision)
{
  Clip clip = {.group = 0};
  Library library = {.n_clips = 1, .clip = &clip};
  Samples samples = {0};
  Gate gate;
  gate_reset(&gate);
  decision_reset(decision);
  bool is_fine = sound_hear(sound, &clip.hops) && samples_as_heard(&library, &samples);
  for (int h = 0; is_fine && h < clip.hops.n_hops; ++h) {
    float energy[SUBBAND_COUNT];
    subband_energies(clip.hops.energy[h], energy);
    if (gate_pass(&gate, energy)) {
      decision_add_hop(decision, energy, MEMORY_S);
    }
  }
  for (int i = 0; is_fine && i < samples.n; ++i) {
    Prediction prediction;
    predict(judge, &samples.input[(size_t)i * FEATURE_COUNT], &prediction);
    decision_add_prediction(decision, &prediction, MEMORY_S);
  }
  samples_free(&samples);
  hops_free(&clip.hops);
  return is_fine;
}

static bool render_by(TargetRule rule, const Decision *decision, const Sound *sound,
                      double level_db[BAND_COUNT])
{
  Target target;
  Memory memory;
  BandSolver *solver = malloc(sizeof *solver);
  memset(&memory, 0, sizeof memory);
  target_find_by(&target, rule, decision, GENRE_UNSURE,
                 (double)control_info[CONTROL_AMOUNT].default_value / 100.0,
                 (double)control_info[CONTROL_RANGE].default_value);
  if (solver) {
    band_solver_init(solver, sound->rate_hz);
    sound_solve(solver, target.wanted_db, decision->energy);
    for (int band = 0; band < BAND_COUNT; ++band) {
      memory.wanted_db[band] = target.wanted_db[band];
      memory.section_db[band] = memory.section_to_db[band] = solver->section_gain_db[band];
    }
    memory.n_hops[0] = decision->n_hops;
    for (int i = 0; i < SUBBAND_COUNT; ++i) {
      memory.energy[i] = (double)decision->energy[i];
    }
  }
  bool is_fine = solver && render(sound, &memory, level_db);
  free(solver);
  return is_fine;
}

/* --- all songs ------------------------------------------------------------------------------- */

typedef struct {
  const Library *library;
  const Judge *judge;
  const bool *is_asked;
  pthread_mutex_t lock;
  int n;
  double before_db;           /* sums over the songs */
  double after_db[ROW_COUNT]; /* error of the coloured ones, mended */
  double moved_db[ROW_COUNT]; /* the untouched ones */
  int n_better[ROW_COUNT];    /* songs whose error falls */
} Bench;

static bool judge_sound(const Judge *judge, const Sound *sound,
                        const double original_db[BAND_COUNT], double error_db[ROW_COUNT])
{
  Decision decision;
  Memory memory;
  double level_db[BAND_COUNT];
  bool is_fine = decide(judge, sound, &decision);
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
  bool is_fine = sound_load(&plain, path) && sound_copy(&colored, &plain);
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

/* A network that has heard neither the fold nor any other song of its artists. */
static bool train_judge(const Library *library, const Samples *learned, const Samples *heard,
                        const bool *is_used, int fold, Judge *judge)
{
  static volatile sig_atomic_t is_interrupted;
  char title[64];
  Recipe recipe = movement_recipe();
  snprintf(title, sizeof title, "a network for fold %d", fold + 1);
  return fit(library, learned, heard, is_used, &recipe, 1, title, &is_interrupted, &judge->model) &&
         balance_fit(library, heard, is_used, &judge->model, ridge, &judge->balance);
}

static bool mend_fold(Bench *bench, const Samples *learned, const Samples *heard, int fold,
                      const char *set, int every)
{
  const Library *library = bench->library;
  bool *is_asked = calloc((size_t)library->n_clips, sizeof *is_asked);
  bool *is_used = calloc((size_t)library->n_clips, sizeof *is_used);
  Judge *judge = calloc(1, sizeof *judge);
  int n_asked = 0;
  bool is_fine = is_asked && is_used && judge;
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    const Clip *clip = &library->clip[c];
    is_asked[c] = clip->fold == fold && strcmp(clip->set, set) == 0 &&
                  clip->class_index != CLASS_NONE && c % every == 0;
    n_asked += is_asked[c];
    is_used[c] = clip_is_apart(library, c, fold);
  }
  if (is_fine && n_asked > 0) {
    is_fine = train_judge(library, learned, heard, is_used, fold, judge);
    bench->judge = judge;
    bench->is_asked = is_asked;
    if (is_fine) {
      parallel_for(library->n_clips, mend_song, bench);
    }
    model_free(&judge->model);
  }
  free(is_asked);
  free(is_used);
  free(judge);
  return is_fine;
}

int main(int argc, char **argv)
{
  const char *set = argc > 2 ? argv[2] : "full-band";
  int every = argc > 3 ? atoi(argv[3]) : 1;
  Library library = {0};
  Samples learned = {0};
  Samples heard = {0};
  if (argc < 2 || every < 1) {
    fprintf(stderr, "usage: bench_mend DATA [SET [EVERY]]\n");
    return 2;
  }
  Bench bench = {.library = &library};
  pthread_mutex_init(&bench.lock, NULL);
  bool is_fine = library_open(&library, argv[1], NULL) && samples_to_learn(&library, 1, &learned) &&
                 samples_as_heard(&library, &heard);
  for (int fold = 0; is_fine && fold < library.n_folds; ++fold) {
    is_fine = mend_fold(&bench, &learned, &heard, fold, set, every);
  }
  if (isatty(STDERR_FILENO)) {
    fprintf(stderr, "\r\033[K");
  }
  if (is_fine) {
    print_table(&bench, set);
  }
  samples_free(&learned);
  samples_free(&heard);
  library_close(&library);
  pthread_mutex_destroy(&bench.lock);
  return is_fine && bench.n > 0 ? 0 : 1;
}
