/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/listen.h"

#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>

#include "dsp/band_history.h"
#include "dsp/filter_bank.h"

/* The bank hears at most two channels: the first two of more. */
enum { MAX_HEARD = 2 };

static bool hear(SNDFILE *file, const SF_INFO *info, int max_hops, Hops *hops)
{
  FilterBank *bank = malloc(sizeof *bank);
  int hop_frames = info->samplerate / HOPS_PER_SECOND + 1;
  float *mixed = malloc(sizeof *mixed * (size_t)(hop_frames * info->channels));
  float *split[MAX_HEARD] = {malloc(sizeof(float) * (size_t)hop_frames),
                             malloc(sizeof(float) * (size_t)hop_frames)};
  hops->energy = malloc(sizeof *hops->energy * (size_t)max_hops);
  bool is_ready = bank && mixed && split[0] && split[1] && hops->energy;
  int n_heard = info->channels < MAX_HEARD ? info->channels : MAX_HEARD;
  if (is_ready) {
    filter_bank_init(bank, (double)info->samplerate);
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
    filter_bank_take(bank, hops->energy[hops->n_hops++]);
  }
  free(bank);
  free(mixed);
  free(split[0]);
  free(split[1]);
  return is_ready;
}

bool listen_to_file(const char *path, Hops *hops, char *reason, int reason_size)
{
  SF_INFO info = {0};
  hops->n_hops = 0;
  hops->energy = NULL;
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
    is_heard = hear(file, &info, LISTEN_MAX_S * HOPS_PER_SECOND, hops);
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
  hops->energy = NULL;
  hops->n_hops = 0;
}
