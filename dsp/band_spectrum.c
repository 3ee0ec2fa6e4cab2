/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/band_spectrum.h"

#include <math.h>
#include <string.h>

#include "dsp/loudness.h"
#include "dsp/portable_math.h"

/* A part is never taken as emptier than this share of pink noise of the same energy: a band
   with nothing in it then answers as if there were a trace of pink noise. */
#define EMPTY_SHARE 1e-9

/* The slope within a part stays within this (ln of density a ln of frequency): 60 dB an
   octave. */
#define STEEPEST 20.0

/* The grid ends below Nyquist. */
#define HIGHEST_SHARE 0.49

_Static_assert(POINTS_PER_PART == 2, "a lower and an upper point");

static double square(double x)
{
  return x * x;
}

/* Where a point lies in its part: a quarter from an end. */
static double offset_of(const BandSpectrum *spectrum, int part, int k)
{
  return (k == 0 ? -0.25 : 0.25) * spectrum->width[part];
}

void band_spectrum_init(BandSpectrum *spectrum, double rate_hz)
{
  static const float nothing[PART_COUNT] = {0.0f};
  memset(spectrum, 0, sizeof *spectrum);
  for (int part = 0; part < PART_COUNT; ++part) {
    const double top_hz = HIGHEST_SHARE * rate_hz;
    const double low = portable_log(fmin(part_low_hz(part), top_hz));
    const double high = portable_log(fmin(part_low_hz(part + 1), top_hz));
    spectrum->middle[part] = 0.5 * (low + high);
    spectrum->width[part] = high - low;
    for (int k = 0; k < POINTS_PER_PART; ++k) {
      const int p = part * POINTS_PER_PART + k;
      const double freq_hz = portable_exp(spectrum->middle[part] + offset_of(spectrum, part, k));
      spectrum->sin2[p] = square(portable_sin(PI * freq_hz / rate_hz));
      spectrum->k_weight[p] = k_weight_power(freq_hz);
    }
  }
  band_spectrum_take(spectrum, nothing);
}

/* ln of the energy a ln of frequency; of the parts that the rate holds. Returns how many. */
static int find_densities(const BandSpectrum *spectrum, const float energy[PART_COUNT],
                          double log_density[PART_COUNT])
{
  double total = 0.0;
  double total_width = 0.0;
  int n_parts = 0;
  for (int part = 0; part < PART_COUNT && spectrum->width[part] > 0.0; ++part) {
    const double e = (double)energy[part];
    log_density[part] = e > 0.0 && e < 1e30 ? e : 0.0;
    total += log_density[part];
    total_width += spectrum->width[part];
    ++n_parts;
  }
  const double pink = total > 1e-30 ? total / total_width : 1.0;
  for (int part = 0; part < n_parts; ++part) {
    const double density = total > 1e-30 ? log_density[part] / (pink * spectrum->width[part]) : 1.0;
    log_density[part] = portable_log(fmax(density, EMPTY_SHARE));
  }
  return n_parts;
}

static double slope_at(const BandSpectrum *spectrum, const double *log_density, int part,
                       int n_parts)
{
  const int below = part > 0 ? part - 1 : part;
  const int above = part < n_parts - 1 ? part + 1 : part;
  const double slope = (log_density[above] - log_density[below]) /
                       (spectrum->middle[above] - spectrum->middle[below]);
  return fmin(fmax(slope, -STEEPEST), STEEPEST);
}

void band_spectrum_take(BandSpectrum *spectrum, const float energy[PART_COUNT])
{
  double log_density[PART_COUNT];
  double at_point[GRID_POINTS] = {0.0};
  const int n_parts = find_densities(spectrum, energy, log_density);
  for (int part = 0; part < n_parts; ++part) {
    const double slope = slope_at(spectrum, log_density, part, n_parts);
    const double up = portable_exp(slope * 2.0 * offset_of(spectrum, part, 1));
    const double all = portable_exp(log_density[part]) * spectrum->width[part];
    at_point[part * POINTS_PER_PART] = all / (1.0 + up);
    at_point[part * POINTS_PER_PART + 1] = all * up / (1.0 + up);
  }
  memset(spectrum->weight, 0, sizeof spectrum->weight);
  int p = 0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    for (int end = p + subband_info[i].n_parts * POINTS_PER_PART; p < end; ++p) {
      spectrum->weight[subband_info[i].band][p] = at_point[p];
      spectrum->loudness_weight[p] = at_point[p] * spectrum->k_weight[p];
    }
  }
}
