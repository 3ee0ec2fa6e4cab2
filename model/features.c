/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/features.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "dsp/portable_math.h"

/* Added to spreads before dividing by them or taking logarithms (dB): a smaller movement counts as
   none. */
#define STILL_SPREAD_DB 0.5F
#define STILL_CHANGE_DB 0.3F

static float clamp(float x, float limit)
{
  return fminf(fmaxf(x, -limit), limit);
}

static float log_of(float x)
{
  return (float)portable_log((double)x);
}

static float root_of(float x)
{
  return sqrtf(fmaxf(x, 0.0F));
}

/* --- means ---------------------------------------------------------------------------------- */

/* All figures, and how many earlier hops they need. */
static const struct {
  size_t at;
  size_t size;
  int hops_back;
} fields[] = {
#define FIELD(field, hops_back)                                                                    \
  {                                                                                                \
    offsetof(Figures, field), sizeof((Figures *)NULL)->field, hops_back                            \
  }
    FIELD(movement.level, 0),     FIELD(movement.power, 0),       FIELD(movement.square, 1),
    FIELD(movement.cube, 1),      FIELD(movement.pair, 1),        FIELD(movement.follow, 2),
    FIELD(movement.rise, 1),      FIELD(movement.step[0], 1),     FIELD(movement.step[1], 2),
    FIELD(movement.step[2], 4),   FIELD(movement.step[3], 8),     FIELD(movement.step[4], 16),
    FIELD(movement.rhythm, 17),   FIELD(movement.fast_step, 1),   FIELD(movement.fast_power, 1),
    FIELD(movement.onset, 1),     FIELD(movement.rise_square, 1), FIELD(movement.rise_pair, 1),
    FIELD(movement.common, 1),    FIELD(harmony.flat, 0),         FIELD(harmony.steady, 1),
    FIELD(harmony.steady_4, 2),   FIELD(harmony.glide, 1),        FIELD(harmony.moment, 0),
    FIELD(harmony.voice, 0),      FIELD(harmony.chroma, 0),       FIELD(harmony.amount, 0),
    FIELD(harmony.novelty[0], 1), FIELD(harmony.novelty[1], 1),   FIELD(harmony.novelty[2], 2),
    FIELD(harmony.novelty[3], 4), FIELD(harmony.novelty[4], 8),   FIELD(harmony.novelty[5], 16),
#undef FIELD
};

void figures_learn(Figures *mean, const Figures *hop, double n_hops, double memory_hops,
                   int n_before)
{
  for (size_t k = 0; k < sizeof fields / sizeof fields[0]; ++k) {
    float *to = (float *)mean + fields[k].at / sizeof *to;
    const float *from = (const float *)hop + fields[k].at / sizeof *from;
    const double n = fmin(n_hops - fields[k].hops_back, memory_hops);
    const float share = (float)(1.0 / fmax(n, 1.0));
    for (size_t i = 0; n_before >= fields[k].hops_back && i < fields[k].size / sizeof *to; ++i) {
      to[i] += share * (from[i] - to[i]);
    }
  }
}

/* --- movement -------------------------------------------------------------------------------- */

/* The level's central moments, from the means of its powers (in 10 dB). */
typedef struct {
  float spread; /**< standard deviation plus a small number, 10 dB */
  float third;
  float fourth;
} Moments;

static Moments moments_of(float m1, float m2, float m3, float m4, float still)
{
  Moments moments;
  const float square = fmaxf(m2 - m1 * m1, 0.0F);
  moments.third = m3 - 3.0F * m1 * m2 + 2.0F * m1 * m1 * m1;
  moments.fourth = m4 - 4.0F * m1 * m3 + 6.0F * m1 * m1 * m2 - 3.0F * m1 * m1 * m1 * m1;
  moments.spread = root_of(square) + still;
  return moments;
}

static float skew_of(Moments moments)
{
  return clamp(moments.third / (moments.spread * moments.spread * moments.spread), 4.0F);
}

static float peaked_of(Moments moments)
{
  const float square = moments.spread * moments.spread;
  return log_of(fmaxf(moments.fourth / (square * square), 0.0F) + 0.1F);
}

static Moments level_moments(const Figures *mean, int i)
{
  const Movement *m = &mean->movement;
  return moments_of(m->level[0][i], m->level[1][i], m->level[2][i], m->level[3][i],
                    0.1F * STILL_SPREAD_DB);
}

static void find_spread(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = log_of(10.0F * level_moments(mean, i).spread);
  }
}

static void find_skew(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = skew_of(level_moments(mean, i));
  }
}

static void find_peaked(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = peaked_of(level_moments(mean, i));
  }
}

static void find_crest(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    const double power = (double)fmaxf(mean->movement.power[i], 1e-4F);
    feature[i] = (float)power_to_db(power) - 10.0F * mean->movement.level[0][i];
  }
}

