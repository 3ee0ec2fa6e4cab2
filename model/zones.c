/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/zones.h"

#include "dsp/portable_math.h"

const Zone genre_zone[GENRE_COUNT][BAND_COUNT] = {
#define ZONE(genre, band, low_db, high_db) [GENRE_##genre][BAND_##band] = {low_db, high_db},
#include "model/zones.def"
};

const Zone all_genre_zone[BAND_COUNT] = {
#define ZONE_ALL(band, low_db, high_db) [BAND_##band] = {low_db, high_db},
#include "model/zones.def"
};

const double band_pull[BAND_COUNT][BAND_COUNT] = {
#define PULL(band, low, low_mid, mid, high_mid, high)                                              \
  [BAND_##band] = {low, low_mid, mid, high_mid, high},
#include "model/zones.def"
};

void zones_move_to_balance(Zone zone[BAND_COUNT])
{
  double power = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    power += db_to_power(0.5 * (zone[band].low_db + zone[band].high_db));
  }
  const double above_db = power_to_db(power);
  for (int band = 0; band < BAND_COUNT; ++band) {
    zone[band].low_db -= above_db;
    zone[band].high_db -= above_db;
  }
}
