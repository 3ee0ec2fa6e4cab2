/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/loudness_meter.h"

#include <math.h>
#include <string.h>

#include "dsp/loudness.h"
#include "dsp/portable_math.h"
#include "dsp/shelves.h"

/* BS.1770-5, annex 1: with it, a 1 kHz sine of 0 dBFS in one channel has -3.01 LKFS. */
#define OFFSET_LU (-0.691)

/* Sub-bands overlap, so that the weight of one is not just its own frequencies': what
 * all of them together make of a frequency is to be K(f). Each weight is corrected, in
 * turn with the others, by what is missing in its sub-band. */
enum { POINTS = 4, CORRECTIONS = 24 };

static double point_hz(int subband, int point)
{
  const SubbandInfo *info = &subband_info[subband];
  const double width = portable_log(info->high_hz / info->low_hz);
  return info->low_hz * portable_exp(width * (point + 0.5) / POINTS);
}

static double sum_heard(const double weight[SUBBAND_COUNT], const double power[SUBBAND_COUNT])
{
  double sum = 0.0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    sum += weight[i] * power[i];
  }
  return sum;
}

static void find_weights(double weight[SUBBAND_COUNT], const FilterBank *bank)
{
  double power[SUBBAND_COUNT * POINTS][SUBBAND_COUNT];
  double wanted[SUBBAND_COUNT * POINTS];
  for (int p = 0; p < SUBBAND_COUNT * POINTS; ++p) {
    const double freq_hz = point_hz(p / POINTS, p % POINTS);
    wanted[p] = k_weight_power(freq_hz);
    for (int i = 0; i < SUBBAND_COUNT; ++i) {
      power[p][i] = filter_bank_power(bank, i, freq_hz);
    }
  }
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    weight[i] = 1.0;
  }
  for (int n = 0; n < CORRECTIONS; ++n) {
    double next[SUBBAND_COUNT];
    for (int i = 0; i < SUBBAND_COUNT; ++i) {
      double has = 0.0;
      double needs = 0.0;
      for (int p = i * POINTS; p < (i + 1) * POINTS; ++p) {
        has += sum_heard(weight, power[p]);
        needs += wanted[p];
      }
      next[i] = has > 0.0 ? weight[i] * needs / has : 0.0; /* 0: beyond Nyquist */
    }
    memcpy(weight, next, sizeof next);
  }
}

void loudness_meter_init(LoudnessMeter *meter, const FilterBank *bank, int n_channels)
{
  find_weights(meter->weight, bank);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const double middle_hz = sqrt(subband_info[i].low_hz * subband_info[i].high_hz);
    meter->middle_sin2[i] = biquad_sin2(middle_hz, bank->rate_hz);
    meter->weight[i] *= n_channels;
  }
  loudness_meter_clear(meter);
}

void loudness_meter_clear(LoudnessMeter *meter)
{
  meter->at = 0;
  meter->count = 0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    meter->curve[i] = 1.0;
  }
}

void loudness_meter_set_curve(LoudnessMeter *meter, const Biquad shelf[SHELF_COUNT])
{
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    meter->curve[i] = shelves_power(shelf, meter->middle_sin2[i]);
  }
}

void loudness_meter_add(LoudnessMeter *meter, const float energy[SUBBAND_COUNT], bool enabled,
                        double gain_db)
{
  const double gain = db_to_gain(gain_db);
  double *band_power = meter->band_power[BLOCK_HOPS - 1];
  double in = 0.0;
  double out = 0.0;
  memmove(meter->band_power[0], meter->band_power[1],
          sizeof meter->band_power - sizeof meter->band_power[0]);
  memset(band_power, 0, sizeof meter->band_power[0]);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const double heard = meter->weight[i] * (double)energy[i];
    band_power[subband_info[i].band] += heard;
    in += heard;
    out += heard * meter->curve[i] * gain * gain;
  }
  meter->power[0][meter->at] = in;
  meter->power[1][meter->at] = enabled ? out : in;
  meter->at = (meter->at + 1) % SHORT_TERM_HOPS;
  meter->count += meter->count < SHORT_TERM_HOPS;
}

static double to_lufs(double power)
{
  return fmax(SILENCE_LUFS, power_to_db(power) + OFFSET_LU);
}

static double lufs(const double power[SHORT_TERM_HOPS], int count)
{
  double sum = 0.0;
  for (int i = 0; i < count; ++i) {
    sum += power[i];
  }
  return count > 0 ? to_lufs(sum / count) : SILENCE_LUFS;
}

double loudness_meter_in_lufs(const LoudnessMeter *meter)
{
  return lufs(meter->power[0], meter->count);
}

double loudness_meter_out_lufs(const LoudnessMeter *meter)
{
  return lufs(meter->power[1], meter->count);
}

double loudness_meter_block(const LoudnessMeter *meter, double power[BAND_COUNT])
{
  double sum = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    power[band] = 0.0;
    for (int hop = 0; hop < BLOCK_HOPS; ++hop) {
      power[band] += meter->band_power[hop][band] / BLOCK_HOPS;
    }
    sum += power[band];
  }
  return to_lufs(sum);
}
