/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/features.h"

#include <math.h>
#include <string.h>

#include "dsp/portable_math.h"

/* A sub-band never stands further from its mean than this, dB: a hop of digital
   silence is not to outweigh all others. */
static const float max_distance_db = 40.0F;

/* Added to spreads before dividing by them or taking logarithms (dB): what moves
   by less is as good as still. */
static const float still_spread_db = 0.5F;
static const float still_change_db = 0.3F;

/* A part whose mean energy is not above this (-150 dB) is not there at all: the sample
   rate is too low for it, and its sub-band is taken to move as the one below it does. */
static const float absent_energy = 1e-15F;

static const int drift_lag[] = {2, 4, 8, 16};
enum { DRIFT_COUNT = sizeof drift_lag / sizeof drift_lag[0] };

static float clamp(float x, float limit)
{
  return fminf(fmaxf(x, -limit), limit);
}

static float log_of(float x)
{
  return (float)portable_log((double)x);
}

static float *feature_of(FeatureJob *job, SubbandFeature kind, int i)
{
  return &job->feature[i + (int)kind * HEARD_COUNT];
}

/* --- the steps of a single sub-band ------------------------------------------- */

/* Adds a part's energies, divided by their mean, to those of its sub-band; returns the
   mean. */
static float add_part(const FeatureJob *job, int part, float *sum)
{
  int n = job->n_hops;
  float x[FEATURE_HOPS];
  float mean = 0.0F;
  for (int h = 0; h < n; ++h) {
    x[h] = job->window->energy[h][part];
    mean += x[h] / (float)n;
  }
  for (int h = 0; h < n; ++h) {
    sum[h] += mean > absent_energy ? x[h] / mean : 0.0F;
  }
  return mean;
}

static void gather_energy(FeatureJob *job, int i)
{
  float *x = job->level[i];
  int part = subband_first_part(i);
  for (int h = 0; h < job->n_hops; ++h) {
    x[h] = 0.0F;
  }
  job->energy[i] = 0.0F;
  for (int k = 0; k < subband_info[i].n_parts; ++k) {
    job->energy[i] += add_part(job, part + k, x);
  }
}

/* From energies to levels: of some of the hops. */
static void take_levels(FeatureJob *job, int i, int first, int end)
{
  float *x = job->level[i];
  double db[FEATURE_HOPS];
  for (int h = first; h < end; ++h) {
    db[h] = (double)x[h];
  }
  power_to_db_all(&db[first], end - first);
  for (int h = first; h < end; ++h) {
    x[h] = (float)db[h];
  }
}

static void center_levels(FeatureJob *job, int i)
{
  int n = job->n_hops;
  float *x = job->level[i];
  float mean = 0.0F;
  for (int h = 0; h < n; ++h) {
    mean += x[h] / (float)n;
  }
  for (int h = 0; h < n; ++h) {
    x[h] = clamp(x[h] - mean, max_distance_db);
  }
  if (job->energy[i] <= absent_energy && i > 0) {
    for (int h = 0; h < n; ++h) {
      x[h] = job->level[i - 1][h];
    }
  }
}

static float mean_step(const float *x, int n, int lag)
{
  float sum = 0.0F;
  for (int h = lag; h < n; ++h) {
    sum += fabsf(x[h] - x[h - lag]);
  }
  return sum / (float)(n - lag);
}

static void measure_drift(FeatureJob *job, int i)
{
  const float *x = job->level[i];
  float flux = log_of(mean_step(x, job->n_hops, 1) + still_change_db);
  *feature_of(job, FEATURE_FLUX, i) = flux;
  for (int k = 0; k < DRIFT_COUNT; ++k) {
    float drift = log_of(mean_step(x, job->n_hops, drift_lag[k]) + still_change_db);
    *feature_of(job, (SubbandFeature)((int)FEATURE_DRIFT_2 + k), i) = drift - flux;
  }
}

