/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A high-pass and a low-pass, both bilinear, with m zeros at 0 Hz and m at infinity have
 * together the numerator (1 - z^-1)^m (1 + z^-1)^m = (1 - z^-2)^m: so m sections get
 * (1 - z^-2), which costs one subtraction, and the constant gain is applied to the
 * measured energy, once a hop.
 */
#include "dsp/filter_bank.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "dsp/biquad.h"
#include "dsp/cauer.h"
#include "dsp/portable_math.h"

_Static_assert(SUBBAND_SECTIONS == 2 * CAUER_SECTIONS && PLAIN_SECTIONS == 2,
               "a high-pass and a low-pass, of whose sections one each has no zero");

/** The highest sub-band is one part, and in a group of its own. */
#define LONE_PART (PART_COUNT - 1)

#define WEIGHT_RATE_HZ 96000.0

/** A low-pass at this part of the rate is as good as none. */
#define HIGHEST_PART 0.495

/* Shapes are measured on no more frames a second than this, give or take a half: all of
 * a level at 5.5 kHz, an eighth of one at 44.1 kHz. On 36 songs, wishes anywhere within
 * ±6 dB: with half as many, one of 142 is missed by 0.24 dB, with these by 0.15 dB at most
 * (test_song_bands). */
#define SHAPE_RATE_HZ 6000.0

/* --- design ---------------------------------------------------------------------- */

/** Rate that serves an upper edge: what a half-band filter folds down then lies where the
    low-pass, steeper so near half the rate, is 60 dB down. But no more than 22 kHz up to
    the end of the network's hearing, since a 22.05 kHz file has no more. At least 1375 Hz:
    a hop has 137 frames. */
