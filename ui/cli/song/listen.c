/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/song/listen.h"

#include <math.h>
#include <string.h>

#include "plugin/learn.h"
#include "ui/cli/terminal/interrupt.h"
#include "ui/cli/terminal/progress.h"

/* How long to wait before touching a control: longer than the engine waits for the controls
 * that belong to a state. */
#define TOUCH_S 0.5

bool song_play_through(AudioInput *input, const char *what, BlockFunction function, void *user)
{
  Progress progress;
  progress_begin(&progress, what);
  bool fine = audio_input_rewind(input);
  uint32_t n_frames = 1;
  while (fine && n_frames > 0) {
    progress_show(&progress, (double)input->position, (double)input->info.frames);
    fine = !interrupt_pending() && audio_input_read(input, &n_frames);
    if (fine && n_frames > 0) {
      fine = function(user, input, n_frames);
    }
  }
  progress_end(&progress);
  return fine;
}

typedef struct {
  Plugin *plugin;
  AudioOutput *output; /* NULL: none */
  const char *what;
} Way;

static bool play_block(void *user, AudioInput *input, uint32_t n_frames)
{
  const Way *way = (const Way *)user;
  plugin_run(way->plugin, input->channel, input->channel, n_frames);
  return (!way->output || audio_output_write(way->output, input, n_frames)) &&
         plugin_tell(way->plugin, way->what, (double)input->position / (double)input->info.frames);
}

bool song_play(Plugin *plugin, AudioInput *input, AudioOutput *output, const char *what)
{
  Way way = {plugin, output, what};
  return song_play_through(input, what, play_block, &way);
}

/* The plugin learns nothing from silence, so this only gives the curve time to arrive. Its
 * length does not depend on the block size, so the curve always arrives at the same place. */
void song_play_silence(Plugin *plugin, AudioInput *input, double seconds)
{
  long left = lround(ceil(seconds * input->info.samplerate));
  while (left > 0) {
    const uint32_t n_frames = left < (long)input->max_block ? (uint32_t)left : input->max_block;
    for (int channel = 0; channel < input->info.channels; ++channel) {
      memset(input->channel[channel], 0, n_frames * sizeof(float));
    }
    plugin_run(plugin, input->channel, input->channel, n_frames);
    left -= (long)n_frames;
  }
}

Plugin *plugin_for(Host *host, const AudioInput *input, const Arguments *arguments)
{
  Plugin *plugin =
      plugin_open(host, input->info.channels, input->info.samplerate, input->max_block);
  if (plugin && arguments->preset && !plugin_load_preset(plugin, arguments->preset)) {
    plugin_close(plugin);
    return NULL;
  }
  if (plugin && arguments->state && !plugin_load_state(plugin, arguments->state)) {
    plugin_close(plugin);
    return NULL;
  }
  if (plugin) {
    plugin_aim_at_own(plugin);
    plugin_apply(plugin, &arguments->settings);
  }
  return plugin;
}

Plugin *plugin_holding(Host *host, const AudioInput *input, const Arguments *arguments,
                       const LilvState *learned)
{
  Plugin *plugin = plugin_for(host, input, arguments);
  if (plugin && learned) {
    plugin_restore(plugin, learned);
    const Settings *settings = &arguments->settings;
    /* The mode Learn would forget what was learned. */
    if (!settings->given[CONTROL_MODE] || (Mode)settings->value[CONTROL_MODE] == MODE_LEARN) {
      plugin_set(plugin, CONTROL_MODE, (float)MODE_HOLD);
    }
  }
  return plugin;
}

/* Lets the decision rest on the whole file, and the curve glide fast. */
static void set_for_listening(Plugin *plugin, Mode mode)
{
  plugin_set(plugin, CONTROL_MODE, (float)mode);
  plugin_set(plugin, CONTROL_MEMORY, LEARN_MEMORY_S);
  plugin_set(plugin, CONTROL_GLIDE, LEARN_GLIDE_S);
  plugin_set(plugin, CONTROL_RELEARN, 0.0f);
}

/* Peaks rise where the curve boosts. The makeup must know the highest peak before the first
 * sample is rendered; otherwise it would drop in the middle of the song. */
static LilvState *measure_peaks(Host *host, AudioInput *input, const Arguments *arguments,
                                LilvState *learned, Heard *heard)
{
  LilvState *measured = NULL;
  Plugin *plugin = plugin_for(host, input, arguments);
  if (plugin) {
    set_for_listening(plugin, MODE_HOLD);
    plugin_restore(plugin, learned);
    if (song_play(plugin, input, NULL, "Measuring")) {
      song_play_silence(plugin, input, LEARN_PAUSE_S);
      memcpy(heard->report.makeup_db, plugin_report(plugin)->makeup_db,
             sizeof heard->report.makeup_db);
      measured = plugin_save(plugin);
    }
  }
  plugin_close(plugin);
  lilv_state_free(learned);
  return measured;
}

