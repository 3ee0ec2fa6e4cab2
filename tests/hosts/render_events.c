/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Renders with controls that change on the way, as automation in a host should sound.
 *
 *   render_events URI IN.wav OUT.wav [SYMBOL=VALUE | SYMBOL:FRAME@VALUE,FRAME@VALUE...]...
 *
 * Each point takes effect exactly at its frame. GENRE_EQ_BUNDLE names the bundle. OUT is 32-bit
 * float. Exit code: 0 fine, 1 a file or the plugin failed, 2 wrong usage.
 */
#include <sndfile.h>

#include "tests/support_lilv.h"

enum { BLOCK = 1024, MAX_EVENTS = 64 };

typedef struct {
  Control control;
  sf_count_t frame;
  float value;
} Event;

typedef struct {
  Event event[MAX_EVENTS];
  int n_events;
} Score;

_Noreturn static void fail(int code, const char *what, const char *why)
{
  fprintf(stderr, "render_events: %s: %s\n", what, why);
  exit(code);
}

static void add_event(Score *score, Control control, sf_count_t frame, float value)
{
  if (score->n_events == MAX_EVENTS) {
    fail(2, "arguments", "too many points");
  }
  score->event[score->n_events++] = (Event){control, frame, value};
}

/* "amount=50" is a point at frame 0. */
static void read_word(Score *score, const char *word)
{
  char symbol[64];
  const size_t length = strcspn(word, "=:");
  snprintf(symbol, sizeof symbol, "%.*s", (int)length, word);
  const Control control = control_by_symbol(symbol);
  if (control == CONTROL_COUNT || word[length] == '\0') {
    fail(2, word, "is neither SYMBOL=VALUE nor SYMBOL:FRAME@VALUE");
  }
  const char *point = word + length + 1;
  if (word[length] == '=') {
    add_event(score, control, 0, strtof(point, NULL));
    return;
  }
  while (*point) {
    char *end = NULL;
    const sf_count_t frame = strtoll(point, &end, 10);
    if (*end != '@') {
      fail(2, word, "a point is FRAME@VALUE");
    }
    add_event(score, control, frame, strtof(end + 1, &end));
    point = *end == ',' ? end + 1 : end;
  }
}

/** Sets the points that are due at `frame`; returns the number of frames until the next. */
static sf_count_t play_events(const Score *score, sf_count_t frame, TestHost *host)
{
  sf_count_t until = BLOCK;
  for (int i = 0; i < score->n_events; ++i) {
    const Event *event = &score->event[i];
    if (event->frame == frame) {
      host->control[event->control] = event->value;
    } else if (event->frame > frame && event->frame - frame < until) {
      until = event->frame - frame;
    }
  }
  return until;
}

static void render(TestHost *host, const Score *score, SNDFILE *in, SNDFILE *out)
{
  static float interleaved[2 * BLOCK];
  static float channel[2][BLOCK];
  float *const buffer[2] = {channel[0], channel[1]};
  const int n_channels = host->n_channels;
  sf_count_t at = 0;
  for (;;) {
    const sf_count_t wanted = play_events(score, at, host);
    const sf_count_t n_frames = sf_readf_float(in, interleaved, wanted);
    if (n_frames <= 0) {
      return;
    }
    for (sf_count_t i = 0; i < n_frames * n_channels; ++i) {
      channel[i % n_channels][i / n_channels] = interleaved[i];
    }
    host_run(host, buffer, buffer, (uint32_t)n_frames);
    for (sf_count_t i = 0; i < n_frames * n_channels; ++i) {
      interleaved[i] = channel[i % n_channels][i / n_channels];
    }
    if (sf_writef_float(out, interleaved, n_frames) != n_frames) {
      fail(1, "the render", "could not be written");
    }
    at += n_frames;
  }
}

int main(int argc, char **argv)
{
  if (argc < 4) {
    fail(2, "usage", "render_events URI IN.wav OUT.wav [SYMBOL=VALUE | SYMBOL:FRAME@VALUE,...]...");
  }
  static Score score;
  for (int i = 4; i < argc; ++i) {
    read_word(&score, argv[i]);
  }
  LilvWorld *world = test_world();
  const LilvPlugin *plugin = test_plugin(world, argv[1]);
  SF_INFO info = {.format = 0};
  SNDFILE *in = sf_open(argv[2], SFM_READ, &info);
  TestHost *host = plugin && in ? host_new(plugin, info.samplerate, HOST_WORKER_AT_ONCE) : NULL;
  if (!host || host->n_channels != info.channels) {
    fail(1, argv[2], "no such file or plugin, or not for as many channels");
  }
  info.format = SF_FORMAT_WAV | SF_FORMAT_FLOAT;
  SNDFILE *out = sf_open(argv[3], SFM_WRITE, &info);
  if (!out) {
    fail(1, argv[3], sf_strerror(NULL));
  }
  lilv_instance_activate(host->instance);
  render(host, &score, in, out);
  lilv_instance_deactivate(host->instance);
  host_free(host);
  lilv_world_free(world);
  sf_close(in);
  return sf_close(out) == 0 ? 0 : 1;
}
