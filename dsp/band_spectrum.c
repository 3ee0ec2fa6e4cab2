/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/band_spectrum.h"

#include <math.h>
#include <string.h>

#include "dsp/loudness.h"
#include "dsp/portable_math.h"

/* A stretch is never taken as emptier than this share of pink noise of the same energy: a band
   with nothing in it then answers as if there were a trace of pink noise. */
#define EMPTY_SHARE 1e-9

/* The grid ends below Nyquist. */
#define HIGHEST_SHARE 0.49

/* Less energy than this is none. */
#define NO_ENERGY 1e-30

static double square(double x)
{
  return x * x;
}

void band_spectrum_init(BandSpectrum *spectrum, double rate_hz)
{
  static const Spectrum nothing;
  memset(spectrum, 0, sizeof *spectrum);
  spectrum->rate_hz = rate_hz;
  for (int p = 0; p <= GRID_POINTS; ++p) {
    spectrum->edge_hz[p] = fmin(point_low_hz(p), HIGHEST_SHARE * rate_hz);
    spectrum->k_weight[p] = k_weight_power(spectrum->edge_hz[p]);
    if (p > 0) {
      spectrum->width[p - 1] = portable_log(spectrum->edge_hz[p] / spectrum->edge_hz[p - 1]);
    }
  }
  band_spectrum_take(spectrum, &nothing);
}

/* 0 for what cannot be an energy. */
static double sane(float energy)
{
  return energy > 0.0f && energy < 1e30f ? (double)energy : 0.0;
}

/* Energy a ln of frequency if all of it were pink; 0: nothing was heard. */
static double pink_density(const BandSpectrum *spectrum, const Spectrum *heard)
{
  double energy = 0.0;
  double width = 0.0;
  for (int p = 0; p < GRID_POINTS; ++p) {
    if (spectrum->width[p] > 0.0) {
      energy += sane(heard->energy[p]);
      width += spectrum->width[p];
    }
  }
  return energy > NO_ENERGY ? energy / width : 0.0;
}

/* Where the energy of a stretch has its centre: its middle, where it has none. */
static double centre_hz(const BandSpectrum *spectrum, const Spectrum *heard, int p)
{
  const double low_hz = spectrum->edge_hz[p];
  const double high_hz = spectrum->edge_hz[p + 1];
  const double energy = sane(heard->energy[p]);
  const double moment = sane(heard->moment[p]);
  return energy > NO_ENERGY && moment > 0.0 ? fmin(fmax(moment / energy, low_hz), high_hz)
                                            : sqrt(low_hz * high_hz);
}

static void take_point(BandSpectrum *spectrum, const Spectrum *heard, double pink, int p,
                       double weight[GRID_POINTS])
{
  const double low_hz = spectrum->edge_hz[p];
  const double freq_hz = centre_hz(spectrum, heard, p);
  const double place = (freq_hz - low_hz) / (spectrum->edge_hz[p + 1] - low_hz);
  const double k_weight =
      spectrum->k_weight[p] + place * (spectrum->k_weight[p + 1] - spectrum->k_weight[p]);
  double energy = spectrum->width[p]; /* pink */
  if (pink > 0.0) {
    energy *= fmax(sane(heard->energy[p]) / (pink * energy), EMPTY_SHARE);
  }
  weight[p] = energy;
  spectrum->loudness_weight[p] = energy * k_weight;
  spectrum->sin2[p] = square(portable_sin(PI * freq_hz / spectrum->rate_hz));
}

void band_spectrum_take(BandSpectrum *spectrum, const Spectrum *heard)
{
  const double pink = pink_density(spectrum, heard);
  int p = 0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    double *weight = spectrum->weight[subband_info[i].band];
    for (int end = p + subband_info[i].n_parts * POINTS_PER_PART; p < end; ++p) {
      if (spectrum->width[p] > 0.0) {
        take_point(spectrum, heard, pink, p, weight);
      }
    }
  }
}
