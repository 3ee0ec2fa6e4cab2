/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/song/render.h"

#include <math.h>
#include <string.h>

#include "ui/cli/terminal/message.h"

/* How long to go on after the last sample, so that its hop is reported. */
#define TWO_HOPS_S 0.2

static bool can_be_float(const AudioOutput *output)
{
  SF_INFO info = output->info;
  info.format = (info.format & SF_FORMAT_TYPEMASK) | SF_FORMAT_FLOAT;
  return sf_format_check(&info);
}

static void warn_of_clipping(const AudioOutput *output, double output_gain_db)
{
  if (output->n_clipped == 0) {
    return;
  }
  const double peak_db = 20.0 * log10(output->peak);
  const double gain_db = floor(10.0 * (output_gain_db - fmax(peak_db, 0.01))) / 10.0;
  char advice[64] = "a .wav and --float";
  if (gain_db >= (double)control_info[CONTROL_OUTPUT_GAIN].minimum) {
    snprintf(advice, sizeof advice, "%s--set output_gain=%.1f",
             can_be_float(output) ? "--float or " : "", gain_db);
  }
  message_warning(
      output->target.path, "%llu sample%s above full scale clipped (peak %+.2f dB); give %s",
      (unsigned long long)output->n_clipped, output->n_clipped == 1 ? "" : "s", peak_db, advice);
}

/* Filters hold what they heard for a few milliseconds. */
#define LEAD_IN_S 1.0

typedef struct {
  Plugin *plugin;
  sf_count_t from; /* frame of the file at which the lead-in begins */
} LeadIn;

static bool run_lead_in(void *user, AudioInput *input, uint32_t n_frames)
{
  const LeadIn *lead_in = (const LeadIn *)user;
  if (input->position > lead_in->from) {
    plugin_run(lead_in->plugin, input->channel, input->channel, n_frames);
  }
  return true;
}

/* Lets the plugin hear the end of the file before, so that its filters go on from there. */
static bool play_lead_in(Plugin *plugin, const char *path, uint32_t max_block)
{
  AudioInput *input = audio_input_open(path, max_block);
  LeadIn lead_in = {.plugin = plugin};
  if (input) {
    lead_in.from = input->info.frames - lround(LEAD_IN_S * input->info.samplerate);
  }
  const bool fine = input && song_play_through(input, "Leading in", run_lead_in, &lead_in);
  audio_input_close(input);
  return fine;
}

/* A curve that was never learned stays flat, as with the plugin's preset Hold. */
static void warn_of_nothing_held(Plugin *plugin)
{
  Memory memory;
  if (plugin_get(plugin, CONTROL_ENABLED) > 0.0f &&
      (Mode)plugin_get(plugin, CONTROL_MODE) == MODE_HOLD && plugin_memory(plugin, &memory) &&
      memory.listened_s[0] <= 0.0) {
    message_warning("mode=hold", "there is no curve to hold, so none is applied; give --learn");
  }
}

bool song_render(Host *host, AudioInput *input, const Arguments *arguments,
                 const RenderTarget *target, Rendered *rendered)
{
  Plugin *plugin = plugin_holding(host, input, arguments, target->learned);
  if (!plugin || (target->before && !play_lead_in(plugin, target->before, input->max_block))) {
    plugin_close(plugin);
    return false;
  }
  if (!target->learned) {
    warn_of_nothing_held(plugin);
  }
  const AudioTarget file = {.path = target->path,
                            .format = target->format,
                            .overwrite = target->overwrite,
                            .dither = !arguments->given[OPTION_NO_DITHER]};
  AudioOutput *output = audio_output_open(&file, input);
  bool fine = output && song_play(plugin, input, output, "Rendering");
  if (fine) {
    song_play_silence(plugin, input, TWO_HOPS_S);
    memcpy(rendered->makeup_db, plugin_report(plugin)->makeup_db, sizeof rendered->makeup_db);
    memcpy(rendered->peak_db, plugin_peak_db(plugin), sizeof rendered->peak_db);
    warn_of_clipping(output, (double)plugin_get(plugin, CONTROL_OUTPUT_GAIN) - target->gain_db);
    fine = audio_output_keep(output);
  } else {
    audio_output_drop(output);
  }
  plugin_close(plugin);
  return fine;
}
