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

#include "dsp/biquad.h"
#include "dsp/lanes.h"
#include "dsp/portable_math.h"

/** Frames that are taken through the whole bank at a time. */
#define CHUNK_FRAMES 128

#define WEIGHT_RATE_HZ 96000.0

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

/** Writes the sections of one sub-band into its lanes of the pair; returns the power
    gain that the sections leave out, 0 for a sub-band above Nyquist. */
static double design_subband(SubbandPair *pair, int upper, const SubbandInfo *info, double rate_hz)
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
  for (int i = 0; i < BANK_SECTIONS; ++i) {
    /* High- and low-pass in turn, so that no section's output towers over the rest. */
    const Biquad section =
        i % 2 == 0 ? biquad_highpass(info->low_hz, low_q[i / 2], rate_hz)
                   : biquad_lowpass(fmin(info->high_hz, highest_hz), high_q[i / 2], rate_hz);
    gain *= section.b0;
    for (int channel = 0; channel < 2; ++channel) {
      pair->a1[i][2 * upper + channel] = (float)section.a1;
      pair->a2[i][2 * upper + channel] = (float)section.a2;
    }
  }
  return gain * gain;
}

void filter_bank_init(FilterBank *bank, double rate_hz)
{
  *bank = (FilterBank){.rate_hz = rate_hz};
  for (int band = 0; band < BAND_COUNT; ++band) {
    bank->weight[band] = band_weight((Band)band);
  }
  double top_hz[BANK_MAX_HALVINGS + 1] = {0.0}; /* of the pairs after so many halvings */
  for (int p = 0; p < SUBBAND_PAIR_COUNT; ++p) {
    SubbandPair *pair = &bank->pairs[p];
    pair->halvings = halvings_for(rate_hz, pair_top_hz(p));
    for (int upper = 0; upper < 2 && 2 * p + upper < SUBBAND_COUNT; ++upper) {
      const SubbandInfo *info = &subband_info[2 * p + upper];
      pair->power_gain[upper] =
          bank->weight[info->band] *
          design_subband(pair, upper, info, halved_rate_hz(rate_hz, pair->halvings));
    }
    top_hz[pair->halvings] = fmax(top_hz[pair->halvings], pair_top_hz(p));
    if (bank->n_halvings < pair->halvings) {
      bank->n_halvings = pair->halvings;
    }
  }
  double behind_hz = 0.0;
  for (int i = bank->n_halvings; i > 0; --i) {
    behind_hz = fmax(behind_hz, top_hz[i]);
    half_band_init(&bank->half_bands[i - 1], half_band_kind(behind_hz, halved_rate_hz(rate_hz, i)));
  }
}

static void start_mean(SubbandPair *pair)
{
  for (int lane = 0; lane < 4; ++lane) {
    pair->recent[lane] = 0.0f;
    pair->sum[lane] = 0.0;
  }
  pair->n_frames = 0;
}

void filter_bank_clear(FilterBank *bank)
{
  for (int i = 0; i < bank->n_halvings; ++i) {
    half_band_clear(&bank->half_bands[i]);
  }
  for (int p = 0; p < SUBBAND_PAIR_COUNT; ++p) {
    SubbandPair *pair = &bank->pairs[p];
    memset(pair->w1, 0, sizeof pair->w1);
    memset(pair->w2, 0, sizeof pair->w2);
    pair->grid = 0;
    start_mean(pair);
  }
}

/* --- listening ------------------------------------------------------------------- */

/** One frame through one section, direct form II. */
static inline Lanes section(Lanes x, Lanes a1, Lanes a2, Lanes *w1, Lanes *w2)
{
  /* In this order only one product and one difference wait for the frame before. */
  const Lanes w = (x - a2 * *w2) - a1 * *w1;
  const Lanes y = w - *w2;
  *w2 = *w1;
  *w1 = w;
  return y;
}

/** The four sections of a pair over frames of interleaved stereo. Four recursions
    run side by side: a lane waits for itself, the processor works on the others. */
static void run_pair(SubbandPair *pair, const float *in, uint32_t n_frames)
{
  const Lanes a1_0 = lanes_load(pair->a1[0]), a2_0 = lanes_load(pair->a2[0]);
  const Lanes a1_1 = lanes_load(pair->a1[1]), a2_1 = lanes_load(pair->a2[1]);
  const Lanes a1_2 = lanes_load(pair->a1[2]), a2_2 = lanes_load(pair->a2[2]);
  const Lanes a1_3 = lanes_load(pair->a1[3]), a2_3 = lanes_load(pair->a2[3]);
  Lanes w1_0 = lanes_load(pair->w1[0]), w2_0 = lanes_load(pair->w2[0]);
  Lanes w1_1 = lanes_load(pair->w1[1]), w2_1 = lanes_load(pair->w2[1]);
  Lanes w1_2 = lanes_load(pair->w1[2]), w2_2 = lanes_load(pair->w2[2]);
  Lanes w1_3 = lanes_load(pair->w1[3]), w2_3 = lanes_load(pair->w2[3]);
  Lanes recent = lanes_load(pair->recent);
  for (uint32_t i = 0; i < n_frames; ++i) {
    const float left = in[2 * i];
    const float right = in[2 * i + 1];
    Lanes x = {left, right, left, right};
    x = section(x, a1_0, a2_0, &w1_0, &w2_0);
    x = section(x, a1_1, a2_1, &w1_1, &w2_1);
    x = section(x, a1_2, a2_2, &w1_2, &w2_2);
    x = section(x, a1_3, a2_3, &w1_3, &w2_3);
    recent += x * x;
  }
  lanes_store(pair->w1[0], w1_0), lanes_store(pair->w2[0], w2_0);
  lanes_store(pair->w1[1], w1_1), lanes_store(pair->w2[1], w2_1);
  lanes_store(pair->w1[2], w1_2), lanes_store(pair->w2[2], w2_2);
  lanes_store(pair->w1[3], w1_3), lanes_store(pair->w2[3], w2_3);
  lanes_store(pair->recent, recent);
  pair->n_frames += n_frames;
}

