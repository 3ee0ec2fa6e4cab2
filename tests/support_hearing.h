/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests: what the hearing makes of a whole sound, hop by hop, as the plugin hears it.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_HEARING_H
#define GENRE_EQ_TESTS_SUPPORT_HEARING_H

#include <math.h>
#include <string.h>

#include "model/hearing.h"

/** Mean squares over all hops. */
typedef struct {
  double band[BAND_COUNT];
  Spectrum spectrum;
} HeardEnergies;

/** Hears n_frames; what is left over after the last whole hop is left out. */
static inline HeardEnergies hear_energies(double rate_hz, const float *const *in, int n_channels,
                                          uint32_t n_frames)
{
  static Hearing hearing;
  const uint32_t hop_frames = (uint32_t)floor(rate_hz / HOPS_PER_SECOND + 0.5);
  const int n_hops = (int)(n_frames / hop_frames);
  HeardEnergies sum;
  memset(&sum, 0, sizeof sum);
  hearing_init(&hearing, rate_hz);
  for (int hop = 0; hop < n_hops; ++hop) {
    const uint32_t at = (uint32_t)hop * hop_frames;
    const float *const from[2] = {in[0] + at, in[n_channels - 1] + at};
    hearing_hear_hop(&hearing, from, n_channels, hop_frames);
    for (int band = 0; band < BAND_COUNT; ++band) {
      sum.band[band] += (double)hearing.hop.band_energy[band] / n_hops;
    }
    for (int p = 0; p < GRID_POINTS; ++p) {
      sum.spectrum.energy[p] += hearing.hop.spectrum.energy[p] / (float)n_hops;
      sum.spectrum.moment[p] += hearing.hop.spectrum.moment[p] / (float)n_hops;
    }
  }
  return sum;
}

/** A spectrum of these levels (dB), one for each sub-band, its points alike. */
static inline Spectrum share_out(const double subband_db[SUBBAND_COUNT])
{
  Spectrum spectrum;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const int first = subband_first_part(i) * POINTS_PER_PART;
    const int n = subband_info[i].n_parts * POINTS_PER_PART;
    for (int p = first; p < first + n; ++p) {
      spectrum.energy[p] = (float)(pow(10.0, subband_db[i] / 10.0) / n);
      spectrum.moment[p] = spectrum.energy[p] * (float)sqrt(point_low_hz(p) * point_low_hz(p + 1));
    }
  }
  return spectrum;
}

/** A spectrum of these energies, one for each band: all of it at one point. */
static inline Spectrum spectrum_of_bands(const double energy[BAND_COUNT])
{
  Spectrum spectrum;
  memset(&spectrum, 0, sizeof spectrum);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const int p = subband_first_part(i) * POINTS_PER_PART;
    const bool is_first = i == 0 || subband_info[i - 1].band != subband_info[i].band;
    if (is_first) {
      spectrum.energy[p] = (float)energy[subband_info[i].band];
      spectrum.moment[p] = spectrum.energy[p] * (float)sqrt(point_low_hz(p) * point_low_hz(p + 1));
    }
  }
  return spectrum;
}

#endif
