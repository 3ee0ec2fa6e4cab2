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

void loudness_meter_init(LoudnessMeter *meter, double rate_hz, int n_channels)
{
  meter->as_stereo = 2.0 / n_channels;
  for (int part = 0; part < PART_COUNT; ++part) {
    const double low_hz = part_low_hz(part);
    const double high_hz = part_low_hz(part + 1);
    const double middle_hz = sqrt(low_hz * high_hz);
    /* Simpson's rule over log frequency. */
    meter->weight[part] =
        n_channels *
        (k_weight_power(low_hz) + 4.0 * k_weight_power(middle_hz) + k_weight_power(high_hz)) / 6.0;
    meter->middle_sin2[part] = biquad_sin2(fmin(middle_hz, 0.5 * rate_hz), rate_hz);
  }
  loudness_meter_clear(meter);
}

void loudness_meter_clear(LoudnessMeter *meter)
{
  meter->at = 0;
  meter->count = 0;
  for (int i = 0; i < PART_COUNT; ++i) {
    meter->curve[i] = 1.0;
    meter->curve_real[i] = 1.0;
  }
}

void loudness_meter_set_curve(LoudnessMeter *meter, const Biquad shelf[SHELF_COUNT])
{
  for (int i = 0; i < PART_COUNT; ++i) {
    meter->curve[i] = shelves_power(shelf, meter->middle_sin2[i]);
    meter->curve_real[i] = shelves_real_part(shelf, meter->middle_sin2[i]);
  }
}

/* The power of what is put out of a part, where the input's is 1. */
static double put_out_power(const LoudnessMeter *meter, int part, PutOut put_out, double gain)
{
  const double equalized = meter->curve[part] * gain * gain;
  switch (put_out) {
  case PUT_OUT_EQUALIZED:
    return equalized;
  case PUT_OUT_DIFFERENCE: /* rounding may bring it below 0 */
    return fmax(0.0, equalized - 2.0 * gain * meter->curve_real[part] + 1.0);
  default:
    return 1.0;
  }
}

void loudness_meter_add(LoudnessMeter *meter, const float energy[PART_COUNT], PutOut put_out,
                        double gain_db)
{
  const double gain = db_to_gain(gain_db);
  double *band_power = meter->band_power[BLOCK_HOPS - 1];
  double in = 0.0;
  double out = 0.0;
  memmove(meter->band_power[0], meter->band_power[1],
          sizeof meter->band_power - sizeof meter->band_power[0]);
  memset(band_power, 0, sizeof meter->band_power[0]);
  int part = 0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    for (int end = part + subband_info[i].n_parts; part < end; ++part) {
      const double heard = meter->weight[part] * (double)energy[part];
      band_power[subband_info[i].band] += heard;
      in += heard;
      out += heard * put_out_power(meter, part, put_out, gain);
    }
  }
  meter->power[0][meter->at] = in;
  meter->power[1][meter->at] = out;
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
  return to_lufs(meter->as_stereo * sum);
}