static void measure_crest(FeatureJob *job, int i)
{
  int n = job->n_hops;
  double power[FEATURE_HOPS];
  for (int h = 0; h < n; ++h) {
    power[h] = (double)job->level[i][h];
  }
  db_to_power_all(power, n);
  double sum = 0.0;
  for (int h = 0; h < n; ++h) {
    sum += power[h];
  }
  *feature_of(job, FEATURE_CREST, i) = (float)power_to_db(sum / n);
}

static void measure_shape(FeatureJob *job, int i)
{
  int n = job->n_hops;
  const float *x = job->level[i];
  float square = 0.0F;
  for (int h = 0; h < n; ++h) {
    square += x[h] * x[h];
  }
  float spread = sqrtf(square / (float)n) + still_spread_db;
  float third = 0.0F;
  float fourth = 0.0F;
  for (int h = 0; h < n; ++h) {
    float unit = x[h] / spread;
    float cube = unit * unit * unit;
    third += cube;
    fourth += cube * unit;
  }
  *feature_of(job, FEATURE_SPREAD, i) = log_of(spread);
  *feature_of(job, FEATURE_SKEW, i) = clamp(third / (float)n, 4.0F);
  *feature_of(job, FEATURE_PEAKED, i) = log_of(fourth / (float)n + 0.1F);
}

/* Divides the steps by their spread on the way, for the correlations to come. */
static void measure_change(FeatureJob *job, int i)
{
  int n = job->n_hops;
  const float *x = job->level[i];
  float *d = job->change[i];
  float square = 0.0F;
  for (int h = 1; h < n; ++h) {
    d[h] = x[h] - x[h - 1];
    job->attack[h] += fmaxf(d[h], 0.0F);
    square += d[h] * d[h];
  }
  d[0] = 0.0F;
  float spread = sqrtf(square / (float)(n - 1)) + still_change_db;
  float third = 0.0F;
  for (int h = 1; h < n; ++h) {
    d[h] /= spread;
    third += d[h] * d[h] * d[h];
  }
  *feature_of(job, FEATURE_ATTACK, i) = clamp(third / (float)(n - 1), 4.0F);
}

/* --- the steps of all sub-bands together --------------------------------------- */

static int pair_index(int low, int high)
{
  return low * HEARD_COUNT - low * (low + 1) / 2 + high - low - 1;
}

static void correlate(FeatureJob *job, int low)
{
  for (int high = low + 1; high < HEARD_COUNT; ++high) {
    float sum = 0.0F;
    for (int h = 1; h < job->n_hops; ++h) {
      sum += job->change[low][h] * job->change[high][h];
    }
    job->feature[FEATURE_PAIRS + pair_index(low, high)] = sum / (float)(job->n_hops - 1);
  }
}

static void follow(FeatureJob *job, int i)
{
  float *feature = &job->feature[FEATURE_FOLLOWERS + i * HEARD_COUNT];
  for (int j = 0; j < HEARD_COUNT; ++j) {
    float sum = 0.0F;
    for (int h = 2; h < job->n_hops; ++h) {
      sum += job->change[i][h] * job->change[j][h - 1];
    }
    feature[j] = sum / (float)(job->n_hops - 1);
  }
}

static void center_attacks(FeatureJob *job)
{
  int n = job->n_hops;
  float sum = 0.0F;
  for (int h = 1; h < n; ++h) {
    job->attack[h] /= (float)HEARD_COUNT;
    sum += job->attack[h];
  }
  float square = 0.0F;
  for (int h = 1; h < n; ++h) {
    job->attack[h] -= sum / (float)(n - 1);
    square += job->attack[h] * job->attack[h];
  }
  job->attack_power = square / (float)(n - 1) + 0.05F;
}

static void measure_rhythm(FeatureJob *job, int lag)
{
  int n = job->n_hops;
  float sum = 0.0F;
  for (int h = 1 + lag; h < n; ++h) {
    sum += job->attack[h] * job->attack[h - lag];
  }
  job->feature[FEATURE_RHYTHM + lag - 1] = sum / (float)(n - 1 - lag) / job->attack_power;
}

