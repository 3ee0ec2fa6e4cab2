/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A 4th-order high-pass and a 4th-order low-pass, both bilinear, have together the
 * numerator (1 - z^-1)^4 (1 + z^-1)^4 = (1 - z^-2)^4: so each of the four sections
 * gets (1 - z^-2), which costs one subtraction, and the constant gain is applied to
 * the measured energy, once a hop.
 */
#include "dsp/filter_bank.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "dsp/biquad.h"
#include "dsp/portable_math.h"

_Static_assert(2 * SUBBAND_COUNT <= SUBBAND_LANES, "all sub-bands must fit into one level");

#define WEIGHT_RATE_HZ 96000.0

/* Shapes are measured on no more frames a second than this, give or take a half: all of
 * a level at 5.5 kHz, an eighth of one at 44.1 kHz. On 27 songs, all at all levels would
 * lower the mean miss of the equaliser's bands from 0.04 to 0.035 dB. */
#define SHAPE_RATE_HZ 6000.0

/* --- design ---------------------------------------------------------------------- */

/** Rate that serves an upper edge: 11 times it, where the bilinear transform still
    follows the analog filter. But no more than 22 kHz up to the end of the network's
    hearing, since a 22.05 kHz file has no more; the edge at 10 kHz is then steep,
    and hardly anything beyond it counts. At least 2750 Hz: a hop has 275 frames. */
static double needed_rate_hz(double top_hz)
{
  const double follows_hz = fmax(2750.0, fmin(11.0 * top_hz, 2.2 * HEARD_TOP_HZ));
  return fmax(follows_hz, 2.2 * top_hz);
}

/** Upper edge of the higher sub-band of a pair. */
static double pair_top_hz(int pair)
{
  const int upper = 2 * pair + 1;
  return subband_info[upper < SUBBAND_COUNT ? upper : SUBBAND_COUNT - 1].high_hz;
}

static int halvings_for(double rate_hz, double top_hz)
{
  int halvings = 0;
  while (halvings < BANK_MAX_HALVINGS && rate_hz / 2.0 >= needed_rate_hz(top_hz)) {
    rate_hz /= 2.0;
    ++halvings;
  }
  return halvings;
}

static double halved_rate_hz(double rate_hz, int halvings)
{
  return rate_hz / (double)(1 << halvings);
}

/** A relaxed half-band filter folds what lies above 0.363 of its input's rate onto
    what lies above 0.273 of its output's rate: enough where all that listens behind
    it ends well below that (20 % for the skirt). */
static HalfBandKind half_band_kind(double top_hz, double output_rate_hz)
{
  return 1.2 * top_hz <= 0.273 * output_rate_hz ? HALF_BAND_RELAXED : HALF_BAND_STEEP;
}

static bool is_band_edge(double freq_hz)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (freq_hz == band_info[band].low_hz || freq_hz == band_info[band].high_hz) {
      return true;
    }
  }
  return false;
}

/** Q of the two sections that make a 4th-order filter at this edge. */
static void edge_qs(double freq_hz, double q[2])
{
  const bool linkwitz_riley = is_band_edge(freq_hz);
  q[0] = linkwitz_riley ? 0.70710678118654752440 : 0.54119610014619698440; /* 1 / (2 cos 22.5°) */
  q[1] = linkwitz_riley ? 0.70710678118654752440 : 1.30656296487637652786; /* 1 / (2 cos 67.5°) */
}

/** |H|^2 of the low-pass at an edge, `ratio` times the edge away in (warped)
    frequency; of the high-pass with the inverse ratio. */
static double edge_power(double ratio, double edge_hz)
{
  const double fourth = ratio * ratio * ratio * ratio;
  return is_band_edge(edge_hz) ? 1.0 / ((1.0 + fourth) * (1.0 + fourth))
                               : 1.0 / (1.0 + fourth * fourth);
}

/** |H|^2 of a sub-band by the bilinear transform at a rate. */
static double subband_power(const SubbandInfo *info, double freq_hz, double rate_hz)
{
  if (freq_hz >= 0.5 * rate_hz) {
    return 0.0;
  }
  const double warped = portable_tan(PI * freq_hz / rate_hz);
  const double warped_low = portable_tan(PI * info->low_hz / rate_hz);
  const double warped_high = portable_tan(PI * info->high_hz / rate_hz);
  return edge_power(warped_low / warped, info->low_hz) *
         edge_power(warped / warped_high, info->high_hz);
}

