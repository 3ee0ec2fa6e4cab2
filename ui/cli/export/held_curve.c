/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/export/held_curve.h"

void held_curve_take(HeldCurve *curve, const float section_db[BAND_COUNT])
{
  curve->preamp_db += (double)section_db[MIDDLE_BAND];
  for (int band = 0; band < BAND_COUNT; ++band) {
    curve->section_db[band] = (double)section_db[band] - (double)section_db[MIDDLE_BAND];
  }
}

CookbookSection held_curve_shelf(const HeldCurve *curve, int shelf)
{
  const double gain_db = shelf_gain_db(shelf, curve->section_db);
  const ShelfShape shape = shelf_shape(shelf, gain_db);
  return (CookbookSection){shelf < MIDDLE_BAND ? COOKBOOK_LOW_SHELF : COOKBOOK_HIGH_SHELF,
                           shape.freq_hz, gain_db, shape.q};
}

Response held_curve_response(const HeldCurve *curve)
{
  return response_of(curve->section_db, curve->rate_hz);
}