/* --- one step after the other ---------------------------------------------------- */

/* Steps of like length: five for each sub-band, one more for those that follow it; half a one
   for its pairs, as the first has many of them and the last has none; one to centre the
   attacks, and the lags of the rhythm five at a time. */
enum {
  STEPS_PER_SUBBAND = 5,
  STEP_PAIRS = STEPS_PER_SUBBAND * HEARD_COUNT,
  STEP_FOLLOWERS = STEP_PAIRS + HEARD_COUNT / 2,
  STEP_CENTER = STEP_FOLLOWERS + HEARD_COUNT,
  STEP_RHYTHM = STEP_CENTER + 1,
  LAGS_PER_STEP = 5,
  STEP_COUNT = STEP_RHYTHM + RHYTHM_LAGS / LAGS_PER_STEP
};
_Static_assert(HEARD_COUNT % 2 == 0, "pairs of two sub-bands a step");

void feature_window_take(FeatureWindow *window, const BandHistory *history)
{
  window->n_hops = history->count < FEATURE_HOPS ? history->count : FEATURE_HOPS;
  for (int h = 0; h < window->n_hops; ++h) {
    memcpy(window->energy[h], band_history_row(history, window->n_hops - 1 - h),
           sizeof window->energy[h]);
  }
}

void features_begin(FeatureJob *job, const FeatureWindow *window)
{
  job->window = window;
  job->step = 0;
  job->n_hops = window->n_hops;
  for (int h = 0; h < FEATURE_HOPS; ++h) {
    job->attack[h] = 0.0F;
  }
}

static void subband_step(FeatureJob *job, int i, int part)
{
  switch (part) {
  case 0:
    gather_energy(job, i);
    break;
  case 1:
    take_levels(job, i, 0, job->n_hops / 2);
    break;
  case 2:
    take_levels(job, i, job->n_hops / 2, job->n_hops);
    center_levels(job, i);
    measure_shape(job, i);
    break;
  case 3:
    measure_crest(job, i);
    break;
  default:
    measure_drift(job, i);
    measure_change(job, i);
    break;
  }
}

bool features_step(FeatureJob *job)
{
  int step = job->step;
  if (step >= STEP_COUNT) {
    return true;
  }
  if (step < STEP_PAIRS) {
    subband_step(job, step % HEARD_COUNT, step / HEARD_COUNT);
  } else if (step < STEP_FOLLOWERS) {
    correlate(job, step - STEP_PAIRS);
    correlate(job, HEARD_COUNT - 1 - (step - STEP_PAIRS));
  } else if (step < STEP_CENTER) {
    follow(job, step - STEP_FOLLOWERS);
  } else if (step == STEP_CENTER) {
    center_attacks(job);
  } else {
    for (int k = 1; k <= LAGS_PER_STEP; ++k) {
      measure_rhythm(job, (step - STEP_RHYTHM) * LAGS_PER_STEP + k);
    }
  }
  return ++job->step >= STEP_COUNT;
}

void feature_bands(int feature, int band[2])
{
  int low = feature % HEARD_COUNT;
  int high = low;
  if (feature >= FEATURE_RHYTHM) {
    band[0] = band[1] = BAND_COUNT;
    return;
  }
  if (feature >= FEATURE_FOLLOWERS) {
    high = (feature - FEATURE_FOLLOWERS) / HEARD_COUNT;
    low = (feature - FEATURE_FOLLOWERS) % HEARD_COUNT;
  } else if (feature >= FEATURE_PAIRS) {
    int pair = feature - FEATURE_PAIRS;
    low = 0;
    while (pair >= pair_index(low, HEARD_COUNT)) {
      ++low;
    }
    high = pair - pair_index(low, low + 1) + low + 1;
  }
  band[0] = (int)subband_info[low].band;
  band[1] = (int)subband_info[high].band;
}
