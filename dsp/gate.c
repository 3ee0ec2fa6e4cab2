/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/gate.h"

#include <math.h>

#include "dsp/band_history.h"

/* The weight of a band's sub-bands: the band's share of the energy in the mean of 12,345 tracks,
   -4.2, -6.1, -5.2, -12.2, -20.8 dB (source: model/zones.def). */
static const double usual_share[BAND_COUNT] = {0.380, 0.245, 0.302, 0.060, 0.008};

/* A sub-band's energy is limited to this times its mean, 10 dB. */
static const double most_above_mean = 10.0;

static const double absolute_power = 1e-8; /* GATE_ABSOLUTE_DB */
static const double relative_power = 1e-2; /* GATE_RELATIVE_DB */

void gate_reset(Gate *gate)
{
  *gate = (Gate){.weight = 0.0};
}

static bool is_silent(const float energy[SUBBAND_COUNT])
{
  double sum = 0.0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    sum += (double)energy[i];
  }
  return !(sum >= absolute_power); /* NaN counts as silence */
}

/** True if the hop is below the relative gate. A sub-band above half the sample rate has no
    mean and does not count. */
static bool is_low(const Gate *gate, const float energy[SUBBAND_COUNT])
{
  double level = 0.0;
  double reference = 0.0;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    if (gate->mean[i] > 0.0) {
      const double share = usual_share[subband_info[i].band];
      level += share * fmin((double)energy[i] / gate->mean[i], most_above_mean);
      reference += share;
    }
  }
  return level < relative_power * reference;
}

/** Moves the means toward a hop that passed. They are plain means at first, and exponential
    means when they hold as many hops as the history. */
static void learn(Gate *gate, const float energy[SUBBAND_COUNT])
{
  gate->weight = fmin(gate->weight + 1.0, HISTORY_HOPS);
  for (int i = 0; i < HEARD_COUNT; ++i) {
    double *mean = &gate->mean[i];
    const double most = *mean > 0.0 ? most_above_mean * *mean : (double)energy[i];
    *mean += (fmin((double)energy[i], most) - *mean) / gate->weight;
  }
}

bool gate_pass(Gate *gate, const float energy[SUBBAND_COUNT])
{
  if (is_silent(energy)) {
    gate->waiting = 0; /* silence ends the wait */
    return false;
  }
  if (is_low(gate, energy)) {
    if (++gate->waiting < GATE_PATIENCE_HOPS) {
      return false;
    }
    gate_reset(gate); /* the music has become quieter: start from its new level */
  }
  gate->waiting = 0;
  learn(gate, energy);
  return true;
}