static double needed_rate_hz(double top_hz)
{
  const double serves_hz = fmin(fmax(2.4 * top_hz, 1375.0), 2.2 * HEARD_TOP_HZ);
  return fmax(serves_hz, 2.2 * top_hz);
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

static int subband_halvings(const FilterBank *bank, int subband)
{
  return bank->part[subband_first_part(subband)].halvings;
}

/** A relaxed half-band filter folds what lies above 0.363 of its input's rate onto
    what lies above 0.273 of its output's rate: enough where all that listens behind
    it ends well below that (20 % for the skirt). */
static HalfBandKind half_band_kind(double top_hz, double output_rate_hz)
{
  return 1.2 * top_hz <= 0.273 * output_rate_hz ? HALF_BAND_RELAXED : HALF_BAND_STEEP;
}

/** Q of the sections that make a filter of 4th or of 6th order. */
static const double butterworth_4_q[2] = {0.54119610014619698440,  /* 1 / (2 cos 22.5°) */
                                          1.30656296487637652786}; /* 1 / (2 cos 67.5°) */
static const double butterworth_6_q[3] = {0.51763809020504152470,  /* 1 / (2 cos 15°) */
                                          0.70710678118654752440,  /* 1 / (2 cos 45°) */
                                          1.93185165257813657350}; /* 1 / (2 cos 75°) */
static const double linkwitz_riley_q[2] = {0.70710678118654752440, 0.70710678118654752440};

static double butterworth_4_power(double ratio)
{
  const double fourth = ratio * ratio * ratio * ratio;
  return 1.0 / (1.0 + fourth * fourth);
}

static double butterworth_6_power(double ratio)
{
  const double sixth = ratio * ratio * ratio * ratio * ratio * ratio;
  return 1.0 / (1.0 + sixth * sixth);
}

static double linkwitz_riley_power(double ratio)
{
  const double fourth = ratio * ratio * ratio * ratio;
  return 1.0 / ((1.0 + fourth) * (1.0 + fourth));
}

/** |H|^2 of a part by the bilinear transform at a rate. */
static double part_power(int part, double freq_hz, double rate_hz)
{
  const PartInfo *info = &part_info[part];
  if (freq_hz >= 0.5 * rate_hz) {
    return 0.0;
  }
  const double warped = portable_tan(PI * freq_hz / rate_hz);
  const double from_low = portable_tan(PI * info->low_hz / rate_hz) / warped;
  const double from_high = warped / portable_tan(PI * info->high_hz / rate_hz);
  if (part == LONE_PART) {
    return butterworth_4_power(from_low) * linkwitz_riley_power(from_high);
  }
  return (part == 0 ? butterworth_6_power(from_low) : cauer_power(from_low)) *
         cauer_power(from_high);
}

/** What the sub-bands of a band are weighted with, so that of noise halfway between pink
    and white they measure in sum what analog Linkwitz-Riley filters at the band's two
    edges let through: all together, but the lone part on its own. Fixed at the figures
    for WEIGHT_RATE_HZ, lest levels depend on the rate. */
static double band_weight(Band band, bool is_lone)
{
  const double low_hz = band_info[band].low_hz;
  const double high_hz = band_info[band].high_hz;
  const double lone_hz = part_info[LONE_PART].low_hz;
  double wanted = 0.0;
  double heard = 0.0;
  /* Four octaves beyond the edges. */
  for (double freq_hz = low_hz / 16.0; freq_hz < high_hz * 16.0; freq_hz *= 1.02) {
    const double energy = sqrt(freq_hz);
    if (band != subband_info[SUBBAND_COUNT - 1].band || (freq_hz > lone_hz) == is_lone) {
      wanted +=
          energy * linkwitz_riley_power(low_hz / freq_hz) * linkwitz_riley_power(freq_hz / high_hz);
    }
    int part = 0;
    for (int i = 0; i < SUBBAND_COUNT; ++i) {
      const SubbandInfo *info = &subband_info[i];
      const double rate_hz =
          halved_rate_hz(WEIGHT_RATE_HZ, halvings_for(WEIGHT_RATE_HZ, info->high_hz));
      for (int end = part + info->n_parts; part < end; ++part) {
        if (info->band == band && (part == LONE_PART) == is_lone) {
          heard += energy * part_power(part, freq_hz, rate_hz);
        }
      }
    }
  }
  return wanted / heard;
}

/** High- and low-pass in turn, so that no section's output towers over the rest. */
static Biquad part_section(int part, int k, double rate_hz)
{
  const double low_hz = part_info[part].low_hz;
  const double high_hz = fmin(part_info[part].high_hz, HIGHEST_PART * rate_hz);
  if (part == LONE_PART) {
    return k % 2 == 0 ? biquad_highpass(low_hz, butterworth_4_q[k / 2], rate_hz)
                      : biquad_lowpass(high_hz, linkwitz_riley_q[k / 2], rate_hz);
  }
  if (k % 2 == 0) {
    return part == 0 ? biquad_highpass(low_hz, butterworth_6_q[k / 2], rate_hz)
                     : cauer_highpass(k / 2, low_hz, rate_hz);
  }
  return cauer_lowpass(k / 2, high_hz, rate_hz);
}

/** Writes the sections of a part into its two lanes; returns the power gain that the
    sections leave out, 0 for a part above Nyquist. */
static double design_part(SubbandLanes *lanes, int lane, int part, double rate_hz)
{
  if (part_info[part].low_hz >= 0.98 * HIGHEST_PART * rate_hz) {
    return 0.0;
  }
  double gain = 1.0;
  for (int k = 0; k < (lanes->is_lone ? LONE_SECTIONS : SUBBAND_SECTIONS); ++k) {
    const Biquad section = part_section(part, k, rate_hz);
    gain *= section.b0;
    for (int channel = 0; channel < 2; ++channel) {
      lanes->a1[k][lane + channel] = (float)section.a1;
      lanes->a2[k][lane + channel] = (float)section.a2;
      lanes->b1[k][lane + channel] = (float)(section.b1 / section.b0);
    }
  }
  return gain * gain;
}

static bool needs_a_group(const FilterBank *bank, const BankLevel *level, int part)
{
  return level->n_groups == 0 || part == LONE_PART ||
         bank->group[bank->n_groups - 1].lanes.n_lanes == SUBBAND_LANES;
}

/** Gives a part the next place at its level, in a new group where that is needed. */
static void place_part(FilterBank *bank, int part, Band band)
{
  BankPart *place = &bank->part[part];
  BankLevel *level = &bank->level[place->halvings];
  if (needs_a_group(bank, level, part)) {
    level->first_group = level->n_groups == 0 ? bank->n_groups : level->first_group;
    ++level->n_groups;
    bank->group[bank->n_groups++].lanes.is_lone = part == LONE_PART;
  }
  place->group = bank->n_groups - 1;
  SubbandLanes *lanes = &bank->group[place->group].lanes;
  place->lane = lanes->n_lanes;
  lanes->n_lanes += 2;
  place->power_gain =
      (part == LONE_PART ? bank->lone_weight : bank->weight[band]) *
      design_part(lanes, place->lane, part, halved_rate_hz(bank->rate_hz, place->halvings));
}

static void init_level(FilterBank *bank, int halvings)
{
  BankLevel *level = &bank->level[halvings];
  const double rate_hz = halved_rate_hz(bank->rate_hz, halvings);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    if (subband_halvings(bank, i) == halvings) {
      const int part = subband_first_part(i);
      for (int k = 0; k < subband_info[i].n_parts; ++k) {
        place_part(bank, part + k, subband_info[i].band);
      }
      level->lag_frames = (uint32_t)fmax(1.0, floor(rate_hz / (4.0 * subband_info[i].high_hz)));
    }
  }
  level->at_a_time =
      halvings > 0 && level->n_groups > 2 ? BANK_LEVEL_FRAMES / 4 : BANK_LEVEL_FRAMES;
  level->shape_period = 1;
  while (rate_hz / level->shape_period > SHAPE_RATE_HZ) {
    level->shape_period *= 2;
  }
}

