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
  float part[PART_COUNT];
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
  double part[PART_COUNT] = {0.0};
  hearing_init(&hearing, rate_hz);
  for (int hop = 0; hop < n_hops; ++hop) {
    const uint32_t at = (uint32_t)hop * hop_frames;
    const float *const from[2] = {in[0] + at, in[n_channels - 1] + at};
    hearing_hear_hop(&hearing, from, n_channels, hop_frames);
    for (int band = 0; band < BAND_COUNT; ++band) {
      sum.band[band] += (double)hearing.hop.band_energy[band] / n_hops;
    }
    for (int i = 0; i < PART_COUNT; ++i) {
      part[i] += (double)hearing.hop.part_energy[i] / n_hops;
    }
  }
  for (int i = 0; i < PART_COUNT; ++i) {
    sum.part[i] = (float)part[i];
  }
  return sum;
}

/** Narrow bands of these levels (dB), one for each sub-band, its parts alike. */
static inline void share_out(const double subband_db[SUBBAND_COUNT], float part[PART_COUNT])
{
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    for (int k = 0; k < subband_info[i].n_parts; ++k) {
      part[subband_first_part(i) + k] =
          (float)(pow(10.0, subband_db[i] / 10.0) / subband_info[i].n_parts);
    }
  }
}

#endif
