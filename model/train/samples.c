/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/samples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/band_history.h"
#include "dsp/gate.h"
#include "dsp/portable_math.h"
#include "model/features.h"
#include "model/train/random.h"
#include "model/train/strangers.h"

enum {
  HEARD_EVERY = HOPS_PER_SECOND, /* hops between the plugin's questions */
  LEARN_EVERY = FEATURE_HOPS / 2,
  STRANGER_SAMPLES = 600,
  VARIANTS = 2, /* of a window; the first undisturbed */
  VARIANTS_OF_SHORT = 6
};

static bool begin(Samples *samples, int n_inputs)
{
  memset(samples, 0, sizeof *samples);
  samples->n_inputs = n_inputs;
  return true;
}

/* Room for one more; its inputs, or NULL. */
static float *add(Samples *samples, int class_index, int clip)
{
  int n = samples->n;
  if (n == 0 || (n >= 1024 && (n & (n - 1)) == 0)) {
    size_t room = n == 0 ? 1024 : 2 * (size_t)n;
    size_t row = (size_t)samples->n_inputs * sizeof *samples->input;
    float *input = realloc(samples->input, room * row);
    samples->input = input ? input : samples->input;
    float *twin = realloc(samples->twin, room * row);
    samples->twin = twin ? twin : samples->twin;
    int *classes = realloc(samples->class_index, room * sizeof *classes);
    samples->class_index = classes ? classes : samples->class_index;
    int *clips = realloc(samples->clip, room * sizeof *clips);
    samples->clip = clips ? clips : samples->clip;
    if (!input || !twin || !classes || !clips) {
      return NULL;
    }
  }
  samples->class_index[n] = class_index;
  samples->clip[n] = clip;
  ++samples->n;
  return &samples->input[(size_t)n * (size_t)samples->n_inputs];
}

/* The twin of a row of inputs. */
static float *twin_of(Samples *samples, const float *input)
{
  return &samples->twin[input - samples->input];
}

/* For samples that have none. */
static void forget_twins(Samples *samples)
{
  free(samples->twin);
  samples->twin = NULL;
}

void samples_free(Samples *samples)
{
  free(samples->input);
  free(samples->twin);
  free(samples->class_index);
  free(samples->clip);
  memset(samples, 0, sizeof *samples);
}

/* --- windows ---------------------------------------------------------------------------- */

static double total(const float energy[PART_COUNT])
{
  double sum = 0.0;
  for (int i = 0; i < PART_COUNT; ++i) {
    sum += (double)energy[i];
  }
  return sum;
}

/* The hops that the plugin would learn from; of `rows`, those for which the plain
   sound passes. The rows are the caller's to free. */
static int gate_hops(const Hops *hops, float (*rows)[PART_COUNT], float (**passed)[PART_COUNT])
{
  int n = 0;
  Gate gate;
  gate_reset(&gate);
  *passed = malloc((size_t)hops->n_hops * sizeof **passed);
  for (int h = 0; *passed && h < hops->n_hops; ++h) {
    float energy[SUBBAND_COUNT];
    subband_energies(hops->energy[h], energy);
    if (gate_pass(&gate, energy)) {
      memcpy((*passed)[n++], rows[h], sizeof **passed);
    }
  }
  return n;
}

static void window_features(float (*energy)[PART_COUNT], int n_hops, float *feature)
{
  FeatureWindow window = {.n_hops = n_hops};
  FeatureJob job;
  for (int h = 0; h < n_hops; ++h) { /* of each row, what the network hears */
    memcpy(window.energy[h], energy[h], sizeof window.energy[h]);
  }
  features_begin(&job, &window);
  while (!features_step(&job)) {
  }
  memcpy(feature, job.feature, sizeof job.feature);
}