/** The half-band filter behind a level: what listens at the lower rates decides. */
static void init_half_band(FilterBank *bank, int halvings)
{
  double behind_hz = 0.0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    if (subband_halvings(bank, i) > halvings) {
      behind_hz = fmax(behind_hz, subband_info[i].high_hz);
    }
  }
  const double output_rate_hz = halved_rate_hz(bank->rate_hz, halvings + 1);
  half_band_init(&bank->level[halvings].half_band, half_band_kind(behind_hz, output_rate_hz));
}

void filter_bank_init(FilterBank *bank, double rate_hz)
{
  *bank = (FilterBank){.kernels = kernels_best(), .rate_hz = rate_hz};
  for (int band = 0; band < BAND_COUNT; ++band) {
    bank->weight[band] = band_weight((Band)band, false);
  }
  bank->lone_weight = band_weight(subband_info[SUBBAND_COUNT - 1].band, true);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const int halvings = halvings_for(rate_hz, subband_info[i].high_hz);
    const int part = subband_first_part(i);
    for (int k = 0; k < subband_info[i].n_parts; ++k) {
      bank->part[part + k].halvings = halvings;
    }
    bank->n_halvings = halvings > bank->n_halvings ? halvings : bank->n_halvings;
  }
  for (int halvings = 0; halvings <= bank->n_halvings; ++halvings) {
    init_level(bank, halvings);
    if (halvings < bank->n_halvings) {
      init_half_band(bank, halvings);
    }
  }
}

/* --- what it hears ---------------------------------------------------------------- */

double filter_bank_turn(const FilterBank *bank, int subband, double freq_hz)
{
  const int halvings = subband_halvings(bank, subband);
  const double lag_s = bank->level[halvings].lag_frames / halved_rate_hz(bank->rate_hz, halvings);
  const double turns = freq_hz * lag_s;
  return 2.0 * PI * (turns - floor(turns));
}

/** Of a part's sections, where sin^2(pi f / rate) is sin2. */
static double sections_power(const FilterBank *bank, const BankPart *part, double sin2)
{
  const SubbandLanes *lanes = &bank->group[part->group].lanes;
  double power = part->power_gain;
  for (int k = 0; k < (lanes->is_lone ? LONE_SECTIONS : SUBBAND_SECTIONS); ++k) {
    const bool is_plain = lanes->is_lone || k < PLAIN_SECTIONS;
    const Biquad biquad = {1.0, is_plain ? 0.0 : (double)lanes->b1[k][part->lane],
                           is_plain ? -1.0 : 1.0, (double)lanes->a1[k][part->lane],
                           (double)lanes->a2[k][part->lane]};
    power *= biquad_power(&biquad, sin2);
  }
  return power;
}

double filter_bank_power(const FilterBank *bank, int subband, double freq_hz)
{
  const int halvings = subband_halvings(bank, subband);
  const int first = subband_first_part(subband);
  double behind = 1.0;
  for (int i = 0; i < halvings; ++i) {
    behind *=
        half_band_power(bank->level[i].half_band.kind, freq_hz / halved_rate_hz(bank->rate_hz, i));
  }
  const double fraction = freq_hz / halved_rate_hz(bank->rate_hz, halvings);
  const double sine = portable_sin(PI * (fraction - floor(fraction)));
  double power = 0.0;
  for (int k = 0; k < subband_info[subband].n_parts; ++k) {
    power += sections_power(bank, &bank->part[first + k], sine * sine);
  }
  return behind * power;
}
