/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Cuts, pads and compares sound files, for the host checks.
 *
 *   wav cut IN OUT START COUNT [RATE]   COUNT frames from START on, as 32-bit float
 *                                       WAV. A negative START puts silence before, a
 *                                       COUNT of 0 takes all. RATE: says so in the
 *                                       header, the samples stay.
 *   wav channel IN OUT INDEX            one channel, from 0
 *   wav clip IN OUT GAIN_DB             louder, cut off at full scale
 *   wav loop IN OUT SECONDS             IN, repeated for that long
 *   wav rate IN                         prints its sample rate and its number of channels
 *   wav make OUT SECONDS RATE           synthetic music, stereo (support_music.h)
 *   wav compare A B [FROM [COUNT]]      compares these frames; without FROM, the lengths
 *                                       must be equal, too
 *
 * Exit code 0 fine or equal, 1 different, 2 wrong usage or unreadable.
 */
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support_music.h"

typedef struct {
  SF_INFO info;
  float *samples; /* interleaved */
} Sound;

_Noreturn static void fail(const char *what, const char *why)
{
  fprintf(stderr, "wav: %s: %s\n", what, why);
  exit(2);
}

static float *new_samples(sf_count_t n_frames, int n_channels)
{
  float *samples = calloc((size_t)n_frames * (size_t)n_channels + 1, sizeof *samples);
  if (!samples) {
    fail("memory", "not enough; close other programs");
  }
  return samples;
}

static Sound read_sound(const char *path)
{
  Sound sound = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &sound.info);
  if (!file) {
    fail(path, sf_strerror(NULL));
  }
  sound.samples = new_samples(sound.info.frames, sound.info.channels);
  sound.info.frames = sf_readf_float(file, sound.samples, sound.info.frames);
  sf_close(file);
  return sound;
}

static void write_sound(const char *path, const Sound *sound)
{
  SF_INFO info = {.samplerate = sound->info.samplerate,
                  .channels = sound->info.channels,
                  .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT};
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  if (!file) {
    fail(path, sf_strerror(NULL));
  }
  const sf_count_t n_written = sf_writef_float(file, sound->samples, sound->info.frames);
  if (n_written != sound->info.frames || sf_close(file) != 0) {
    fail(path, "not written whole");
  }
}

static long long number(const char *text)
{
  char *end = NULL;
  const long long value = strtoll(text, &end, 10);
  if (end == text || *end != '\0') {
    fail(text, "is not a whole number");
  }
  return value;
}

static void cut(const char *from, const char *to, sf_count_t start, sf_count_t count, int rate_hz)
{
  Sound in = read_sound(from);
  Sound out = {.info = in.info};
  out.info.samplerate = rate_hz > 0 ? rate_hz : in.info.samplerate;
  out.info.frames = count > 0 ? count : in.info.frames - start;
  out.samples = new_samples(out.info.frames, in.info.channels);
  for (sf_count_t frame = 0; frame < out.info.frames; ++frame) {
    const sf_count_t source = start + frame;
    if (source >= 0 && source < in.info.frames) {
      memcpy(out.samples + frame * in.info.channels, in.samples + source * in.info.channels,
             (size_t)in.info.channels * sizeof(float));
    }
  }
  write_sound(to, &out);
  free(in.samples);
  free(out.samples);
}

static void take_channel(const char *from, const char *to, int channel)
{
  Sound in = read_sound(from);
  if (channel < 0 || channel >= in.info.channels) {
    fail(from, "has no such channel");
  }
  Sound out = {.info = in.info};
  out.info.channels = 1;
  out.samples = new_samples(out.info.frames, 1);
  for (sf_count_t frame = 0; frame < out.info.frames; ++frame) {
    out.samples[frame] = in.samples[frame * in.info.channels + channel];
  }
  write_sound(to, &out);
  free(in.samples);
  free(out.samples);
}

static void clip(const char *from, const char *to, double gain_db)
{
  Sound sound = read_sound(from);
  const float gain = (float)pow(10.0, gain_db / 20.0);
  for (sf_count_t i = 0; i < sound.info.frames * sound.info.channels; ++i) {
    sound.samples[i] = fminf(fmaxf(gain * sound.samples[i], -1.0f), 1.0f);
  }
  write_sound(to, &sound);
  free(sound.samples);
}