/* A preset that was learned remembers its own song, which says nothing of this one. */
static bool forget_the_presets_song(Host *host, const AudioInput *input, Plugin *plugin)
{
  Memory memory;
  if (!plugin_memory(plugin, &memory)) {
    return false;
  }
  if (memory.listened_s[0] <= 0.0) {
    return true;
  }
  Plugin *fresh = plugin_open(host, input->info.channels, input->info.samplerate, input->max_block);
  const bool fine = fresh && plugin_memory(fresh, &memory) && plugin_remember(plugin, &memory);
  plugin_close(fresh);
  return fine;
}

/* A plugin that has listened to the whole input and has come to rest; NULL on failure. */
static Plugin *listened(Host *host, AudioInput *input, const Arguments *arguments, Heard *heard)
{
  Plugin *plugin = plugin_for(host, input, arguments);
  const bool afresh = arguments->preset && !arguments->state;
  if (plugin && afresh && !forget_the_presets_song(host, input, plugin)) {
    plugin_close(plugin);
    return NULL;
  }
  if (!plugin) {
    return NULL;
  }
  *heard = (Heard){.rate_hz = input->info.samplerate};
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    heard->control[i] = plugin_get(plugin, (Control)i);
  }
  /* Learn forgets what was heard; a state goes on from it. */
  set_for_listening(plugin, arguments->state ? MODE_ADAPT : MODE_LEARN);
  if (arguments->state) { /* what Learn has held waits for the mode */
    song_play_silence(plugin, input, TOUCH_S);
  }
  bool fine = song_play(plugin, input, NULL, "Listening");
  if (fine) {
    heard->seconds = (double)input->position / input->info.samplerate;
    song_play_silence(plugin, input, LEARN_PAUSE_S);
    plugin_set(plugin, CONTROL_MODE, (float)MODE_HOLD); /* a short song does not end Learn */
    song_play_silence(plugin, input, TOUCH_S);
    heard->report = *plugin_report(plugin);
    report_label_by_answer(&heard->report);
    heard->peak_in_db = plugin_peak_db(plugin)[0];
  }
  if (!fine) {
    plugin_close(plugin);
    return NULL;
  }
  return plugin;
}

bool song_listen(Host *host, AudioInput *input, const Arguments *arguments, Heard *heard,
                 LilvState **learned)
{
  Plugin *plugin = listened(host, input, arguments, heard);
  bool fine = plugin != NULL;
  if (fine && learned) {
    *learned = plugin_save(plugin);
    if (plugin_get(plugin, CONTROL_PEAK_SAFETY) > 0.0f && *learned) {
      *learned = measure_peaks(host, input, arguments, *learned, heard);
    }
    fine = *learned != NULL;
  }
  plugin_close(plugin);
  return fine;
}

bool song_listen_to_memory(Host *host, AudioInput *input, const Arguments *arguments, Heard *heard,
                           Memory *memory)
{
  Plugin *plugin = listened(host, input, arguments, heard);
  const bool fine = plugin && plugin_memory(plugin, memory);
  plugin_close(plugin);
  return fine;
}

/* Keeps what is known of the song, and takes only the curve from the new report. */
static void take_curve(Heard *heard, const Report *report)
{
  memcpy(heard->report.zone_low_db, report->zone_low_db, sizeof report->zone_low_db);
  memcpy(heard->report.zone_high_db, report->zone_high_db, sizeof report->zone_high_db);
  memcpy(heard->report.aim_db, report->aim_db, sizeof report->aim_db);
  memcpy(heard->report.wanted_db, report->wanted_db, sizeof report->wanted_db);
  memcpy(heard->report.applied_db, report->applied_db, sizeof report->applied_db);
  memcpy(heard->report.short_db, report->short_db, sizeof report->short_db);
  memcpy(heard->report.section_db, report->section_db, sizeof report->section_db);
  memcpy(heard->report.section_to_db, report->section_to_db, sizeof report->section_to_db);
  memcpy(heard->report.makeup_db, report->makeup_db, sizeof report->makeup_db);
}

bool song_listen_again(Host *host, AudioInput *input, const Arguments *arguments, bool measure,
                       Heard *heard, LilvState **learned)
{
  Plugin *plugin = plugin_for(host, input, arguments);
  if (!plugin) {
    return false;
  }
  set_for_listening(plugin, MODE_HOLD);
  plugin_restore(plugin, *learned);
  /* A restored curve rests until a control is touched. */
  song_play_silence(plugin, input, TOUCH_S);
  plugin_set(plugin, CONTROL_MODE, (float)MODE_ADAPT);
  song_play_silence(plugin, input, LEARN_PAUSE_S);
  take_curve(heard, plugin_report(plugin));
  lilv_state_free(*learned);
  *learned = plugin_save(plugin);
  if (*learned && measure && plugin_get(plugin, CONTROL_PEAK_SAFETY) > 0.0f) {
    *learned = measure_peaks(host, input, arguments, *learned, heard);
  }
  plugin_close(plugin);
  return *learned != NULL;
}
