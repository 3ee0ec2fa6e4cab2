/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/subband_shape.h"

void subband_shape_learn(SubbandShape *learned, const SubbandShape *shape, double share)
{
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    for (int k = 0; k <= SUBBAND_LAGS; ++k) {
      double *mean = &learned->lag[i][k];
      *mean += share * (shape->lag[i][k] - *mean);
    }
  }
}