/** What each sub-band of a band is weighted with, so that of pink noise they measure
    in sum what analog filters at the band's own two edges let through. Fixed at the
    figures for WEIGHT_RATE_HZ, lest levels depend on the rate. */
static double band_weight(Band band)
{
  const double low_hz = band_info[band].low_hz;
  const double high_hz = band_info[band].high_hz;
  double wanted = 0.0;
  double heard = 0.0;
  /* An even grid of pink energy, four octaves beyond the edges. */
  for (double freq_hz = low_hz / 16.0; freq_hz < high_hz * 16.0; freq_hz *= 1.02) {
    wanted += edge_power(low_hz / freq_hz, low_hz) * edge_power(freq_hz / high_hz, high_hz);
    for (int i = 0; i < SUBBAND_COUNT; ++i) {
      if (subband_info[i].band == band) {
        const int halvings = halvings_for(WEIGHT_RATE_HZ, pair_top_hz(i / 2));
        heard += subband_power(&subband_info[i], freq_hz, halved_rate_hz(WEIGHT_RATE_HZ, halvings));
      }
    }
  }
  return wanted / heard;
}

/** Writes the sections of a sub-band into its two lanes; returns the power gain that
    the sections leave out, 0 for a sub-band above Nyquist. */
static double design_subband(SubbandLanes *lanes, int lane, const SubbandInfo *info, double rate_hz)
{
  const double highest_hz = 0.495 * rate_hz; /* a low-pass there is as good as none */
  if (info->low_hz >= 0.98 * highest_hz) {
    return 0.0;
  }
  double low_q[2];
  double high_q[2];
  edge_qs(info->low_hz, low_q);
  edge_qs(info->high_hz, high_q);
  double gain = 1.0;
  for (int i = 0; i < SUBBAND_SECTIONS; ++i) {
    /* High- and low-pass in turn, so that no section's output towers over the rest. */
    const Biquad section =
        i % 2 == 0 ? biquad_highpass(info->low_hz, low_q[i / 2], rate_hz)
                   : biquad_lowpass(fmin(info->high_hz, highest_hz), high_q[i / 2], rate_hz);
    gain *= section.b0;
    for (int channel = 0; channel < 2; ++channel) {
      lanes->a1[i][lane + channel] = (float)section.a1;
      lanes->a2[i][lane + channel] = (float)section.a2;
    }
  }
  return gain * gain;
}

static int subband_lane(const BankLevel *level, int subband)
{
  return 2 * (subband - level->first_subband);
}

static void init_level(FilterBank *bank, int halvings)
{
  BankLevel *level = &bank->level[halvings];
  const double rate_hz = halved_rate_hz(bank->rate_hz, halvings);
  for (int i = SUBBAND_COUNT - 1; i >= 0; --i) {
    if (bank->halvings[i] == halvings) {
      level->first_subband = i;
      ++level->n_subbands;
    }
  }
  level->lanes.n_lanes = 2 * level->n_subbands;
  if (level->n_subbands > 0) {
    const double top_hz = subband_info[level->first_subband + level->n_subbands - 1].high_hz;
    level->lag_frames = (uint32_t)fmax(1.0, floor(rate_hz / (4.0 * top_hz)));
  }
  level->shape_period = 1;
  while (rate_hz / level->shape_period > SHAPE_RATE_HZ) {
    level->shape_period *= 2;
  }
  for (int i = level->first_subband; i < level->first_subband + level->n_subbands; ++i) {
    const SubbandInfo *info = &subband_info[i];
    bank->power_gain[i] = bank->weight[info->band] *
                          design_subband(&level->lanes, subband_lane(level, i), info, rate_hz);
  }
}

/** The half-band filter behind a level: what listens at the lower rates decides. */
static void init_half_band(FilterBank *bank, int halvings)
{
  double behind_hz = 0.0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    if (bank->halvings[i] > halvings) {
      behind_hz = fmax(behind_hz, pair_top_hz(i / 2));
    }
  }
  const double output_rate_hz = halved_rate_hz(bank->rate_hz, halvings + 1);
  half_band_init(&bank->level[halvings].half_band, half_band_kind(behind_hz, output_rate_hz));
}

