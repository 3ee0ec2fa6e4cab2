/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/listen.h"

#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/band_history.h"
#include "dsp/equalizer.h"
#include "dsp/filter_bank.h"
#include "model/train/lossy_copy.h"
#include "model/train/random.h"

/* The bank hears at most two channels: the first two of more. Encoding takes longer
   than all else: 10 s are enough. */
enum { MAX_HEARD = 2, LOSSY_HOPS = 10 * HOPS_PER_SECOND };

/* What the equaliser is set to, at most (dB). */
static const double most_color_db = 6.0;

/* An ear behind an equaliser of its own. */
typedef struct {
  Equalizer equalizer;
  FilterBank bank;
} ColoredEar;

/* FNV-1a (Fowler, Noll & Vo) of the file's name without its folders. */
static uint64_t seed_of(const char *path)
{
  const char *slash = strrchr(path, '/');
  uint64_t seed = 0xCBF29CE484222325u;
  for (const char *at = slash ? slash + 1 : path; *at; ++at) {
    seed = (seed ^ (unsigned char)*at) * 0x100000001B3u;
  }
  return seed;
}

static void set_colors(ColoredEar ear[LISTEN_COLORS], const SF_INFO *info, uint64_t seed)
{
  Random random = {seed};
  for (int color = 0; color < LISTEN_COLORS; ++color) {
    double gain_db[BAND_COUNT];
    for (int band = 0; band < BAND_COUNT; ++band) {
      gain_db[band] = random_between(&random, -most_color_db, most_color_db);
    }
    equalizer_init(&ear[color].equalizer, (double)info->samplerate);
    equalizer_jump(&ear[color].equalizer, gain_db, 1.0);
    filter_bank_init(&ear[color].bank, (double)info->samplerate);
  }
}

/* One hop through the equaliser and its bank. */
static void hear_colored(ColoredEar *ear, float *const *split, float *const *work, int n_channels,
                         uint32_t n_frames, float energy[PART_COUNT])
{
  equalizer_process(&ear->equalizer, (const float *const *)split, work, n_channels, n_frames);
  filter_bank_process(&ear->bank, (const float *const *)work, n_channels, n_frames);
  filter_bank_take_parts(&ear->bank, energy);
}

/* Rows were laid out for the longest file: closes the gaps between the settings. */
static void pack_colored(Hops *hops, int max_hops)
{
  for (int color = 1; hops->colored && color < LISTEN_COLORS; ++color) {
    memmove(hops->colored[(size_t)color * (size_t)hops->n_hops],
            hops->colored[(size_t)color * (size_t)max_hops],
            (size_t)hops->n_hops * sizeof *hops->colored);
  }
}

static bool hear(SNDFILE *file, const SF_INFO *info, int max_hops, bool has_color, uint64_t seed,
                 Hops *hops)
{
  FilterBank *bank = malloc(sizeof *bank);
  ColoredEar *ear = has_color ? malloc(LISTEN_COLORS * sizeof *ear) : NULL;
  int hop_frames = info->samplerate / HOPS_PER_SECOND + 1;
  float *mixed = malloc(sizeof *mixed * (size_t)(hop_frames * info->channels));
  float *buffer = malloc(sizeof *buffer * (size_t)(2 * MAX_HEARD * hop_frames));
  hops->energy = malloc(sizeof *hops->energy * (size_t)max_hops);
  hops->colored =
      has_color ? malloc(LISTEN_COLORS * sizeof *hops->colored * (size_t)max_hops) : NULL;
  bool is_ready = bank && mixed && buffer && hops->energy && (!has_color || (ear && hops->colored));
  int n_heard = info->channels < MAX_HEARD ? info->channels : MAX_HEARD;
  float *split[MAX_HEARD];
  float *work[MAX_HEARD];
  for (int channel = 0; buffer && channel < MAX_HEARD; ++channel) {
    split[channel] = &buffer[channel * hop_frames];
    work[channel] = &buffer[(MAX_HEARD + channel) * hop_frames];
  }
  if (is_ready) {
    filter_bank_init(bank, (double)info->samplerate);
  }
  if (is_ready && has_color) {
    set_colors(ear, info, seed);
  }
  while (is_ready && hops->n_hops < max_hops) {
    /* Hops lie on a grid of exact tenths of a second, whatever the rate. */
    long long start = (long long)hops->n_hops * info->samplerate / HOPS_PER_SECOND;
    long long end = (long long)(hops->n_hops + 1) * info->samplerate / HOPS_PER_SECOND;
    sf_count_t n = sf_readf_float(file, mixed, end - start);
    if (n < end - start) {
      break;
    }
    for (int channel = 0; channel < n_heard; ++channel) {
      for (int i = 0; i < (int)n; ++i) {
        split[channel][i] = mixed[i * info->channels + channel];
      }
    }
    filter_bank_process(bank, (const float *const *)split, n_heard, (uint32_t)n);
    filter_bank_take_parts(bank, hops->energy[hops->n_hops]);
    for (int color = 0; has_color && color < LISTEN_COLORS; ++color) {
      hear_colored(&ear[color], split, work, n_heard, (uint32_t)n,
                   hops->colored[color * max_hops + hops->n_hops]);
    }
    ++hops->n_hops;
  }
  pack_colored(hops, max_hops);
  free(bank);
  free(ear);
  free(mixed);
  free(buffer);
  return is_ready;
}

