/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/gate.h"

#include <math.h>

/* The weight of a band's sub-bands: the band's share of the energy in the mean of 12,345 tracks,
   -4.2, -6.1, -5.2, -12.2, -20.8 dB (source: model/zones.def). */
static const double usual_share[BAND_COUNT] = {0.380, 0.245, 0.302, 0.060, 0.008};

/* The gates: mean squares, and powers in relation to the mean of what has passed. */
#define ABSOLUTE_POWER 1e-9 /* -90 dB re full scale */
#define RELATIVE_POWER 1e-2 /* -20 dB */
#define DEEP_POWER 1e-4     /* -40 dB: however long it lasts, no music */
#define BEGINNING_POWER 1e3 /* 30 dB above: what came before was no music */

/* Music can begin like that within 10 s, and goes on for longer than a click. */
#define BEGINNING_HOPS 100.0
#define BEGINNING_PATIENCE_HOPS 5

/* The means forget as fast as 30 s of music. */
#define MEAN_HOPS 300.0

/* A hop moves a sub-band's mean by no more than if it were 10 dB above it. */
#define MOST_ABOVE_MEAN 10.0

void gate_reset(Gate *gate)
{
  *gate = (Gate){.weight = 0.0};
}

/** Power of a hop in relation to what has passed, 1 where nothing has. `most`: a sub-band counts
    for no more than this times its mean. A sub-band above half the sample rate has no mean and
    does not count. */
static double relative_power(const Gate *gate, const float energy[SUBBAND_COUNT], double most)
{
  double level = 0.0;
  double reference = 0.0;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    if (gate->mean[i] > 0.0) {
      const double share = usual_share[subband_info[i].band];
      level += share * fmin((double)energy[i] / gate->mean[i], most);
      reference += share;
    }
  }
  return reference > 0.0 ? level / reference : 1.0;
}

/** Power of a hop in relation to what has passed, all bands together: faint noise may be near the
    music in a band where the music has next to nothing. */
static double plain_power(const Gate *gate, double power)
{
  return gate->power > 0.0 ? power / gate->power : 1.0;
}

/** A mean that moves toward a value, or toward the most that counts. */
static double moved(double mean, double value, double weight)
{
  const double most = mean > 0.0 ? MOST_ABOVE_MEAN * mean : value;
  return mean + (fmin(value, most) - mean) / weight;
}

/** Moves the means toward a hop that passed. They are plain means at first, and exponential
    means when they hold MEAN_HOPS. */
static void learn(Gate *gate, const float energy[SUBBAND_COUNT], double power)
{
  gate->weight = fmin(gate->weight + 1.0, MEAN_HOPS);
  gate->power = moved(gate->power, power, gate->weight);
  for (int i = 0; i < HEARD_COUNT; ++i) {
    gate->mean[i] = moved(gate->mean[i], (double)energy[i], gate->weight);
  }
}

/** True for a hop that music may begin with, if more such hops follow. */
static bool may_begin(const Gate *gate, const float energy[SUBBAND_COUNT])
{
  return gate->weight < BEGINNING_HOPS && relative_power(gate, energy, HUGE_VAL) > BEGINNING_POWER;
}

GateState gate_judge(Gate *gate, const float energy[SUBBAND_COUNT], double power)
{
  if (!(power >= ABSOLUTE_POWER)) {   /* NaN counts as silence */
    gate->waiting = gate->rising = 0; /* silence ends the wait */
    return GATE_SILENT;
  }
  GateState state = GATE_OPEN;
  gate->rising = may_begin(gate, energy) ? gate->rising + 1 : 0;
  const double relative = relative_power(gate, energy, MOST_ABOVE_MEAN);
  if (relative < DEEP_POWER || plain_power(gate, power) < DEEP_POWER) {
    return GATE_SILENT;
  }
  if (relative < RELATIVE_POWER) {
    if (++gate->waiting < GATE_PATIENCE_HOPS) {
      return GATE_CLOSED;
    }
    gate_reset(gate); /* the music has become quieter: start from its new level */
  } else if (gate->rising >= BEGINNING_PATIENCE_HOPS) {
    gate_reset(gate);
    state = GATE_BEGINS;
  } else if (gate->rising > 0) {
    return GATE_CLOSED;
  }
  gate->waiting = 0;
  learn(gate, energy, power);
  return state;
}