void filter_bank_init(FilterBank *bank, double rate_hz)
{
  *bank = (FilterBank){.kernels = kernels_best(), .rate_hz = rate_hz};
  for (int band = 0; band < BAND_COUNT; ++band) {
    bank->weight[band] = band_weight((Band)band);
  }
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    bank->halvings[i] = halvings_for(rate_hz, pair_top_hz(i / 2));
    if (bank->n_halvings < bank->halvings[i]) {
      bank->n_halvings = bank->halvings[i];
    }
  }
  for (int halvings = 0; halvings <= bank->n_halvings; ++halvings) {
    init_level(bank, halvings);
    if (halvings < bank->n_halvings) {
      init_half_band(bank, halvings);
    }
  }
}

static void start_mean(BankLevel *level)
{
  memset(level->sum, 0, sizeof level->sum);
  level->n_frames = 0;
}

void filter_bank_clear(FilterBank *bank)
{
  for (int i = 0; i <= bank->n_halvings; ++i) {
    BankLevel *level = &bank->level[i];
    half_band_clear(&level->half_band);
    memset(level->lanes.w1, 0, sizeof level->lanes.w1);
    memset(level->lanes.w2, 0, sizeof level->lanes.w2);
    level->n_waiting = 0;
    level->turn = 0;
    memset(level->lag_sum, 0, sizeof level->lag_sum);
    start_mean(level);
  }
}

/* --- listening ------------------------------------------------------------------- */

/** Takes frames through a level and measures its sub-bands' shapes besides. */
static void listen_for_shapes(FilterBank *bank, BankLevel *level, HalfBand *half_band,
                              float halved[2 * BANK_LEVEL_ROOM])
{
  /* Aligned by hand: gcc 12.2 -O3 -march=znver3 -fstack-protector-strong else takes it for
     aligned to 32 bytes, puts it on 16, and the load faults. */
  _Alignas(32) SubbandLags lags = {{{0.0f}}};
  bank->kernels->run_subbands(&level->lanes, half_band, level->waiting, BANK_LEVEL_FRAMES, halved,
                              bank->heard);
  bank->kernels->correlate_subbands(&lags, (const float(*)[SUBBAND_LANES])bank->heard,
                                    level->lanes.n_lanes, BANK_LEVEL_FRAMES, level->lag_frames);
  for (int k = 0; k <= SUBBAND_LAGS; ++k) {
    for (int lane = 0; lane < level->lanes.n_lanes; ++lane) {
      level->lag_sum[k][lane] += (double)lags.sum[k][lane];
    }
  }
}

/** A level hears the first n frames (an even number) of those that wait at it, and hands
    half as many on to the next. */
static void level_listen(FilterBank *bank, int halvings, uint32_t n)
{
  BankLevel *level = &bank->level[halvings];
  BankLevel *next = halvings < bank->n_halvings ? level + 1 : NULL;
  HalfBand *half_band = next ? &level->half_band : NULL;
  float halved[2 * BANK_LEVEL_ROOM];
  bool for_shapes = false;
  if (n == BANK_LEVEL_FRAMES) {
    for_shapes = level->turn == 0 && level->lanes.n_lanes > 0;
    level->turn = (level->turn + 1) % level->shape_period;
  }
  memset(level->lanes.energy, 0, sizeof level->lanes.energy);
  if (for_shapes) {
    listen_for_shapes(bank, level, half_band, halved);
  } else {
    bank->kernels->run_subbands(&level->lanes, half_band, level->waiting, n, halved, NULL);
  }
  for (int lane = 0; lane < level->lanes.n_lanes; ++lane) {
    level->sum[lane] += (double)level->lanes.energy[lane];
  }
  level->n_frames += n;
  level->n_waiting -= n;
  memmove(level->waiting, level->waiting + 2 * n, 2 * level->n_waiting * sizeof(float));
  if (next) {
    memcpy(next->waiting + 2 * next->n_waiting, halved, n * sizeof(float));
    next->n_waiting += n / 2;
  }
}

/** One level's share: the first below the top that has enough. Asked each time that the
    top has listened, none falls behind, since those below have less than that to hear
    together; and never do two of them make one call dear. */
static void listen_below(FilterBank *bank)
{
  for (int halvings = 1; halvings <= bank->n_halvings; ++halvings) {
    if (bank->level[halvings].n_waiting >= BANK_LEVEL_FRAMES) {
      level_listen(bank, halvings, BANK_LEVEL_FRAMES);
      return;
    }
  }
}

