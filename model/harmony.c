/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/harmony.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"
#include "dsp/portable_math.h"
#include "model/network.h"

/* The smallest power of a point (-150 dB). */
#define EMPTY_POWER 1e-15F

/* The fine spectrum stays within these (natural log of power). */
#define FINE_LIMIT 5.0F

/* The neighbourhood: +-12 %, at least +-6 points. */
#define NEAR_SHARE 0.12
#define NEAR_POINTS 6

/* A peak counts by its height above this. */
#define PEAK_ABOVE 0.7F

/* An A, from which tones are counted. */
#define LOWEST_TONE_HZ 55.0

#define LN_2 0.69314718055994530942

#define TONE_LOW_HZ 120.0
#define CHROMA_SPLIT_HZ 520.0
#define CHROMA_TOP_HZ 4200.0

/* The range of spacings, in points. */
enum { LEAST_SPACING = 13, MOST_SPACING = 83, VOICE_POINTS = 400 };

static const float smoothing[CHROMA_TIMES] = {1.0F, 1.0F / 15.0F, 1.0F / 100.0F};

/* --- tables that follow from the points' frequencies ------------------------------------------ */

static int point_of(double freq_hz)
{
  const int point = (int)((freq_hz - FINE_LOW_HZ) / FINE_STEP_HZ + 0.5);
  return point < 0 ? 0 : (point > FINE_POINTS ? FINE_POINTS : point);
}

double tone_band_hz(int band)
{
  const double width = portable_log(FINE_TOP_HZ / TONE_LOW_HZ);
  return TONE_LOW_HZ * portable_exp(width * (band + 0.5) / TONE_BANDS);
}

static Neighbourhood find_near(int point)
{
  const int share = (int)(NEAR_SHARE * (FINE_LOW_HZ / FINE_STEP_HZ + point));
  const int near = share > NEAR_POINTS ? share : NEAR_POINTS;
  const int first = point - near > 0 ? point - near : 0;
  const int end = point + near + 1 < FINE_POINTS ? point + near + 1 : FINE_POINTS;
  return (Neighbourhood){first, end, 1.0 / (end - first)};
}

void harmony_init(HarmonyTracker *tracker)
{
  tracker->kernels = kernels_best();
  const double width = portable_log(FINE_TOP_HZ / TONE_LOW_HZ);
  for (int band = 0; band < TONE_BANDS; ++band) {
    tracker->first_of_band[band] = point_of(TONE_LOW_HZ * portable_exp(width * band / TONE_BANDS));
  }
  tracker->first_of_band[TONE_BANDS] = FINE_POINTS;
  for (int i = 0; i < FINE_POINTS; ++i) {
    const double octaves = portable_log((FINE_LOW_HZ + FINE_STEP_HZ * i) / LOWEST_TONE_HZ) / LN_2;
    tracker->tone[i] = (float)(TONES * octaves);
    tracker->near[i] = find_near(i);
  }
  harmony_clear(tracker);
}

void harmony_clear(HarmonyTracker *tracker)
{
  memset(tracker->fine, 0, sizeof tracker->fine);
  memset(tracker->square, 0, sizeof tracker->square);
  memset(tracker->smoothed, 0, sizeof tracker->smoothed);
  memset(tracker->past, 0, sizeof tracker->past);
  tracker->pitch = 0.0F;
}

/* --- the fine spectrum --------------------------------------------------------------------------
 */

/* sum[i] is the sum of the first i. Four at a time, so that only one addition waits for those of
   the four before. */
static void add_up(const float x[FINE_POINTS], double sum[FINE_POINTS + 1])
{
  int i = 0;
  sum[0] = 0.0;
  for (; i + 4 <= FINE_POINTS; i += 4) {
    const double first_two = (double)x[i] + (double)x[i + 1];
    const double last_two = (double)x[i + 2] + (double)x[i + 3];
    sum[i + 1] = sum[i] + (double)x[i];
    sum[i + 2] = sum[i] + first_two;
    sum[i + 3] = sum[i] + (first_two + (double)x[i + 2]);
    sum[i + 4] = sum[i] + (first_two + last_two);
  }
  for (; i < FINE_POINTS; ++i) {
    sum[i + 1] = sum[i] + (double)x[i];
  }
}