bool samples_as_heard(const Library *library, Samples *samples)
{
  bool is_fine = begin(samples, FEATURE_COUNT);
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    float(*energy)[PART_COUNT];
    int n = gate_hops(&library->clip[c].hops, library->clip[c].hops.energy, &energy);
    is_fine = energy != NULL;
    for (int end = FEATURE_MIN_HOPS; is_fine && end <= n; end += HEARD_EVERY) {
      int n_hops = end < FEATURE_HOPS ? end : FEATURE_HOPS;
      float *input = add(samples, library->clip[c].class_index, c);
      is_fine = input != NULL;
      if (input) {
        window_features(&energy[end - n_hops], n_hops, input);
      }
    }
    free(energy);
  }
  forget_twins(samples);
  return is_fine;
}

/* Light noise of a random colour under the music. */
static void add_noise(Random *random, float (*energy)[PART_COUNT], int n_hops)
{
  double mean = 0.0;
  for (int h = 0; h < n_hops; ++h) {
    mean += total(energy[h]) / n_hops;
  }
  double level = mean * db_to_power(random_between(random, -75.0, -45.0));
  double tilt = random_between(random, 0.0, 1.0); /* 0 pink, 1 white */
  int part = 0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    for (int k = 0; k < subband_info[i].n_parts; ++k, ++part) {
      double width = (part_info[part].high_hz - part_info[part].low_hz) / 1000.0;
      double pink = 0.1 / subband_info[i].n_parts;
      float noise = (float)(level * (tilt * width + (1.0 - tilt) * pink));
      for (int h = 0; h < n_hops; ++h) {
        energy[h][part] += noise;
      }
    }
  }
}

/* What is left of a top that a codec or a low rate took away: the slope of the
   filter over the sub-bands below. */
static void lose_top(Random *random, float (*energy)[PART_COUNT], int n_hops)
{
  float leak = (float)db_to_power(random_between(random, -20.0, -8.0));
  float left = (float)db_to_power(random_between(random, -40.0, -6.0));
  for (int h = 0; h < n_hops; ++h) {
    float *top = &energy[h][HEARD_PARTS - 1];
    *top = left * *top + leak * top[-1];
  }
}

/* Levels shaken by up to some tenths of a dB: a codec, another mix of the channels. */
static void shake(Random *random, float (*energy)[PART_COUNT], int n_hops)
{
  double by_db = random_between(random, 0.0, 1.5);
  for (int h = 0; h < n_hops; ++h) {
    int part = 0;
    for (int i = 0; i < SUBBAND_COUNT; ++i) {
      float by = (float)db_to_power(random_between(random, -by_db, by_db));
      for (int k = 0; k < subband_info[i].n_parts; ++k, ++part) {
        energy[h][part] *= by;
      }
    }
  }
}

static void disturb(Random *random, float (*energy)[PART_COUNT], int n_hops)
{
  if (random_unit(random) < 0.5) {
    add_noise(random, energy, n_hops);
  }
  if (random_unit(random) < 0.3) {
    lose_top(random, energy, n_hops);
  }
  if (random_unit(random) < 0.5) {
    shake(random, energy, n_hops);
  }
}

/* The hops of a clip that pass the gate: as they are, through each equaliser, and as
   an MP3 leaves them (or as they are, if there is none). */
typedef struct {
  int n;
  float (*plain)[PART_COUNT];
  float (*colored[LISTEN_COLORS])[PART_COUNT];
  float (*lossy)[PART_COUNT];
} Passed;

static bool pass_gate(const Hops *hops, Passed *passed)
{
  passed->n = gate_hops(hops, hops->energy, &passed->plain);
  gate_hops(hops, hops->lossy ? hops->lossy : hops->energy, &passed->lossy);
  bool is_fine = passed->plain && passed->lossy;
  for (int color = 0; color < LISTEN_COLORS; ++color) {
    gate_hops(hops, hops->colored ? &hops->colored[color * hops->n_hops] : hops->energy,
              &passed->colored[color]);
    is_fine = is_fine && passed->colored[color];
  }
  return is_fine;
}

static void passed_free(Passed *passed)
{
  free(passed->plain);
  free(passed->lossy);
  for (int color = 0; color < LISTEN_COLORS; ++color) {
    free(passed->colored[color]);
  }
}

/* What an MP3 leaves of a stretch, and of its twin: what it took away is taken to be
   the same of both. */