static float flux_of(const Figures *mean, int i)
{
  return log_of(mean->movement.step[0][i] + STILL_CHANGE_DB);
}

static void find_flux(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = flux_of(mean, i);
  }
}

static void find_against_flux(const Figures *mean, const float step[HEARD_COUNT], float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = log_of(step[i] + STILL_CHANGE_DB) - flux_of(mean, i);
  }
}

static void find_drift_2(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.step[1], feature);
}

static void find_drift_4(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.step[2], feature);
}

static void find_drift_8(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.step[3], feature);
}

static void find_drift_16(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.step[4], feature);
}

static float change_spread(const Figures *mean, int i)
{
  return root_of(mean->movement.square[i]) + STILL_CHANGE_DB;
}

static void find_lean(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    const float spread = change_spread(mean, i);
    feature[i] = clamp(mean->movement.cube[i] / (spread * spread * spread), 4.0F);
  }
}

static void find_pairs(const Figures *mean, float *feature)
{
  int pair = 0;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    for (int j = i + 1; j < HEARD_COUNT; ++j, ++pair) {
      feature[pair] = mean->movement.pair[pair] / (change_spread(mean, i) * change_spread(mean, j));
    }
  }
}

static void find_followers(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    const float spread = change_spread(mean, i);
    for (int j = 0; j < HEARD_COUNT; ++j) {
      feature[i * HEARD_COUNT + j] =
          mean->movement.follow[i][j] / (spread * change_spread(mean, j));
    }
  }
}

static void find_rhythm(const Figures *mean, float *feature)
{
  const float center = mean->movement.rise[0] * mean->movement.rise[0];
  const float power = fmaxf(mean->movement.rise[1] - center, 0.0F) + 0.05F;
  for (int lag = 0; lag < RHYTHM_LAGS; ++lag) {
    feature[lag] = (mean->movement.rhythm[lag] - center) / power;
  }
}

/* --- attack ------------------------------------------------------------------------------------
 */

static void find_fast_1(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.fast_step[0], feature);
}

static void find_fast_2(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.fast_step[1], feature);
}

static void find_fast_4(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.fast_step[2], feature);
}

static Moments fast_moments(const Figures *mean, int step, int i)
{
  const float(*power)[HEARD_COUNT] = mean->movement.fast_power[step];
  return moments_of(0.0F, power[0][i], power[1][i], power[2][i], 0.1F * STILL_CHANGE_DB);
}

static void find_lean_2(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = skew_of(fast_moments(mean, 0, i));
  }
}

static void find_lean_4(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = skew_of(fast_moments(mean, 1, i));
  }
}

static void find_peaked_2(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = peaked_of(fast_moments(mean, 0, i));
  }
}

static void find_peaked_4(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = peaked_of(fast_moments(mean, 1, i));
  }
}

static void find_onset(const Figures *mean, float *feature)
{
  memcpy(feature, mean->movement.onset, sizeof mean->movement.onset);
}

static float rise_spread(const Figures *mean, int i)
{
  return root_of(mean->movement.rise_square[i]) + 0.1F * STILL_CHANGE_DB;
}

static void find_rise_pairs(const Figures *mean, float *feature)
{
  int pair = 0;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    for (int j = i + 1; j < HEARD_COUNT; ++j, ++pair) {
      feature[pair] =
          mean->movement.rise_pair[pair] / (rise_spread(mean, i) * rise_spread(mean, j));
    }
  }
}

static void find_common(const Figures *mean, float *feature)
{
  feature[0] = mean->movement.common[0] / (mean->movement.common[1] + 1e-3F);
}

/* --- harmony ------------------------------------------------------------------------------------
 */

static float spread_of(float mean, float mean_square)
{
  return log_of(root_of(mean_square - mean * mean) + 0.02F);
}

static void find_flat(const Figures *mean, float *feature)
{
  memcpy(feature, mean->harmony.flat[0], sizeof mean->harmony.flat[0]);
}

static void find_flat_spread(const Figures *mean, float *feature)
{
  for (int band = 0; band < TONE_BANDS; ++band) {
    feature[band] = spread_of(mean->harmony.flat[0][band], mean->harmony.flat[1][band]);
  }
}

static void find_steady(const Figures *mean, float *feature)
{
  memcpy(feature, mean->harmony.steady[0], sizeof mean->harmony.steady[0]);
}

static void find_steady_spread(const Figures *mean, float *feature)
{
  for (int band = 0; band < TONE_BANDS; ++band) {
    feature[band] = spread_of(mean->harmony.steady[0][band], mean->harmony.steady[1][band]);
  }
}

static void find_steady_4(const Figures *mean, float *feature)
{
  memcpy(feature, mean->harmony.steady_4, sizeof mean->harmony.steady_4);
}

static void find_glide(const Figures *mean, float *feature)
{
  for (int band = 0; band < TONE_BANDS; ++band) {
    feature[band] = mean->harmony.glide[band] - mean->harmony.steady[0][band];
  }
}

