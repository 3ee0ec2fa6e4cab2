/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq features: prints what the network hears in each file, a row a file.
 */
#include "ui/cli/commands/commands.h"

#include <stdlib.h>
#include <string.h>

#include "model/decision.h"
#include "ui/cli/sound/audio_input.h"
#include "ui/cli/terminal/interrupt.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/shown.h"

/* Longer than any file: all of it counts alike. */
#define LONGEST_S 1e9

/* Frames of a hop at the highest sample rate, and one more. */
#define HOP_ROOM 76801

typedef struct {
  Hearing hearing;
  Decision decision; /* the means of what was heard */
  float *hop[2];     /* the hop under way, left and right */
  uint32_t n_waiting;
  long long n_hops;
} Listening;

static void end_hop(Listening *listening, int n_channels)
{
  const float *const in[2] = {listening->hop[0], listening->hop[n_channels - 1]};
  if (hearing_hear_hop(&listening->hearing, in, n_channels, listening->n_waiting)) {
    decision_add_hop(&listening->decision, &listening->hearing.hop, LONGEST_S);
  }
  listening->n_waiting = 0;
  ++listening->n_hops;
}

/* Hops lie on a grid of exact tenths of a second, whatever the rate and the block. */
static void hear_block(Listening *listening, const AudioInput *input, uint32_t n_frames)
{
  const int n_channels = input->info.channels > 1 ? 2 : 1;
  for (uint32_t at = 0; at < n_frames;) {
    const long long rate = input->info.samplerate;
    const long long hop_start = listening->n_hops * rate / HOPS_PER_SECOND;
    const long long hop_end = (listening->n_hops + 1) * rate / HOPS_PER_SECOND;
    const uint32_t left = (uint32_t)(hop_end - hop_start) - listening->n_waiting;
    const uint32_t n = left < n_frames - at ? left : n_frames - at;
    for (int channel = 0; channel < n_channels; ++channel) {
      memcpy(&listening->hop[channel][listening->n_waiting], &input->channel[channel][at],
             n * sizeof *input->channel[channel]);
    }
    listening->n_waiting += n;
    at += n;
    if (n == left) {
      end_hop(listening, n_channels);
    }
  }
}

static bool hear(Listening *listening, AudioInput *input)
{
  uint32_t n_frames = 0;
  hearing_init(&listening->hearing, input->info.samplerate);
  decision_reset(&listening->decision);
  listening->n_hops = 0;
  listening->n_waiting = 0;
  do {
    if (interrupt_pending() || !audio_input_read(input, &n_frames)) {
      return false;
    }
    hear_block(listening, input, n_frames);
  } while (n_frames > 0);
  if (listening->decision.n_hops < CLASSIFIER_MIN_S * HOPS_PER_SECOND) {
    message_error(input->path, "holds less than 3 s of music; give a song with more of it");
    return false;
  }
  return true;
}

static void print_row(const char *path, const float *feature)
{
  printf("%s", shown_name(path).text);
  for (int k = 0; k < FEATURE_COUNT; ++k) {
    printf("\t%.6g", (double)feature[k]);
  }
  printf("\n");
  fflush(stdout);
}

static void print_json(const char *path, const float *feature)
{
  fputs("{\"file\":", stdout);
  json_string(stdout, path);
  fputs(",\"features\":[", stdout);
  for (int k = 0; k < FEATURE_COUNT; ++k) {
    fputs(k > 0 ? "," : "", stdout);
    json_number(stdout, (double)feature[k], 6);
  }
  fputs("]}\n", stdout);
  fflush(stdout);
}

static Listening *listening_new(void)
{
  Listening *listening = calloc(1, sizeof *listening);
  for (int channel = 0; listening && channel < 2; ++channel) {
    listening->hop[channel] = malloc(HOP_ROOM * sizeof *listening->hop[channel]);
  }
  return listening;
}

static void listening_free(Listening *listening)
{
  for (int channel = 0; listening && channel < 2; ++channel) {
    free(listening->hop[channel]);
  }
  free(listening);
}

static int run(const Arguments *arguments)
{
  /* A row is written at once: other processes may write to the same file (xargs -P). */
  static char row[1 << 15];
  int exit_code = EXIT_FINE;
  setvbuf(stdout, row, _IOFBF, sizeof row);
  Listening *listening = listening_new();
  if (!listening || !listening->hop[0] || !listening->hop[1]) {
    message_error("memory", "not enough; close other programs");
    listening_free(listening);
    return EXIT_FILE_FAILED;
  }
  for (int i = 0; i < arguments->n_files && !interrupt_pending(); ++i) {
    AudioInput *input = audio_input_open(arguments->file[i], arguments->block);
    if (input && hear(listening, input)) {
      Features features;
      features_find(&features, &listening->decision.figures);
      (arguments->given[OPTION_JSON] ? print_json : print_row)(arguments->file[i],
                                                               (const float *)&features);
    } else {
      exit_code = EXIT_FILE_FAILED;
    }
    audio_input_close(input);
  }
  listening_free(listening);
  return exit_code;
}

const Command command_features = {
    .name = "features",
    .operands = "FILE...",
    .summary = "Print what the network hears in each file: a row of figures a file.",
    .details = "A row holds the file's name and each feature (model/features.def) of all that is\n"
               "heard in it, with tabs between. A file that cannot be read is named on\n"
               "standard error. The others are still done, and the exit code is 1.",
    .min_files = 1,
    .max_files = -1,
    .takes = TAKES(OPTION_JSON),
    .run = run,
};