/* log_sum: of the first so many points. */
static void find_fine(const HarmonyTracker *tracker, const float log_power[FINE_POINTS],
                      const double log_sum[FINE_POINTS + 1], float fine[FINE_POINTS])
{
  for (int i = 0; i < FINE_POINTS; ++i) {
    const Neighbourhood *near = &tracker->near[i];
    const double mean = (log_sum[near->end] - log_sum[near->first]) * near->share;
    const float above = (float)((double)log_power[i] - mean);
    const float below_limit = above < FINE_LIMIT ? above : FINE_LIMIT;
    fine[i] = below_limit > -FINE_LIMIT ? below_limit : -FINE_LIMIT;
  }
}

/* Of two pieces of looks, from the sums of their products and of their squares. */
static float correlation(float product, float square_a, float square_b)
{
  return product / sqrtf((square_a + 0.1F) * (square_b + 0.1F));
}

static void measure_steadiness(const HarmonyTracker *tracker, int band, Harmony *harmony)
{
  const Kernels *kernels = tracker->kernels;
  const int first = tracker->first_of_band[band];
  const int n = tracker->first_of_band[band + 1] - first;
  const float *now = &tracker->fine[0][first];
  const float *before = &tracker->fine[1][first];
  const float *earlier = &tracker->fine[STEADY_LOOKS][first];
  const float square = tracker->square[0][band];
  const float square_before = tracker->square[1][band];
  const float steady = correlation(kernels->dot(now, before, n), square, square_before);
  harmony->steady[0][band] = steady;
  harmony->steady[1][band] = steady * steady;
  harmony->steady_4[band] =
      correlation(kernels->dot(now, earlier, n), square, tracker->square[STEADY_LOOKS][band]);
  const float up = correlation(kernels->dot(now + 1, before, n - 1), square - now[0] * now[0],
                               square_before - before[n - 1] * before[n - 1]);
  const float down =
      correlation(kernels->dot(now, before + 1, n - 1), square - now[n - 1] * now[n - 1],
                  square_before - before[0] * before[0]);
  harmony->glide[band] = 0.5F * (up + down);
}

static void measure_bands(HarmonyTracker *tracker, const float power[FINE_POINTS],
                          const double log_sum[FINE_POINTS + 1], Harmony *harmony)
{
  const Kernels *kernels = tracker->kernels;
  float square[FINE_POINTS];
  float log_mean[TONE_BANDS]; /* of the powers */
  for (int i = 0; i < FINE_POINTS; ++i) {
    square[i] = tracker->fine[0][i] * tracker->fine[0][i];
  }
  for (int band = 0; band < TONE_BANDS; ++band) {
    const int first = tracker->first_of_band[band];
    const int n = tracker->first_of_band[band + 1] - first;
    log_mean[band] = lanes4_sum(power + first, n) / (float)n + EMPTY_POWER;
  }
  portable_log_floats(log_mean, TONE_BANDS);
  for (int band = 0; band < TONE_BANDS; ++band) {
    const int first = tracker->first_of_band[band];
    const int end = tracker->first_of_band[band + 1];
    const int n = end - first;
    const float *fine = &tracker->fine[0][first];
    const float flat = log_mean[band] - (float)((log_sum[end] - log_sum[first]) / n);
    harmony->flat[0][band] = flat;
    harmony->flat[1][band] = flat * flat;
    const float half = 1.0F / (float)(2 * n); /* of two bands' mean */
    tracker->square[0][band] = lanes4_sum(square + first, n);
    harmony->moment[0][band / 2] += half * tracker->square[0][band];
    harmony->moment[1][band / 2] += half * kernels->dot(square + first, fine, n);
    harmony->moment[2][band / 2] += half * kernels->dot(square + first, square + first, n);
    measure_steadiness(tracker, band, harmony);
  }
}