/** Prints what differs; returns true if anything does. +0 and -0 are equal. */
static int compare(const Sound *a, const Sound *b, sf_count_t from, sf_count_t count)
{
  const int n_channels = a->info.channels;
  sf_count_t n_different = 0;
  sf_count_t first = -1;
  double largest = 0.0;
  for (sf_count_t frame = from; frame < from + count; ++frame) {
    int differs = 0;
    for (int channel = 0; channel < n_channels; ++channel) {
      const float x = a->samples[frame * n_channels + channel];
      const float y = b->samples[frame * n_channels + channel];
      if (!(x == y)) {
        differs = 1;
        largest = fmax(largest, isnan(x - y) ? (double)INFINITY : fabs((double)x - (double)y));
      }
    }
    n_different += differs;
    first = differs && first < 0 ? frame : first;
  }
  if (n_different == 0) {
    printf("%lld frames, bit-identical\n", (long long)count);
  } else {
    printf("%lld of %lld frames differ, first %lld, by up to %.1f dBFS\n", (long long)n_different,
           (long long)count, (long long)first, 20.0 * log10(largest));
  }
  return n_different > 0;
}

static int compare_files(const char *path_a, const char *path_b, int n_limits, char **limits)
{
  Sound a = read_sound(path_a);
  Sound b = read_sound(path_b);
  sf_count_t common = a.info.frames < b.info.frames ? a.info.frames : b.info.frames;
  const sf_count_t from = n_limits > 0 ? number(limits[0]) : 0;
  const sf_count_t count = n_limits > 1 ? number(limits[1]) : common - from;
  int different = 1;
  if (a.info.channels != b.info.channels || a.info.samplerate != b.info.samplerate) {
    printf("%d channels at %d Hz against %d channels at %d Hz\n", a.info.channels,
           a.info.samplerate, b.info.channels, b.info.samplerate);
  } else if (n_limits == 0 && a.info.frames != b.info.frames) {
    printf("%lld frames against %lld\n", (long long)a.info.frames, (long long)b.info.frames);
  } else if (from < 0 || count <= 0 || from + count > common) {
    printf("no frames to compare: %lld from %lld on, of %lld\n", (long long)count, (long long)from,
           (long long)common);
  } else {
    different = compare(&a, &b, from, count);
  }
  free(a.samples);
  free(b.samples);
  return different;
}

static void loop(const char *from, const char *to, sf_count_t seconds)
{
  Sound in = read_sound(from);
  Sound out = {.info = in.info};
  out.info.frames = seconds * in.info.samplerate;
  out.samples = new_samples(out.info.frames, in.info.channels);
  for (sf_count_t frame = 0; frame < out.info.frames; ++frame) {
    memcpy(out.samples + frame * in.info.channels,
           in.samples + frame % in.info.frames * in.info.channels,
           (size_t)in.info.channels * sizeof(float));
  }
  write_sound(to, &out);
  free(in.samples);
  free(out.samples);
}

static void make(const char *to, sf_count_t seconds, int rate_hz)
{
  Music music = music_make((double)seconds, rate_hz);
  Sound out = {.info = {.frames = music.n_frames, .samplerate = rate_hz, .channels = 2}};
  out.samples = new_samples(out.info.frames, 2);
  for (uint32_t frame = 0; frame < music.n_frames; ++frame) {
    out.samples[2 * frame] = music.channel[0][frame];
    out.samples[2 * frame + 1] = music.channel[1][frame];
  }
  write_sound(to, &out);
  music_free(&music);
  free(out.samples);
}

int main(int argc, char **argv)
{
  const char *command = argc > 1 ? argv[1] : "";
  if (strcmp(command, "cut") == 0 && (argc == 6 || argc == 7)) {
    cut(argv[2], argv[3], number(argv[4]), number(argv[5]), argc == 7 ? (int)number(argv[6]) : 0);
  } else if (strcmp(command, "channel") == 0 && argc == 5) {
    take_channel(argv[2], argv[3], (int)number(argv[4]));
  } else if (strcmp(command, "clip") == 0 && argc == 5) {
    clip(argv[2], argv[3], (double)number(argv[4]));
  } else if (strcmp(command, "compare") == 0 && argc >= 4 && argc <= 6) {
    return compare_files(argv[2], argv[3], argc - 4, argv + 4);
  } else if (strcmp(command, "loop") == 0 && argc == 5) {
    loop(argv[2], argv[3], number(argv[4]));
  } else if (strcmp(command, "rate") == 0 && argc == 3) {
    const Sound sound = read_sound(argv[2]);
    printf("%d %d\n", sound.info.samplerate, sound.info.channels);
    free(sound.samples);
  } else if (strcmp(command, "make") == 0 && argc == 5) {
    make(argv[2], number(argv[3]), (int)number(argv[4]));
  } else {
    fail("usage",
         "cut IN OUT START COUNT [RATE] | channel IN OUT INDEX | clip IN OUT GAIN_DB | "
         "loop IN OUT SECONDS | rate IN | make OUT SECONDS RATE | compare A B [FROM [COUNT]]");
  }
  return 0;
}