/** Moves what was summed into the long sum, and lets dying tails die. */
static void pass_grid(SubbandPair *pair)
{
  for (int lane = 0; lane < 4; ++lane) {
    pair->sum[lane] += (double)pair->recent[lane];
    pair->recent[lane] = 0.0f;
  }
  for (int i = 0; i < BANK_SECTIONS; ++i) {
    kill_tail(pair->w1[i]);
    kill_tail(pair->w2[i]);
  }
  pair->grid = 0;
}

static void pair_listen(SubbandPair *pair, const float *in, uint32_t n_frames)
{
  while (n_frames > 0) {
    const uint32_t to_grid = TAIL_GRID - pair->grid;
    const uint32_t n = n_frames < to_grid ? n_frames : to_grid;
    run_pair(pair, in, n);
    pair->grid += n;
    if (pair->grid == TAIL_GRID) {
      pass_grid(pair);
    }
    in += 2 * n;
    n_frames -= n;
  }
}

static void load_chunk(const float *left, const float *right, uint32_t n_frames, float *stereo)
{
  for (uint32_t i = 0; i < n_frames; ++i) {
    /* Written so that NaN, of which no comparison is true, counts as 0. */
    stereo[2 * i] = fabsf(left[i]) <= ABSURD_SAMPLE ? left[i] : 0.0f;
    stereo[2 * i + 1] = fabsf(right[i]) <= ABSURD_SAMPLE ? right[i] : 0.0f;
  }
}

/** Down the octaves: the pairs that listen at each, then half the rate. */
static void listen_chunk(FilterBank *bank, float *stereo, uint32_t n_frames)
{
  for (int halvings = 0;; ++halvings) {
    for (int p = 0; p < SUBBAND_PAIR_COUNT; ++p) {
      if (bank->pairs[p].halvings == halvings) {
        pair_listen(&bank->pairs[p], stereo, n_frames);
      }
    }
    if (halvings == bank->n_halvings) {
      return;
    }
    n_frames = half_band_process(&bank->half_bands[halvings], stereo, n_frames);
  }
}

void filter_bank_process(FilterBank *bank, const float *const *in, int n_channels,
                         uint32_t n_frames)
{
  float stereo[2 * CHUNK_FRAMES];
  const float *right = n_channels > 1 ? in[1] : in[0];
  for (uint32_t done = 0; done < n_frames;) {
    const uint32_t n = n_frames - done < CHUNK_FRAMES ? n_frames - done : CHUNK_FRAMES;
    load_chunk(in[0] + done, right + done, n, stereo);
    listen_chunk(bank, stereo, n);
    done += n;
  }
}

/* --- reading --------------------------------------------------------------------- */

void filter_bank_take(FilterBank *bank, float energy[SUBBAND_COUNT])
{
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const SubbandPair *pair = &bank->pairs[i / 2];
    const int lane = 2 * (i % 2);
    const double left = pair->sum[lane] + (double)pair->recent[lane];
    const double right = pair->sum[lane + 1] + (double)pair->recent[lane + 1];
    const double mean = pair->n_frames > 0 ? 0.5 * (left + right) / pair->n_frames : 0.0;
    energy[i] = (float)(mean * pair->power_gain[i % 2]);
  }
  for (int p = 0; p < SUBBAND_PAIR_COUNT; ++p) {
    start_mean(&bank->pairs[p]);
  }
}

double filter_bank_power(const FilterBank *bank, int subband, double freq_hz)
{
  const SubbandPair *pair = &bank->pairs[subband / 2];
  const int lane = 2 * (subband % 2);
  double power = pair->power_gain[subband % 2];
  for (int i = 0; i < pair->halvings; ++i) {
    power *= half_band_power(bank->half_bands[i].kind, freq_hz / halved_rate_hz(bank->rate_hz, i));
  }
  const double fraction = freq_hz / halved_rate_hz(bank->rate_hz, pair->halvings);
  const double sine = portable_sin(PI * (fraction - floor(fraction)));
  for (int i = 0; i < BANK_SECTIONS; ++i) {
    const Biquad biquad = {1.0, 0.0, -1.0, (double)pair->a1[i][lane], (double)pair->a2[i][lane]};
    power *= biquad_power(&biquad, sine * sine);
  }
  return power;
}