static void make_lossy(const Passed *passed, int first, int n_hops, float (*window)[PART_COUNT],
                       float (*twin)[PART_COUNT])
{
  for (int h = 0; h < n_hops; ++h) {
    for (int i = 0; i < PART_COUNT; ++i) {
      float plain = passed->plain[first + h][i];
      float left = passed->lossy[first + h][i];
      window[h][i] = left;
      twin[h][i] = plain > 0.0F ? twin[h][i] * (left / plain) : left;
    }
  }
}

static bool learn_from_clip(const Clip *clip, int index, Random *random, Samples *samples)
{
  float window[FEATURE_HOPS][PART_COUNT];
  float twin[FEATURE_HOPS][PART_COUNT];
  Passed passed = {0};
  bool is_fine = pass_gate(&clip->hops, &passed);
  int n = passed.n;
  int longest = n < FEATURE_HOPS ? n : FEATURE_HOPS;
  int n_variants = n < 2 * FEATURE_HOPS ? VARIANTS_OF_SHORT : VARIANTS;
  for (int k = 0; is_fine && n >= FEATURE_MIN_HOPS && k <= (n - longest) / LEARN_EVERY; ++k) {
    for (int variant = 0; is_fine && variant < n_variants; ++variant) {
      int n_hops = longest;
      int first = k * LEARN_EVERY;
      if (variant > 0) {
        n_hops = random_unit(random) < 0.3 ? FEATURE_MIN_HOPS : longest;
        first = random_index(random, n - n_hops + 1);
      }
      memcpy(window, passed.plain[first], (size_t)n_hops * sizeof window[0]);
      memcpy(twin, passed.colored[random_index(random, LISTEN_COLORS)][first],
             (size_t)n_hops * sizeof twin[0]);
      if (variant > 0) {
        if (random_unit(random) < 0.4) {
          make_lossy(&passed, first, n_hops, window, twin);
        }
        Random same = *random; /* disturbs both alike */
        disturb(&same, twin, n_hops);
        disturb(random, window, n_hops);
      }
      float *input = add(samples, clip->class_index, index);
      is_fine = input != NULL;
      if (input) {
        window_features(window, n_hops, input);
        window_features(twin, n_hops, twin_of(samples, input));
      }
    }
  }
  passed_free(&passed);
  return is_fine;
}

bool samples_to_learn(const Library *library, uint64_t seed, Samples *samples)
{
  Random random = {seed};
  bool is_fine = begin(samples, FEATURE_COUNT);
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    is_fine = learn_from_clip(&library->clip[c], c, &random, samples);
  }
  for (int k = 0; is_fine && k < STRANGER_SAMPLES; ++k) {
    float window[FEATURE_HOPS][PART_COUNT];
    stranger_make(&random, FEATURE_HOPS, window);
    float *input = add(samples, CLASS_NONE, -1);
    is_fine = input != NULL;
    if (input) {
      window_features(window, FEATURE_HOPS, input);
      memcpy(twin_of(samples, input), input, FEATURE_COUNT * sizeof *input);
    }
  }
  return is_fine;
}

/* --- the paper's inputs ---------------------------------------------------------------- */

bool samples_of_levels(const Library *library, Samples *samples)
{
  bool is_fine = begin(samples, BAND_COUNT + 1);
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    const Clip *clip = &library->clip[c];
    float part_mean[PART_COUNT] = {0.0F};
    float mean[SUBBAND_COUNT];
    double band[BAND_COUNT];
    if (clip->class_index == CLASS_NONE) {
      continue;
    }
    for (int h = 0; h < clip->hops.n_hops; ++h) {
      for (int i = 0; i < PART_COUNT; ++i) {
        part_mean[i] += clip->hops.energy[h][i] / (float)clip->hops.n_hops;
      }
    }
    float *input = add(samples, clip->class_index, c);
    is_fine = input != NULL;
    subband_energies(part_mean, mean);
    band_energies(mean, band);
    for (int b = 0; input && b < BAND_COUNT; ++b) {
      input[b] = (float)sqrt(band[b]);
    }
    if (input) {
      input[BAND_COUNT] = (float)sqrt(total(part_mean));
    }
  }
  forget_twins(samples);
  return is_fine;
}