/* What is left of the beginning when it was an MP3 once, and the rest as it is; a file
   for which there is none goes without. False where memory is short. */
static bool hear_lossy(SNDFILE *file, const SF_INFO *info, Hops *hops)
{
  bool is_heard = true;
  LossyCopy copy;
  Hops lossy = {0};
  int n_lossy = hops->n_hops < LOSSY_HOPS ? hops->n_hops : LOSSY_HOPS;
  sf_count_t n_frames = (sf_count_t)n_lossy * info->samplerate / HOPS_PER_SECOND;
  if (lossy_copy_make(&copy, file, info, n_frames + 1)) {
    is_heard = hear(copy.file, &copy.info, hops->n_hops, false, 0, &lossy);
    if (is_heard && lossy.n_hops >= n_lossy) {
      memcpy(lossy.energy[n_lossy], hops->energy[n_lossy],
             (size_t)(hops->n_hops - n_lossy) * sizeof *hops->energy);
      hops->lossy = lossy.energy;
      lossy.energy = NULL;
    }
    lossy_copy_free(&copy);
  }
  hops_free(&lossy);
  return is_heard && !copy.lacks_memory;
}

bool listen_to_file(const char *path, bool has_variants, Hops *hops, char *reason, int reason_size)
{
  SF_INFO info = {0};
  *hops = (Hops){.n_hops = 0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  if (!file) {
    snprintf(reason, (size_t)reason_size, "%s", sf_strerror(NULL));
    return false;
  }
  bool is_heard = false;
  if (info.samplerate < 8000 || info.samplerate > 768000) {
    snprintf(reason, (size_t)reason_size, "sample rate of %d Hz", info.samplerate);
  } else {
    hops->rate_hz = info.samplerate;
    sf_count_t longest = (sf_count_t)info.samplerate * LISTEN_MAX_S;
    sf_count_t start = info.seekable && info.frames > longest ? (info.frames - longest) / 2 : 0;
    if (start > 0) {
      sf_seek(file, start, SEEK_SET);
    }
    is_heard = hear(file, &info, LISTEN_MAX_S * HOPS_PER_SECOND, has_variants, seed_of(path), hops);
    if (is_heard && hops->n_hops > 0 && has_variants && info.seekable &&
        sf_seek(file, start, SEEK_SET) == start) {
      is_heard = hear_lossy(file, &info, hops);
    }
    hops->lacks_memory = !is_heard;
    if (!is_heard) {
      snprintf(reason, (size_t)reason_size, "out of memory");
    } else if (hops->n_hops == 0) {
      snprintf(reason, (size_t)reason_size, "shorter than a hop of 100 ms");
      is_heard = false;
    }
  }
  sf_close(file);
  if (!is_heard) {
    hops_free(hops);
  }
  return is_heard;
}

void hops_free(Hops *hops)
{
  free(hops->energy);
  free(hops->colored);
  free(hops->lossy);
  hops->energy = NULL;
  hops->colored = NULL;
  hops->lossy = NULL;
  hops->n_hops = 0;
}
