/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/bands.h"

#include "dsp/portable_math.h"

const BandInfo band_info[BAND_COUNT] = {
#define BAND(id, symbol, name, low_hz, high_hz) {#symbol, name, low_hz, high_hz},
#include "dsp/bands.def"
};

enum {
#define BAND(id, symbol, name, low_hz, high_hz) LOW_HZ_##id = (low_hz), HIGH_HZ_##id = (high_hz),
#include "dsp/bands.def"
};
_Static_assert(BAND_COUNT == 5 && BAND_LOW == 0 && BAND_LOW_MID == 1 && BAND_MID == 2 &&
                   BAND_HIGH_MID == 3 && BAND_HIGH == 4,
               "bands.def: five rows, LOW, LOW_MID, MID, HIGH_MID and HIGH");
_Static_assert(LOW_HZ_LOW < HIGH_HZ_LOW && HIGH_HZ_LOW == LOW_HZ_LOW_MID &&
                   LOW_HZ_LOW_MID < HIGH_HZ_LOW_MID && HIGH_HZ_LOW_MID == LOW_HZ_MID &&
                   LOW_HZ_MID < HIGH_HZ_MID && HIGH_HZ_MID == LOW_HZ_HIGH_MID &&
                   LOW_HZ_HIGH_MID < HIGH_HZ_HIGH_MID && HIGH_HZ_HIGH_MID == LOW_HZ_HIGH &&
                   LOW_HZ_HIGH < HIGH_HZ_HIGH,
               "bands.def: each band begins, in whole Hz, where the one below it ends");

/* The rows of sub-bands, one after the other: each begins where the one before it ended. */
_Static_assert(LOW_HZ_LOW
#define SUBBAND(band, low_hz, high_hz, n_parts) == (int)(low_hz) && (int)(high_hz)
#include "dsp/bands.def"
                   == HIGH_HZ_HIGH,
               "bands.def: each sub-band begins where the one below it ends");
_Static_assert(1
#define SUBBAND(band, low_hz, high_hz, n_parts)                                                    \
  &&LOW_HZ_##band <= (int)(low_hz) && (int)(high_hz) <= HIGH_HZ_##band && (n_parts) >= 1
#include "dsp/bands.def"
               ,
               "bands.def: each sub-band lies in its band, and has a part at least");

const SubbandInfo subband_info[SUBBAND_COUNT] = {
#define SUBBAND(band, low_hz, high_hz, n_parts) {BAND_##band, low_hz, high_hz, n_parts},
#include "dsp/bands.def"
};

int subband_first_part(int subband)
{
  int part = 0;
  for (int i = 0; i < subband; ++i) {
    part += subband_info[i].n_parts;
  }
  return part;
}

double part_low_hz(int part)
{
  int subband = 0;
  while (subband < SUBBAND_COUNT - 1 && part >= subband_info[subband].n_parts) {
    part -= subband_info[subband++].n_parts;
  }
  const SubbandInfo *info = &subband_info[subband];
  const double width = portable_log(info->high_hz / info->low_hz);
  return info->low_hz * portable_exp(width * part / info->n_parts);
}

void subband_energies(const float part_energy[PART_COUNT], float subband_energy[SUBBAND_COUNT])
{
  int part = 0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    subband_energy[i] = 0.0f;
    for (int end = part + subband_info[i].n_parts; part < end; ++part) {
      subband_energy[i] += part_energy[part];
    }
  }
}
