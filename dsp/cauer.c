/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The prototype: an elliptic filter of 6th order, 0.5 dB and 75 dB, its zeros and poles taken
 * through
 *
 *   s^2 -> s^2 (z^2 - 1) / (z^2 + s^2),   z its highest zero,
 *
 * which moves that zero to infinity and leaves 0 and the passband's end where they are;
 * then scaled until it is 3.01 dB down at 1.
 */
#include "dsp/cauer.h"

#include "dsp/portable_math.h"

/* The passband lies between -0.5 dB, which is what 0 Hz has, and 0 dB. */
static const double zero_hz_gain = 0.94406087628592339;

typedef struct {
  double pole;  /**< its distance from 0 */
  double q;     /**< of the pole */
  double zero2; /**< square of the zero's distance from 0; 0: at infinity */
} Section;

static const Section prototype[CAUER_SECTIONS] = {
    {0.4171608578510112, 0.6924519364521878, 0.0},
    {0.7740831345243814, 1.9935507267529724, 2.426796942216462 * 2.426796942216462},
    {0.9772926587291624, 7.806770279591821, 1.7884886851672834 * 1.7884886851672834},
};

/** (s^2 + zero2) / (s^2 + s pole / q + pole^2) times a gain, s = (1 - z^-1) / (1 + z^-1). */
static Biquad section(double pole, double q, double zero2, double gain)
{
  const double scale = 1.0 / (1.0 + pole / q + pole * pole);
  const double b0 = gain * scale * (1.0 + zero2);
  return (Biquad){.b0 = b0,
                  .b1 = gain * scale * 2.0 * (zero2 - 1.0),
                  .b2 = b0,
                  .a1 = scale * 2.0 * (pole * pole - 1.0),
                  .a2 = scale * (1.0 - pole / q + pole * pole)};
}

Biquad cauer_lowpass(int k, double edge_hz, double rate_hz)
{
  const Section *from = &prototype[k];
  const double edge = portable_tan(PI * edge_hz / rate_hz);
  const double pole = edge * from->pole;
  const double zero2 = edge * edge * from->zero2;
  if (from->zero2 > 0.0) {
    return section(pole, from->q, zero2, pole * pole / zero2);
  }
  Biquad biquad = section(pole, from->q, 0.0, zero_hz_gain * pole * pole);
  biquad.b1 = 2.0 * biquad.b0;
  return biquad;
}

Biquad cauer_highpass(int k, double edge_hz, double rate_hz)
{
  const Section *from = &prototype[k];
  const double edge = portable_tan(PI * edge_hz / rate_hz);
  const double zero2 = from->zero2 > 0.0 ? edge * edge / from->zero2 : 0.0;
  return section(edge / from->pole, from->q, zero2, k == 0 ? zero_hz_gain : 1.0);
}

double cauer_power(double ratio)
{
  const double w2 = ratio * ratio;
  double power = zero_hz_gain * zero_hz_gain;
  for (int k = 0; k < CAUER_SECTIONS; ++k) {
    const double pole2 = prototype[k].pole * prototype[k].pole;
    const double zero = prototype[k].zero2 > 0.0 ? 1.0 - w2 / prototype[k].zero2 : 1.0;
    const double real = 1.0 - w2 / pole2;
    power *= zero * zero / (real * real + w2 / (pole2 * prototype[k].q * prototype[k].q));
  }
  return power;
}
