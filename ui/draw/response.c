/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/draw/response.h"

#include <math.h>

#define LEAST_RATE_HZ 1000.0
/* The smallest power that is shown, because 0 has no logarithm. */
#define LEAST_POWER 1e-12

Response response_of(const double section_db[BAND_COUNT], double rate_hz)
{
  Response response = {.top_hz = 0.0};
  if (!(rate_hz >= LEAST_RATE_HZ)) {
    return response;
  }
  double gain_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double db = isfinite(section_db[band]) ? section_db[band] : 0.0;
    gain_db[band] = fmin(SECTION_GAIN_LIMIT_DB, fmax(-SECTION_GAIN_LIMIT_DB, db));
  }
  shelves_design(gain_db, rate_hz, response.shelf);
  response.rate_hz = rate_hz;
  response.top_hz = fmin(band_info[BAND_COUNT - 1].high_hz, 0.4999 * rate_hz);
  return response;
}

double response_gain_db(const Response *response, double freq_hz)
{
  if (!(response->top_hz > 0.0)) {
    return 0.0;
  }
  const double power = shelves_power_at(response->shelf, freq_hz, response->rate_hz);
  return 10.0 * log10(fmax(power, LEAST_POWER));
}

double response_most_db(const Response *response)
{
  enum { POINTS = 193 };
  const double low_hz = band_info[0].low_hz;
  double most_db = 0.0;
  for (int i = 0; i < POINTS && response->top_hz > 0.0; ++i) {
    const double freq_hz = low_hz * pow(response->top_hz / low_hz, (double)i / (POINTS - 1));
    most_db = fmax(most_db, fabs(response_gain_db(response, freq_hz)));
  }
  return most_db;
}
