/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/open/song_mean.h"

#include <math.h>
#include <stdbool.h>

/* The absolute gate of ITU-R BS.1770-5: no loudness at or below it. */
#define SILENCE_LUFS (-70.0f)

void song_mean_clear(SongMean *mean)
{
  *mean = (SongMean){.count = 0};
}

static double power(float db)
{
  return pow(10.0, (double)db / 10.0);
}

static float decibels(double sum, int count)
{
  return (float)(10.0 * log10(sum / count + 1e-12));
}

void song_mean_add(SongMean *mean, const Report *report)
{
  const bool told = report->rate_hz[0] > 0.0f; /* there has been a report */
  if (!told || report->loudness_lufs[0] <= SILENCE_LUFS) {
    return;
  }
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    mean->subband[i] += power(report->subband_db[i]);
  }
  mean->count += 1;
}

void song_mean_write(const SongMean *mean, Report *report)
{
  if (mean->count == 0) {
    return;
  }
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    report->subband_db[i] = decibels(mean->subband[i], mean->count);
  }
}
