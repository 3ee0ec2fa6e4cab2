/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/sound_path.h"

#include <math.h>
#include <string.h>

#include "dsp/portable_math.h"

/* Slow enough that switching makes no jump of −80 dBFS from sample to sample. */
#define FADE_S 0.25

void sound_path_init(SoundPath *path, double rate_hz, int n_channels)
{
  path->rate_hz = rate_hz;
  path->n_channels = n_channels;
  equalizer_init(&path->equalizer, rate_hz);
  path->gain_db = 0.0;
  gain_ramp_jump(&path->gain, 1.0);
  gain_ramp_jump(&path->wet, 1.0);
  gain_ramp_jump(&path->less, 0.0);
  true_peak_init(&path->peak_in);
  true_peak_init(&path->peak_equalized);
  true_peak_init(&path->peak_out);
  sound_path_clear(path);
}

void sound_path_clear(SoundPath *path)
{
  equalizer_clear(&path->equalizer);
  true_peak_clear(&path->peak_in);
  true_peak_clear(&path->peak_equalized);
  true_peak_clear(&path->peak_out);
  path->is_apart = false;
}

/* The sound continues if the second difference at the next frame is at most this many times the
 * largest before it. Of 3000 next frames in 30 songs at 48 kHz 2999 passed; of frames from another
 * place of the song 125 in 1000. */
#define MOST_BENT 2.5f

/** Second difference. */
static float bend_of(float oldest, float older, float newest)
{
  return fabsf((oldest - older) - (older - newest));
}

bool sound_path_goes_on(const SoundPath *path, const float *const *in)
{
  float before = 0.0f;
  float here = 0.0f;
  for (int channel = 0; channel < path->n_channels; ++channel) {
    const float *past = path->peak_in.past[channel];
    const float *last = past + TRUE_PEAK_PAST - 2;
    for (int i = 2; i < TRUE_PEAK_PAST; ++i) {
      before = fmaxf(before, bend_of(past[i - 2], past[i - 1], past[i]));
    }
    here = fmaxf(here, bend_of(last[0], last[1], in[channel][0]));
  }
  return before > 0.0f && here <= MOST_BENT * before; /* nothing goes on behind silence */
}

static void move_gain(SoundPath *path, double gain_db, uint32_t n_frames)
{
  if (gain_db != path->gain_db) {
    path->gain_db = gain_db;
    gain_ramp_to(&path->gain, fabs(gain_db) >= FLAT_DB ? db_to_gain(gain_db) : 1.0, n_frames);
  }
}

void sound_path_jump(SoundPath *path, const double section_db[BAND_COUNT], double gain_db)
{
  equalizer_jump(&path->equalizer, section_db);
  move_gain(path, gain_db, 0);
  gain_ramp_jump(&path->gain, path->gain.end);
}

void sound_path_ramp(SoundPath *path, const double section_db[BAND_COUNT], double gain_db,
                     uint32_t n_frames)
{
  equalizer_ramp(&path->equalizer, section_db, n_frames);
  move_gain(path, gain_db, n_frames);
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

void sound_path_delta(SoundPath *path, bool on, bool at_once)
{
  fade(&path->less, on, at_once, path->rate_hz);
}

PutOut sound_path_put_out(const SoundPath *path)
{
  if (path->wet.end <= 0.0) {
    return PUT_OUT_INPUT;
  }
  return path->less.end > 0.0 ? PUT_OUT_DIFFERENCE : PUT_OUT_EQUALIZED;
}

/** Equalises, and applies the gain. If the input meter found the sound below its limit, the
    equaliser does not check it again: its own limit is far higher. */
static void make_wet(SoundPath *path, const float *const *in, float *const *wet, uint32_t n_frames)
{
  const int n_channels = path->n_channels;
  if (true_peak_process(&path->peak_in, in, n_channels, n_frames)) {
    equalizer_process_sane(&path->equalizer, in, wet, n_channels, n_frames);
  } else {
    equalizer_process(&path->equalizer, in, wet, n_channels, n_frames);
  }
  true_peak_process(&path->peak_equalized, (const float *const *)wet, n_channels, n_frames);
  gain_ramp_scale(&path->gain, wet, n_channels, n_frames);
}

/** True if writing one channel would overwrite the other one's input. */
static bool crossed(const float *const *in, float *const *out, int n_channels)
{
  return n_channels > 1 && (out[0] == in[1] || out[1] == in[0]);
}

/** Makes the wet sound beside the dry one, and fades between them. */
static void mix(SoundPath *path, const float *const *in, float *const *out, uint32_t n_frames)
{
  float *wet[MAX_CHANNELS] = {path->wet_piece[0], path->wet_piece[1]};
  float *dry[MAX_CHANNELS] = {path->dry_piece[0], path->dry_piece[1]};
  make_wet(path, in, wet, n_frames);
  for (int channel = 0; channel < path->n_channels; ++channel) { /* `out` may be any of `in` */
    memcpy(dry[channel], in[channel], n_frames * sizeof(float));
  }
  gain_ramp_subtract(&path->less, dry, wet, path->n_channels, n_frames);
  gain_ramp_mix(&path->wet, dry, wet, out, path->n_channels, n_frames);
}

static bool is_all_wet(const SoundPath *path)
{
  return gain_ramp_stands_at(&path->wet, 1.0) && gain_ramp_stands_at(&path->less, 0.0);
}

/* A gain that moves by this part of itself in a second, 1 dB, moves by 0.1 dB in a hop. */
#define SLOW_PER_S 0.122

/** False if the output is the equalised sound at a gain that is steady or moves slowly: then its
    peak follows from that of the equalised sound, within 0.1 dB. */
static bool needs_meter(const SoundPath *path)
{
  const GainRamp *gain = &path->gain;
  const bool is_fast =
      gain->n_frames > 0 && fabs(gain->step) * path->rate_hz > SLOW_PER_S * gain->end;
  return !is_all_wet(path) || is_fast;
}

void sound_path_process(SoundPath *path, const float *const *in, float *const *out,
                        uint32_t n_frames)
{
  if (!path->is_apart && needs_meter(path)) {
    true_peak_go_on(&path->peak_out, &path->peak_equalized, (float)gain_ramp_value(&path->gain));
    path->is_apart = true;
  }
  if (is_all_wet(path) && !crossed(in, out, path->n_channels)) {
    make_wet(path, in, out, n_frames);
  } else {
    mix(path, in, out, n_frames);
  }
  if (path->is_apart) {
    true_peak_process(&path->peak_out, (const float *const *)out, path->n_channels, n_frames);
  }
}

Peaks sound_path_take_peaks(SoundPath *path)
{
  const double equalized = (double)true_peak_take(&path->peak_equalized);
  const double apart = (double)true_peak_take(&path->peak_out);
  const Peaks peaks = {.in = (double)true_peak_take(&path->peak_in),
                       .equalized = equalized,
                       .out = path->is_apart ? apart : equalized * gain_ramp_value(&path->gain)};
  path->is_apart = path->is_apart && needs_meter(path);
  return peaks;
}
