/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/response.h"

#include <math.h>

#include "dsp/shelves.h"

#define LEAST_RATE_HZ 1000.0

double response_freq_hz(int point)
{
  const double low_hz = band_info[0].low_hz;
  const double high_hz = band_info[BAND_COUNT - 1].high_hz;
  return low_hz * pow(high_hz / low_hz, (double)point / (RESPONSE_POINTS - 1));
}

void response_find(Response *response, const float section_db[BAND_COUNT], double rate_hz)
{
  Biquad shelf[SHELF_COUNT];
  double gain_db[BAND_COUNT];
  response->count = 0;
  if (!(rate_hz >= LEAST_RATE_HZ)) {
    return;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    gain_db[band] =
        fmin(SECTION_GAIN_LIMIT_DB, fmax(-SECTION_GAIN_LIMIT_DB, (double)section_db[band]));
  }
  shelves_design(gain_db, rate_hz, shelf);
  for (int point = 0; point < RESPONSE_POINTS; ++point) {
    const double freq_hz = response_freq_hz(point);
    if (freq_hz >= 0.4999 * rate_hz) {
      break;
    }
    const double power = shelves_power_at(shelf, freq_hz, rate_hz);
    response->gain_db[point] = 10.0 * log10(fmax(power, 1e-12));
    response->count = point + 1;
  }
}

double response_at(const Response *response, double freq_hz)
{
  const double low_hz = band_info[0].low_hz;
  const double high_hz = band_info[BAND_COUNT - 1].high_hz;
  const double place = log(freq_hz / low_hz) / log(high_hz / low_hz) * (RESPONSE_POINTS - 1);
  if (!(place >= 0.0) || place > response->count - 1) {
    return 0.0;
  }
  const int point = (int)fmin(floor(place), response->count - 2.0);
  const double part = place - point;
  return (1.0 - part) * response->gain_db[point] + part * response->gain_db[point + 1];
}
