/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq render: plays a file through the plugin.
 */
#include "ui/cli/commands/commands.h"

#include "ui/cli/album/album.h"
#include "ui/cli/own/own_profile.h"
#include "ui/cli/song/render.h"
#include "ui/cli/sound/audio_format.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"

static void print_json(const Arguments *arguments, const Rendered *rendered)
{
  fputs("{\"file\":", stdout);
  json_string(stdout, arguments->file[0]);
  fputs(",\"master\":", stdout);
  json_string(stdout, arguments->file[1]);
  fputs(",\"peak_in_db\":", stdout);
  json_number(stdout, rendered->peak_db[0], 2);
  fputs(",\"peak_out_db\":", stdout);
  json_number(stdout, rendered->peak_db[1], 2);
  fputs(",\"makeup_db\":", stdout);
  json_number(stdout, (double)rendered->makeup_db[0], 2);
  fputs("}\n", stdout);
}

/* Checks, before any work, that the result can be written. */
static bool find_target(const AudioInput *input, const Arguments *arguments, RenderTarget *target)
{
  const char *out = arguments->file[1];
  *target = (RenderTarget){.path = out, .overwrite = arguments->given[OPTION_FORCE]};
  if (target_file_is_same(out, arguments->value[OPTION_REFERENCE]) ||
      !target_file_allowed(out, arguments->file[0], target->overwrite)) {
    return false;
  }
  target->format = audio_format_for(out, &input->info, arguments->given[OPTION_FLOAT]);
  target_file_warn_of_room(out, audio_format_bytes(target->format, &input->info));
  return target->format != 0;
}

static bool render_with(Host *host, AudioInput *input, const Arguments *arguments,
                        RenderTarget target)
{
  LilvState *learned = NULL;
  Heard heard;
  if (arguments->given[OPTION_LEARN] && !song_listen(host, input, arguments, &heard, &learned)) {
    return false;
  }
  target.learned = learned;
  Rendered rendered;
  const bool fine = song_render(host, input, arguments, &target, &rendered);
  if (fine && arguments->given[OPTION_JSON]) {
    print_json(arguments, &rendered);
  }
  if (learned) {
    lilv_state_free(learned);
  }
  return fine;
}

/* A record holds its curves, and keeps its loudness. */
static bool settings_fit_album(const Settings *settings)
{
  static const struct {
    Control control;
    float value;
    const char *setting, *words;
  } fixed[] = {
      {CONTROL_ENABLED, 1.0f, "enabled", "the songs are changed"},
      {CONTROL_DELTA, 0.0f, "delta", "the songs are played"},
      {CONTROL_MODE, (float)MODE_HOLD, "mode", "the curves are held"},
      {CONTROL_LOUDNESS_MATCH, 1.0f, "loudness_match", "the songs keep their loudness"},
  };
  for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; ++i) {
    if (settings->given[fixed[i].control] && settings->value[fixed[i].control] != fixed[i].value) {
      message_error(fixed[i].setting, "cannot be set so with --album: %s; leave one of them out",
                    fixed[i].words);
      return false;
    }
  }
  return true;
}

/* Checks the options that suit only one file, or only a record. */
static bool options_fit(const Arguments *arguments)
{
  const bool album = arguments->given[OPTION_ALBUM];
  static const Option for_one[] = {OPTION_STATE, OPTION_LEARN, OPTION_BLOCK};
  static const Option for_many[] = {OPTION_JOBS};
  for (size_t i = 0; album && i < sizeof for_one / sizeof for_one[0]; ++i) {
    if (arguments->given[for_one[i]]) {
      message_error(options_info(for_one[i])->name,
                    "does not go with --album; leave one of them out");
      return false;
    }
  }
  for (size_t i = 0; !album && i < sizeof for_many / sizeof for_many[0]; ++i) {
    if (arguments->given[for_many[i]]) {
      message_error(options_info(for_many[i])->name, "is for --album; leave it out, or give both");
      return false;
    }
  }
  return !album || settings_fit_album(&arguments->settings);
}

static int run(const Arguments *arguments)
{
  if (!options_fit(arguments)) {
    return EXIT_WRONG_USAGE;
  }
  if (arguments->given[OPTION_ALBUM]) {
    return album_render(arguments);
  }
  RenderTarget target;
  AudioInput *input = audio_input_open(arguments->file[0], arguments->block);
  Host *host = input && find_target(input, arguments, &target)
                   ? host_open_for(arguments, arguments->given[OPTION_LEARN])
                   : NULL;
  const bool fine = host && render_with(host, input, arguments, target);
  host_close(host);
  audio_input_close(input);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}

const Command command_render = {
    .name = "render",
    .operands = "IN OUT",
    .summary = "Play a file through the plugin: same length, sample rate and channels.",
    .details =
        "OUT's extension chooses the format: wav, flac, aiff, w64, rf64, caf, au, ogg, opus\n"
        "or mp3. Samples keep their kind (16 bit, 24 bit, ...) where the format allows it.\n"
        "OUT appears only when it is complete.\n\n"
        "With --album, IN is a directory of songs and OUT one for their masters. The record\n"
        "gets one aim, and each song's curve lies within 1 dB of it. The songs keep their\n"
        "loudness in relation to each other. A table is printed. If the work is interrupted,\n"
        "the same command goes on where it stopped.",
    .min_files = 2,
    .max_files = 2,
    .takes = TAKES(OPTION_PROFILE) | TAKES(OPTION_REFERENCE) | TAKES(OPTION_ALBUM) |
             TAKES(OPTION_JOBS) | TAKES(OPTION_JSON) | TAKES(OPTION_SET) | TAKES(OPTION_PRESET) |
             TAKES(OPTION_STATE) | TAKES(OPTION_BLOCK) | TAKES(OPTION_LEARN) | TAKES(OPTION_FLOAT) |
             TAKES(OPTION_NO_DITHER) | TAKES(OPTION_FORCE) | TAKES(OPTION_BUNDLE),
    .run = run,
};