/* --- voice
 * ----------------------------------------------------------------------------------------- */

static void measure_voice(HarmonyTracker *tracker, Harmony *harmony)
{
  const Kernels *kernels = tracker->kernels;
  float high[VOICE_POINTS + MOST_SPACING] = {0.0F};
  for (int i = 0; i < VOICE_POINTS + MOST_SPACING; ++i) {
    high[i] = tracker->fine[0][i] > 0.0F ? tracker->fine[0][i] : 0.0F;
  }
  const float all = kernels->dot(high, high, VOICE_POINTS) + 1.0F;
  float best = 0.0F;
  int spacing = LEAST_SPACING;
  for (int lag = LEAST_SPACING; lag <= MOST_SPACING; ++lag) {
    const float product = kernels->dot(high, high + lag, VOICE_POINTS);
    if (product > best) {
      best = product;
      spacing = lag;
    }
  }
  const float strength = best / all;
  const float pitch = (float)(portable_log((double)spacing / LEAST_SPACING) / LN_2);
  const float jump = fminf(fabsf(pitch - tracker->pitch), 0.5F);
  tracker->pitch = pitch;
  harmony->voice[0] = strength;
  harmony->voice[1] = strength * strength;
  harmony->voice[2] = pitch;
  harmony->voice[3] = pitch * pitch;
  harmony->voice[4] = jump;
  harmony->voice[5] = fminf(fmaxf(4.0F * strength - 1.0F, 0.0F), 1.0F);
}

/* --- chroma ------------------------------------------------------------------------------- */

/* The points of the peaks up to `end`; returns how many. Without a branch, which a processor could
   not predict. */
static int find_peaks(const float *fine, int end, int peak[FINE_POINTS])
{
  int n_peaks = 0;
  for (int i = 1; i < end; ++i) {
    peak[n_peaks] = i;
    const int is_peak = (fine[i] > PEAK_ABOVE) & (fine[i] >= fine[i - 1]) & (fine[i] > fine[i + 1]);
    n_peaks += is_peak;
  }
  return n_peaks;
}

static void fold_peaks(const HarmonyTracker *tracker, float chroma[CHROMA_RANGES][TONES])
{
  const float *fine = tracker->fine[0];
  const int split = point_of(CHROMA_SPLIT_HZ);
  int peak[FINE_POINTS] = {0};
  const int n_peaks = find_peaks(fine, point_of(CHROMA_TOP_HZ), peak);
  memset(chroma, 0, CHROMA_RANGES * sizeof chroma[0]);
  for (int k = 0; k < n_peaks; ++k) {
    const int i = peak[k];
    const float height = fine[i] - PEAK_ABOVE;
    const float bend = fine[i - 1] - 2.0F * fine[i] + fine[i + 1];
    const float off = bend < -1e-3F ? 0.5F * (fine[i - 1] - fine[i + 1]) / bend : 0.0F;
    const float tone = tracker->tone[i] + off * (tracker->tone[i + 1] - tracker->tone[i]);
    const int lower = (int)tone;
    const float part = tone - (float)lower;
    float *range = chroma[i >= split];
    range[lower % TONES] += height * (1.0F - part);
    range[(lower + 1) % TONES] += height * part;
  }
}

/* Of the sums of shares at these distances from each root, the largest. */
static float best_fit(const float share[2 * TONES], const int *distance, int n_tones)
{
  float sum[TONES] = {0.0F};
  float best = 0.0F;
  for (int i = 0; i < n_tones; ++i) {
    for (int root = 0; root < TONES; ++root) {
      sum[root] += share[root + distance[i]];
    }
  }
  for (int root = 0; root < TONES; ++root) {
    best = sum[root] > best ? sum[root] : best;
  }
  return best;
}

