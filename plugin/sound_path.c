/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/sound_path.h"

#include <math.h>
#include <string.h>

#include "dsp/portable_math.h"

/* Slow enough that switching makes no step of −80 dBFS from sample to sample. */
#define FADE_S 0.25

void sound_path_init(SoundPath *path, double rate_hz, int n_channels)
{
  path->rate_hz = rate_hz;
  path->n_channels = n_channels;
  path->gain_db = 0.0;
  path->gain = 1.0;
  equalizer_init(&path->equalizer, rate_hz);
  gain_ramp_jump(&path->wet, 1.0);
  gain_ramp_jump(&path->less, 0.0);
  true_peak_init(&path->peak_in);
  true_peak_init(&path->peak_wet);
  sound_path_clear(path);
}

void sound_path_clear(SoundPath *path)
{
  equalizer_clear(&path->equalizer);
  true_peak_clear(&path->peak_in);
  true_peak_clear(&path->peak_wet);
}

/** Computed only where it has changed. */
static double linear_gain(SoundPath *path, double gain_db)
{
  if (gain_db != path->gain_db) {
    path->gain_db = gain_db;
    path->gain = db_to_gain(gain_db);
  }
  return path->gain;
}

void sound_path_jump(SoundPath *path, const double section_db[BAND_COUNT], double gain_db)
{
  equalizer_jump(&path->equalizer, section_db, linear_gain(path, gain_db));
}

void sound_path_ramp(SoundPath *path, const double section_db[BAND_COUNT], double gain_db,
                     uint32_t n_frames)
{
  equalizer_ramp(&path->equalizer, section_db, linear_gain(path, gain_db), n_frames);
}

static void fade(GainRamp *ramp, bool on, bool at_once, double rate_hz)
{
  const double end = on ? 1.0 : 0.0;
  if (at_once) {
    gain_ramp_jump(ramp, end);
  } else if (end != ramp->end) {
    gain_ramp_to(ramp, end, (uint32_t)(FADE_S * rate_hz));
  }
}

void sound_path_enable(SoundPath *path, bool enabled, bool at_once)
{
  fade(&path->wet, enabled, at_once, path->rate_hz);
}

bool sound_path_enabled(const SoundPath *path)
{
  return path->wet.end > 0.0;
}

void sound_path_delta(SoundPath *path, bool on, bool at_once)
{
  fade(&path->less, on, at_once, path->rate_hz);
}

void sound_path_process(SoundPath *path, const float *const *in, float *const *out,
                        uint32_t n_frames)
{
  float *wet[MAX_CHANNELS] = {path->wet_piece[0], path->wet_piece[1]};
  float *dry[MAX_CHANNELS] = {path->dry_piece[0], path->dry_piece[1]};
  const bool needs_dry =
      !gain_ramp_stands_at(&path->wet, 1.0) || !gain_ramp_stands_at(&path->less, 0.0);

  equalizer_process(&path->equalizer, in, wet, path->n_channels, n_frames);
  true_peak_process(&path->peak_in, in, path->n_channels, n_frames);
  true_peak_process(&path->peak_wet, (const float *const *)wet, path->n_channels, n_frames);
  for (int channel = 0; channel < path->n_channels; ++channel) {
    if (needs_dry) { /* `out` may be any of `in` */
      memcpy(dry[channel], in[channel], n_frames * sizeof(float));
    }
  }
  gain_ramp_subtract(&path->less, dry, wet, path->n_channels, n_frames);
  gain_ramp_mix(&path->wet, dry, wet, out, path->n_channels, n_frames);
}

Peaks sound_path_take_peaks(SoundPath *path)
{
  Peaks peaks = {.in = (double)true_peak_take(&path->peak_in),
                 .out = (double)true_peak_take(&path->peak_wet)};
  peaks.equalized = peaks.out / path->equalizer.cascade.now.gain;
  return peaks;
}
