/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/song/measure.h"

/* How long to go on after the last sample, so that its hop is reported. */
#define TWO_HOPS_S 0.2

typedef struct {
  Plugin *plugin;   /* holds the curve */
  Plugin *listener; /* hears the output of `plugin` */
  LoudnessMeasure *before;
  LoudnessMeasure *after;
  BlockFunction also;
  void *user;
} Chain;

static bool pass(void *user, AudioInput *input, uint32_t n_frames)
{
  const Chain *chain = (const Chain *)user;
  if (!loudness_measure_add(chain->before, input->channel, n_frames)) {
    return false;
  }
  plugin_run(chain->plugin, input->channel, input->channel, n_frames);
  if (!loudness_measure_add(chain->after, input->channel, n_frames) ||
      (chain->also && !chain->also(chain->user, input, n_frames))) {
    return false;
  }
  plugin_run(chain->listener, input->channel, input->channel, n_frames);
  return true;
}

static Plugin *open_listener(Host *host, const AudioInput *input)
{
  Plugin *listener =
      plugin_open(host, input->info.channels, input->info.samplerate, input->max_block);
  if (listener) {
    plugin_set(listener, CONTROL_MEMORY, control_info[CONTROL_MEMORY].maximum);
  }
  return listener;
}

bool song_measure_held(Host *host, AudioInput *input, const Arguments *arguments,
                       const LilvState *learned, BlockFunction also, void *user, Measured *measured)
{
  const int channels = input->info.channels;
  const int rate_hz = input->info.samplerate;
  Chain chain = {.plugin = plugin_holding(host, input, arguments, learned),
                 .listener = open_listener(host, input),
                 .before = loudness_measure_new(channels, rate_hz),
                 .after = loudness_measure_new(channels, rate_hz),
                 .also = also,
                 .user = user};
  const bool fine = chain.plugin && chain.listener && chain.before && chain.after &&
                    song_play_through(input, "Measuring", pass, &chain);
  if (fine) {
    measured->before = loudness_measure_read(chain.before);
    measured->after = loudness_measure_read(chain.after);
    song_play_silence(chain.plugin, input, TWO_HOPS_S);
    song_play_silence(chain.listener, input, TWO_HOPS_S);
    measured->makeup_db = (double)plugin_report(chain.plugin)->makeup_db[0];
    for (int band = 0; band < BAND_COUNT; ++band) {
      measured->level_after_db[band] = (double)plugin_report(chain.listener)->level_db[band];
    }
  }
  plugin_close(chain.plugin);
  plugin_close(chain.listener);
  loudness_measure_free(chain.before);
  loudness_measure_free(chain.after);
  return fine;
}
