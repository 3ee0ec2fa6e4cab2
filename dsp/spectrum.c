/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/spectrum.h"

#include <math.h>

double point_low_hz(int point)
{
  const int part = point / POINTS_PER_PART;
  const double low_hz = part_low_hz(part);
  return point % POINTS_PER_PART == 0 ? low_hz : sqrt(low_hz * part_low_hz(part + 1));
}