/** All there is, but for an odd last frame at each level. */
static void listen_to_the_last(FilterBank *bank)
{
  for (int halvings = 0; halvings <= bank->n_halvings; ++halvings) {
    level_listen(bank, halvings, bank->level[halvings].n_waiting & ~1u);
  }
}

/** Adds frames to those that wait; what is no sound counts as 0. */
static void append(const FilterBank *bank, BankLevel *level, const float *left, const float *right,
                   uint32_t n_frames)
{
  float *stereo = level->waiting + 2 * level->n_waiting;
  if (!bank->kernels->interleave(stereo, left, right, n_frames, ABSURD_SAMPLE)) {
    for (uint32_t i = 0; i < 2 * n_frames; ++i) {
      /* Written so that NaN, of which no comparison is true, counts as 0. */
      stereo[i] = fabsf(stereo[i]) <= ABSURD_SAMPLE ? stereo[i] : 0.0f;
    }
  }
  level->n_waiting += n_frames;
}

void filter_bank_process(FilterBank *bank, const float *const *in, int n_channels,
                         uint32_t n_frames)
{
  const float *right = n_channels > 1 ? in[1] : in[0];
  BankLevel *first = &bank->level[0];
  for (uint32_t done = 0; done < n_frames;) {
    const uint32_t room = BANK_LEVEL_FRAMES - first->n_waiting;
    const uint32_t n = n_frames - done < room ? n_frames - done : room;
    append(bank, first, in[0] + done, right + done, n);
    if (first->n_waiting == BANK_LEVEL_FRAMES) {
      level_listen(bank, 0, BANK_LEVEL_FRAMES);
      listen_below(bank);
    }
    done += n;
  }
}

/* --- reading --------------------------------------------------------------------- */

void filter_bank_take(FilterBank *bank, float energy[SUBBAND_COUNT])
{
  listen_to_the_last(bank);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const BankLevel *level = &bank->level[bank->halvings[i]];
    const int lane = subband_lane(level, i);
    const double sum = level->sum[lane] + level->sum[lane + 1];
    const double mean = level->n_frames > 0 ? 0.5 * sum / level->n_frames : 0.0;
    energy[i] = (float)(mean * bank->power_gain[i]);
  }
  for (int i = 0; i <= bank->n_halvings; ++i) {
    start_mean(&bank->level[i]);
  }
}

void filter_bank_take_shape(FilterBank *bank, SubbandShape *shape)
{
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    BankLevel *level = &bank->level[bank->halvings[i]];
    const int lane = subband_lane(level, i);
    for (int k = 0; k <= SUBBAND_LAGS; ++k) {
      shape->lag[i][k] = level->lag_sum[k][lane] + level->lag_sum[k][lane + 1];
      level->lag_sum[k][lane] = 0.0;
      level->lag_sum[k][lane + 1] = 0.0;
    }
  }
}

double filter_bank_turn(const FilterBank *bank, int subband, double freq_hz)
{
  const int halvings = bank->halvings[subband];
  const double lag_s = bank->level[halvings].lag_frames / halved_rate_hz(bank->rate_hz, halvings);
  const double turns = freq_hz * lag_s;
  return 2.0 * PI * (turns - floor(turns));
}

double filter_bank_power(const FilterBank *bank, int subband, double freq_hz)
{
  const int halvings = bank->halvings[subband];
  const BankLevel *level = &bank->level[halvings];
  double power = bank->power_gain[subband];
  for (int i = 0; i < halvings; ++i) {
    power *=
        half_band_power(bank->level[i].half_band.kind, freq_hz / halved_rate_hz(bank->rate_hz, i));
  }
  const double fraction = freq_hz / halved_rate_hz(bank->rate_hz, halvings);
  const double sine = portable_sin(PI * (fraction - floor(fraction)));
  const int lane = subband_lane(level, subband);
  for (int i = 0; i < SUBBAND_SECTIONS; ++i) {
    const Biquad biquad = {1.0, 0.0, -1.0, (double)level->lanes.a1[i][lane],
                           (double)level->lanes.a2[i][lane]};
    power *= biquad_power(&biquad, sine * sine);
  }
  return power;
}