static Moments fine_moments(const Figures *mean, int band)
{
  const float(*moment)[MOMENT_BANDS] = mean->harmony.moment;
  return moments_of(0.0F, moment[0][band], moment[1][band], moment[2][band], 0.02F);
}

static void find_contrast(const Figures *mean, float *feature)
{
  for (int band = 0; band < MOMENT_BANDS; ++band) {
    feature[band] = log_of(fine_moments(mean, band).spread);
  }
}

static void find_contrast_skew(const Figures *mean, float *feature)
{
  for (int band = 0; band < MOMENT_BANDS; ++band) {
    feature[band] = skew_of(fine_moments(mean, band));
  }
}

static void find_contrast_peaked(const Figures *mean, float *feature)
{
  for (int band = 0; band < MOMENT_BANDS; ++band) {
    feature[band] = peaked_of(fine_moments(mean, band));
  }
}

static void find_voice(const Figures *mean, float *feature)
{
  const float *voice = mean->harmony.voice;
  feature[0] = voice[0];
  feature[1] = spread_of(voice[0], voice[1]);
  feature[2] = voice[2];
  feature[3] = spread_of(voice[2], voice[3]);
  feature[4] = voice[4];
  feature[5] = voice[5];
}

static void find_chroma(const Figures *mean, float *feature)
{
  memcpy(feature, mean->harmony.chroma, sizeof mean->harmony.chroma);
}

static void find_amount(const Figures *mean, float *feature)
{
  for (int range = 0; range < CHROMA_RANGES; ++range) {
    const float *amount = mean->harmony.amount[range];
    feature[2 * range] = log_of(amount[0] + 0.1F);
    feature[2 * range + 1] = spread_of(amount[0], amount[1]);
  }
}

static void find_novelty(const Figures *mean, float *feature)
{
  memcpy(feature, mean->harmony.novelty, sizeof mean->harmony.novelty);
}

/* --- all blocks ----------------------------------------------------------------------------------
 */

typedef enum { OF_SUBBANDS, OF_PAIRS, OF_FOLLOWERS, OF_TONES, OF_MOMENTS, OF_ALL } Layout;

#define OF_ALL(n) OF_ALL

static const struct {
  const char *name;
  FeatureFamily family;
  Layout layout;
  int at;
  int size;
  void (*find)(const Figures *mean, float *feature);
} blocks[FEATURE_BLOCKS] = {
#define FEATURES(id, family, layout, comment)                                                      \
  {#id,                                                                                            \
   FAMILY_##family,                                                                                \
   OF_##layout,                                                                                    \
   (int)(offsetof(Features, id) / sizeof(float)),                                                  \
   LAYOUT_##layout,                                                                                \
   find_##id},
#include "model/features.def"
};

void features_find_block(Features *features, int block, const Figures *mean)
{
  blocks[block].find(mean, (float *)features + blocks[block].at);
}

void features_find(Features *features, const Figures *mean)
{
  for (int block = 0; block < FEATURE_BLOCKS; ++block) {
    features_find_block(features, block, mean);
  }
}

static int band_at(double freq_hz)
{
  int band = 0;
  while (band < BAND_COUNT - 1 && band_info[band].high_hz <= freq_hz) {
    ++band;
  }
  return band;
}

/* The bands of the feature at a place of its block. */
static void find_bands(Layout layout, int place, unsigned char band[2])
{
  int low = place;
  int high = place;
  if (layout == OF_ALL) {
    band[0] = band[1] = BAND_COUNT;
    return;
  }
  if (layout == OF_TONES || layout == OF_MOMENTS) {
    const double freq_hz = tone_band_hz(layout == OF_TONES ? place : 2 * place + 1);
    band[0] = band[1] = (unsigned char)band_at(freq_hz);
    return;
  }
  if (layout == OF_PAIRS) {
    for (low = 0; place >= HEARD_COUNT - 1 - low; ++low) {
      place -= HEARD_COUNT - 1 - low;
    }
    high = low + 1 + place;
  } else if (layout == OF_FOLLOWERS) {
    low = place / HEARD_COUNT;
    high = place % HEARD_COUNT;
  }
  band[0] = (unsigned char)subband_info[low].band;
  band[1] = (unsigned char)subband_info[high].band;
}

void features_find_origins(FeatureOrigin origin[])
{
  for (int block = 0; block < FEATURE_BLOCKS; ++block) {
    for (int place = 0; place < blocks[block].size; ++place) {
      FeatureOrigin *of = &origin[blocks[block].at + place];
      of->family = (unsigned char)blocks[block].family;
      find_bands(blocks[block].layout, place, of->band);
    }
  }
}

const char *feature_name(int feature, int *place)
{
  int block = 0;
  while (block < FEATURE_BLOCKS - 1 && blocks[block + 1].at <= feature) {
    ++block;
  }
  *place = feature - blocks[block].at;
  return blocks[block].name;
}
