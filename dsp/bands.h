/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Enumerations and tables made from bands.def. Constant data: any thread.
 */
#ifndef GENRE_EQ_DSP_BANDS_H
#define GENRE_EQ_DSP_BANDS_H

typedef enum {
#define BAND(id, symbol, name, low_hz, high_hz) BAND_##id,
#include "dsp/bands.def"
  BAND_COUNT
} Band;

enum {
#define SUBBAND(band, low_hz, high_hz, n_parts) +1
  SUBBAND_COUNT = 0
#include "dsp/bands.def"
  ,
#define SUBBAND(band, low_hz, high_hz, n_parts) +(n_parts)
  /** Narrow bands that the sub-bands are cut into. */
  PART_COUNT = 0
#include "dsp/bands.def"
  ,
#define SUBBAND(band, low_hz, high_hz, n_parts) +((high_hz) <= 10000.0 ? 1 : 0)
  /** Sub-bands that the network hears: the first ones, up to HEARD_TOP_HZ. */
  HEARD_COUNT = 0
#include "dsp/bands.def"
  ,
#define SUBBAND(band, low_hz, high_hz, n_parts) +((high_hz) <= 10000.0 ? (n_parts) : 0)
  HEARD_PARTS = 0
#include "dsp/bands.def"
};

_Static_assert(PART_COUNT == HEARD_PARTS + 1 && SUBBAND_COUNT == HEARD_COUNT + 1,
               "one part lies above what the network hears");

/** Where the network's hearing ends (Hz). */
#define HEARD_TOP_HZ 10000.0

typedef struct {
  const char *symbol; /**< e.g. "low_mid", as in port symbols */
  const char *name;   /**< e.g. "Low mid", for people */
  double low_hz;
  double high_hz;
} BandInfo;

typedef struct {
  Band band;
  double low_hz;
  double high_hz;
  int n_parts;
} SubbandInfo;

extern const BandInfo band_info[BAND_COUNT];
extern const SubbandInfo subband_info[SUBBAND_COUNT];

/** The lowest part of a sub-band: from there on n_parts. Real-time safe, any thread. */
int subband_first_part(int subband);

/** Lower edge of a part (Hz); of PART_COUNT, the upper edge of the last. Real-time safe, any
    thread. */
double part_low_hz(int part);

/** Adds the energies of parts up to those of their sub-bands. Real-time safe, any thread. */
void subband_energies(const float part_energy[PART_COUNT], float subband_energy[SUBBAND_COUNT]);

#endif
