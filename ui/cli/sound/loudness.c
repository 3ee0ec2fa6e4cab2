/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/loudness.h"

#include <ebur128.h>
#include <math.h>
#include <stdlib.h>

#include "ui/cli/terminal/message.h"

enum { FRAMES_AT_ONCE = 1024 };

struct LoudnessMeasure {
  ebur128_state *state;
  int n_channels;
  int rate_hz;
  uint64_t n_frames; /* so far */
};

static LoudnessMeasure *new_measure(int n_channels, int rate_hz, int mode)
{
  LoudnessMeasure *measure = calloc(1, sizeof *measure);
  if (measure) {
    measure->n_channels = n_channels;
    measure->rate_hz = rate_hz;
    measure->state = ebur128_init((unsigned)n_channels, (unsigned long)rate_hz, mode);
  }
  if (!measure || !measure->state) {
    message_error("memory", "not enough; close other programs");
    free(measure);
    return NULL;
  }
  return measure;
}

LoudnessMeasure *loudness_measure_new(int n_channels, int rate_hz)
{
  return new_measure(n_channels, rate_hz,
                     EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK);
}

LoudnessMeasure *loudness_measure_new_integrated(int n_channels, int rate_hz)
{
  return new_measure(n_channels, rate_hz, EBUR128_MODE_I);
}

void loudness_measure_free(LoudnessMeasure *measure)
{
  if (measure) {
    ebur128_destroy(&measure->state);
    free(measure);
  }
}

bool loudness_measure_add(LoudnessMeasure *measure, float *const *channel, uint32_t n_frames)
{
  float frames[FRAMES_AT_ONCE * 2];
  const uint32_t n_channels = (uint32_t)measure->n_channels;
  for (uint32_t start = 0; start < n_frames; start += FRAMES_AT_ONCE) {
    const uint32_t n = n_frames - start < FRAMES_AT_ONCE ? n_frames - start : FRAMES_AT_ONCE;
    for (uint32_t i = 0; i < n * n_channels; ++i) {
      frames[i] = channel[i % n_channels][start + i / n_channels];
    }
    if (ebur128_add_frames_float(measure->state, frames, n) != EBUR128_SUCCESS) {
      message_error("memory", "not enough; close other programs");
      return false;
    }
  }
  measure->n_frames += n_frames;
  return true;
}

/* Of shorter sound the library says 0 LU. */
#define RANGE_FROM_S 3.0

Loudness loudness_measure_read(const LoudnessMeasure *measure)
{
  Loudness loudness = {-HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
  double peak = 0.0;
  ebur128_loudness_global(measure->state, &loudness.integrated_lufs);
  if (isfinite(loudness.integrated_lufs) &&
      (double)measure->n_frames >= RANGE_FROM_S * measure->rate_hz) {
    ebur128_loudness_range(measure->state, &loudness.range_lu);
  }
  for (int channel = 0; channel < measure->n_channels; ++channel) {
    double own = 0.0;
    ebur128_true_peak(measure->state, (unsigned)channel, &own);
    peak = fmax(peak, own);
  }
  loudness.true_peak_dbtp = peak > 0.0 ? 20.0 * log10(peak) : -HUGE_VAL;
  return loudness;
}
