/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/piece.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/half_band.h"
#include "ui/cli/terminal/message.h"

#define LEAST_RATE_HZ 44100

bool piece_init(Piece *piece, int n_channels, int rate_hz, uint32_t capacity)
{
  *piece = (Piece){.n_channels = n_channels, .rate_hz = rate_hz, .capacity = capacity};
  for (int channel = 0; channel < n_channels; ++channel) {
    piece->channel[channel] = calloc(capacity > 0 ? capacity : 1, sizeof(float));
    if (!piece->channel[channel]) {
      message_error("memory", "not enough; close other programs");
      piece_free(piece);
      return false;
    }
  }
  return true;
}

void piece_free(Piece *piece)
{
  free(piece->channel[0]);
  free(piece->channel[1]);
  *piece = (Piece){.n_frames = 0};
}

/* The filter is for stereo; in mono both sides are the same. */
static void halve_once(Piece *piece)
{
  float *const out[2] = {piece->channel[0], piece->channel[piece->n_channels - 1]};
  const float *const in[2] = {out[0], out[1]};
  HalfBand half_band;
  half_band_init(&half_band);
  piece->n_frames = half_band_process(&half_band, in, out, piece->n_frames);
  piece->rate_hz /= 2;
}

void piece_halve(Piece *piece)
{
  while (piece->rate_hz >= 2 * LEAST_RATE_HZ) {
    halve_once(piece);
  }
}

void piece_trim(Piece *piece, uint32_t from, uint32_t n_frames)
{
  for (int channel = 0; channel < piece->n_channels; ++channel) {
    memmove(piece->channel[channel], piece->channel[channel] + from, n_frames * sizeof(float));
  }
  piece->n_frames = n_frames;
}

bool piece_subtract(Piece *difference, const Piece *minuend, const Piece *subtrahend)
{
  if (!piece_init(difference, minuend->n_channels, minuend->rate_hz, minuend->n_frames)) {
    return false;
  }
  difference->n_frames = minuend->n_frames;
  for (int channel = 0; channel < minuend->n_channels; ++channel) {
    for (uint32_t i = 0; i < minuend->n_frames; ++i) {
      difference->channel[channel][i] =
          minuend->channel[channel][i] - subtrahend->channel[channel][i];
    }
  }
  return true;
}

static float peak_of(const Piece *piece)
{
  float peak = 0.0f;
  for (int channel = 0; channel < piece->n_channels; ++channel) {
    for (uint32_t i = 0; i < piece->n_frames; ++i) {
      peak = fmaxf(peak, fabsf(piece->channel[channel][i]));
    }
  }
  return peak;
}

static bool add_scaled(LoudnessMeasure *measure, const Piece *piece, float gain)
{
  enum { AT_ONCE = 1024 };
  float scaled[2][AT_ONCE];
  float *const channels[2] = {scaled[0], scaled[1]};
  bool fine = true;
  for (uint32_t from = 0; from < piece->n_frames && fine; from += AT_ONCE) {
    const uint32_t left = piece->n_frames - from;
    const uint32_t n = left < AT_ONCE ? left : AT_ONCE;
    for (int channel = 0; channel < piece->n_channels; ++channel) {
      for (uint32_t i = 0; i < n; ++i) {
        scaled[channel][i] = gain * piece->channel[channel][from + i];
      }
    }
    fine = loudness_measure_add(measure, channels, n);
  }
  return fine;
}

bool piece_measure(const Piece *piece, Loudness *loudness)
{
  const float peak = peak_of(piece);
  *loudness = (Loudness){-HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
  if (!(peak > 0.0f)) {
    return true;
  }
  LoudnessMeasure *measure = loudness_measure_new(piece->n_channels, piece->rate_hz);
  const bool fine = measure && add_scaled(measure, piece, 1.0f / peak);
  if (fine) {
    const double peak_db = 20.0 * log10((double)peak);
    *loudness = loudness_measure_read(measure);
    loudness->integrated_lufs += peak_db;
    loudness->true_peak_dbtp += peak_db;
  }
  loudness_measure_free(measure);
  return fine;
}
