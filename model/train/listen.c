/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/listen.h"

#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>

#include "dsp/band_history.h"
#include "dsp/equalizer.h"
#include "dsp/filter_bank.h"
#include "model/train/random.h"

/* The bank hears at most two channels: the first two of more. */
enum { MAX_HEARD = 2 };

/* What the equaliser is set to, at most (dB). */
static const double most_color_db = 6.0;

static void set_color(Equalizer *equalizer, const SF_INFO *info)
{
  Random random = {(uint64_t)info->frames};
  double gain_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    gain_db[band] = random_between(&random, -most_color_db, most_color_db);
  }
  equalizer_init(equalizer, (double)info->samplerate);
  equalizer_jump(equalizer, gain_db);
}

static bool hear(SNDFILE *file, const SF_INFO *info, int max_hops, bool has_color, Hops *hops)
{
  FilterBank *bank = malloc(sizeof *bank);
  FilterBank *colored_bank = malloc(sizeof *colored_bank);
  Equalizer *equalizer = malloc(sizeof *equalizer);
  int hop_frames = info->samplerate / HOPS_PER_SECOND + 1;
  float *mixed = malloc(sizeof *mixed * (size_t)(hop_frames * info->channels));
  float *split[MAX_HEARD] = {malloc(sizeof(float) * (size_t)hop_frames),
                             malloc(sizeof(float) * (size_t)hop_frames)};
  hops->energy = malloc(sizeof *hops->energy * (size_t)max_hops);
  hops->colored = has_color ? malloc(sizeof *hops->colored * (size_t)max_hops) : NULL;
  bool is_ready = bank && colored_bank && equalizer && mixed && split[0] && split[1] &&
                  hops->energy && (hops->colored || !has_color);
  int n_heard = info->channels < MAX_HEARD ? info->channels : MAX_HEARD;
  if (is_ready) {
    filter_bank_init(bank, (double)info->samplerate);
    filter_bank_init(colored_bank, (double)info->samplerate);
    set_color(equalizer, info);
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
    filter_bank_take(bank, hops->energy[hops->n_hops]);
    if (has_color) {
      equalizer_process(equalizer, split, n_heard, (uint32_t)n);
      filter_bank_process(colored_bank, (const float *const *)split, n_heard, (uint32_t)n);
      filter_bank_take(colored_bank, hops->colored[hops->n_hops]);
    }
    ++hops->n_hops;
  }
  free(bank);
  free(colored_bank);
  free(equalizer);
  free(mixed);
  free(split[0]);
  free(split[1]);
  return is_ready;
}

bool listen_to_file(const char *path, bool has_color, Hops *hops, char *reason, int reason_size)
{
  SF_INFO info = {0};
  hops->n_hops = 0;
  hops->energy = NULL;
  hops->colored = NULL;
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  if (!file) {
    snprintf(reason, (size_t)reason_size, "%s", sf_strerror(NULL));
    return false;
  }
  bool is_heard = false;
  if (info.samplerate < 8000 || info.samplerate > 768000) {
    snprintf(reason, (size_t)reason_size, "sample rate of %d Hz", info.samplerate);
  } else {
    sf_count_t longest = (sf_count_t)info.samplerate * LISTEN_MAX_S;
    if (info.seekable && info.frames > longest) {
      sf_seek(file, (info.frames - longest) / 2, SEEK_SET);
    }
    is_heard = hear(file, &info, LISTEN_MAX_S * HOPS_PER_SECOND, has_color, hops);
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
  hops->energy = NULL;
  hops->colored = NULL;
  hops->n_hops = 0;
}
