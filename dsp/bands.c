/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/bands.h"

const BandInfo band_info[BAND_COUNT] = {
#define BAND(id, symbol, name, low_hz, high_hz) {#symbol, name, low_hz, high_hz},
#include "dsp/bands.def"
};

const SubbandInfo subband_info[SUBBAND_COUNT] = {
#define SUBBAND(band, low_hz, high_hz) {BAND_##band, low_hz, high_hz},
#include "dsp/bands.def"
};

void band_energies(const float subband_energy[SUBBAND_COUNT], double band_energy[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    band_energy[band] = 0.0;
  }
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    band_energy[subband_info[i].band] += (double)subband_energy[i];
  }
}
