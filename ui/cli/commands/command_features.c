/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq features: prints what the network hears in each file, a row a file.
 */
#include "dsp/grid.h"
#include "ui/cli/commands/commands.h"

#include <stdlib.h>

#include "dsp/filter_bank.h"
#include "model/song_features.h"
#include "ui/cli/sound/audio_input.h"
#include "ui/cli/terminal/interrupt.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/shown.h"

typedef struct {
  FilterBank bank;
  SongFeatures song;
  long long n_hops;
} Ear;

/* Hops lie on a grid of exact tenths of a second, whatever the rate and the block. */
static void hear_block(Ear *ear, const AudioInput *input, uint32_t n_frames)
{
  const long long rate = input->info.samplerate;
  const long long block_start = (long long)input->position - n_frames;
  uint32_t at = 0;
  while (at < n_frames) {
    const long long hop_end = (ear->n_hops + 1) * rate / HOPS_PER_SECOND;
    const long long left = hop_end - block_start - at;
    const uint32_t n = left < n_frames - at ? (uint32_t)left : n_frames - at;
    const float *in[2] = {&input->channel[0][at], NULL};
    if (input->info.channels > 1) {
      in[1] = &input->channel[1][at];
    }
    filter_bank_process(&ear->bank, in, input->info.channels, n);
    at += n;
    if (n == left) {
      float energy[PART_COUNT];
      filter_bank_take_parts(&ear->bank, energy);
      song_features_add(&ear->song, energy);
      ++ear->n_hops;
    }
  }
}

static bool hear(Ear *ear, AudioInput *input)
{
  uint32_t n_frames = 0;
  filter_bank_init(&ear->bank, input->info.samplerate);
  song_features_begin(&ear->song);
  ear->n_hops = 0;
  do {
    if (interrupt_pending() || !audio_input_read(input, &n_frames)) {
      return false;
    }
    hear_block(ear, input, n_frames);
  } while (n_frames > 0);
  if (ear->song.n_windows == 0) {
    message_error(input->path, "holds less than 3 s of music; give a longer song");
    return false;
  }
  return true;
}

static void print_row(const char *path, const SongFeatures *song)
{
  double mean[FEATURE_COUNT];
  song_features_mean(song, mean);
  printf("%s", shown_name(path).text);
  for (int k = 0; k < FEATURE_COUNT; ++k) {
    printf("\t%.6g", mean[k]);
  }
  printf("\n");
  fflush(stdout);
}

static void print_json(const char *path, const SongFeatures *song)
{
  double mean[FEATURE_COUNT];
  song_features_mean(song, mean);
  fputs("{\"file\":", stdout);
  json_string(stdout, path);
  fputs(",\"features\":[", stdout);
  for (int k = 0; k < FEATURE_COUNT; ++k) {
    fputs(k > 0 ? "," : "", stdout);
    json_number(stdout, mean[k], 6);
  }
  fputs("]}\n", stdout);
  fflush(stdout);
}

static int run(const Arguments *arguments)
{
  int exit_code = EXIT_FINE;
  Ear *ear = malloc(sizeof *ear);
  if (!ear) {
    message_error("memory", "not enough; close other programs");
    return EXIT_FILE_FAILED;
  }
  for (int i = 0; i < arguments->n_files && !interrupt_pending(); ++i) {
    AudioInput *input = audio_input_open(arguments->file[i], arguments->block);
    if (input && hear(ear, input)) {
      (arguments->given[OPTION_JSON] ? print_json : print_row)(arguments->file[i], &ear->song);
    } else {
      exit_code = EXIT_FILE_FAILED;
    }
    audio_input_close(input);
  }
  free(ear);
  return exit_code;
}

const Command command_features = {
    .name = "features",
    .operands = "FILE...",
    .summary = "Print what the network hears in each file: a row of figures a file.",
    .details = "A row holds the file's name and the mean of each feature (model/features.h) over\n"
               "all windows of 5 s, with tabs between. A file that cannot be read is named on\n"
               "standard error. The others are still done, and the exit code is 1.",
    .min_files = 1,
    .max_files = -1,
    .takes = TAKES(OPTION_JSON),
    .run = run,
};