static void measure_tones(const float chroma[TONES], float figure[CHROMA_FIGURES])
{
  static const int major[] = {0, 4, 7};
  static const int minor[] = {0, 3, 7};
  static const int diatonic[] = {0, 2, 4, 5, 7, 9, 11};
  static const int pentatonic[] = {0, 2, 4, 7, 9};
  float share[2 * TONES]; /* over two octaves */
  float sum = 1e-3F;
  float most = 0.0F;
  for (int tone = 0; tone < TONES; ++tone) {
    sum += chroma[tone];
  }
  for (int tone = 0; tone < TONES; ++tone) {
    share[tone] = share[tone + TONES] = chroma[tone] / sum;
    most = share[tone] > most ? share[tone] : most;
  }
  for (int interval = 1; interval <= 6; ++interval) {
    float product = 0.0F;
    for (int tone = 0; tone < TONES; ++tone) {
      product += share[tone] * share[tone + interval];
    }
    figure[interval - 1] = product;
  }
  figure[6] = most;
  figure[7] = best_fit(share, major, 3);
  figure[8] = best_fit(share, minor, 3);
  figure[9] = best_fit(share, diatonic, 7);
  figure[10] = best_fit(share, pentatonic, 5);
}

static void measure_chroma(HarmonyTracker *tracker, Harmony *harmony)
{
  float chroma[CHROMA_RANGES][TONES];
  fold_peaks(tracker, chroma);
  memmove(tracker->past[1], tracker->past[0], sizeof tracker->past - sizeof tracker->past[0]);
  float square = 1e-6F;
  for (int range = 0; range < CHROMA_RANGES; ++range) {
    float amount = 0.0F;
    for (int tone = 0; tone < TONES; ++tone) {
      const float now = chroma[range][tone];
      amount += 0.1F * now;
      square += now * now;
      tracker->past[0][range * TONES + tone] = now;
      for (int time = 0; time < CHROMA_TIMES; ++time) {
        float *smoothed = &tracker->smoothed[range][time][tone];
        *smoothed += smoothing[time] * (now - *smoothed);
      }
    }
    harmony->amount[range][0] = amount;
    harmony->amount[range][1] = amount * amount;
    for (int time = 0; time < CHROMA_TIMES; ++time) {
      measure_tones(tracker->smoothed[range][time], harmony->chroma[range][time]);
    }
  }
  const float scale = 1.0F / sqrtf(square);
  for (int i = 0; i < CHROMA_RANGES * TONES; ++i) {
    tracker->past[0][i] *= scale;
  }
  for (int k = 0; k < NOVELTY_LAGS; ++k) {
    harmony->novelty[k] =
        tracker->kernels->dot(tracker->past[0], tracker->past[1 << k], CHROMA_RANGES * TONES);
  }
}

void harmony_add(HarmonyTracker *tracker, const float power[FINE_POINTS], Harmony *harmony)
{
  float log_power[FINE_POINTS];
  double log_sum[FINE_POINTS + 1];
  memset(harmony, 0, sizeof *harmony);
  memmove(tracker->fine[1], tracker->fine[0], sizeof tracker->fine - sizeof tracker->fine[0]);
  memmove(tracker->square[1], tracker->square[0],
          sizeof tracker->square - sizeof tracker->square[0]);
  for (int i = 0; i < FINE_POINTS; ++i) {
    log_power[i] = power[i] + EMPTY_POWER;
  }
  portable_log_floats(log_power, FINE_POINTS);
  add_up(log_power, log_sum);
  find_fine(tracker, log_power, log_sum, tracker->fine[0]);
  measure_bands(tracker, power, log_sum, harmony);
}

void harmony_add_pitch(HarmonyTracker *tracker, Harmony *harmony)
{
  measure_voice(tracker, harmony);
  measure_chroma(tracker, harmony);
}
