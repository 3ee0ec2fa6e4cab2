/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq learn: writes what the plugin learns from a song as a preset that holds the curve.
 */
#include "ui/cli/commands/commands.h"

#include <string.h>

#include "ui/cli/own/own_name.h"
#include "ui/cli/own/own_profile.h"
#include "ui/cli/own/preset_bundle.h"
#include "ui/cli/song/listen.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/shown.h"

/* The preset as Turtle, for the mono and for the stereo plugin. */
typedef struct {
  char *turtle[2];
} Learned;

static void write_preset(const PresetBundle *bundle, int n_channels, const char *uri, FILE *to)
{
  const Learned *learned = (const Learned *)bundle->content;
  (void)uri; /* it is in the text */
  /* lilv's text uses these prefixes without declaring them, and hosts need them. */
  fputs("@prefix atom: <http://lv2plug.in/ns/ext/atom#> .\n"
        "@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n"
        "@prefix pset: <http://lv2plug.in/ns/ext/presets#> .\n"
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix state: <http://lv2plug.in/ns/ext/state#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n",
        to);
  fputs(learned->turtle[n_channels - 1], to);
}

/* What the mono plugin has learned also serves the stereo plugin, and the reverse: nothing in
 * it depends on the number of channels. */
static bool describe(Host *host, const AudioInput *input, const Arguments *arguments,
                     const LilvState *state, const PresetBundle *bundle, Learned *learned)
{
  bool fine = true;
  for (int n_channels = 1; n_channels <= 2 && fine; ++n_channels) {
    char uri[PRESET_URI_BYTES];
    AudioInput like = *input;
    like.info.channels = n_channels;
    Plugin *plugin = plugin_holding(host, &like, arguments, state);
    preset_bundle_uri(bundle, n_channels, uri);
    learned->turtle[n_channels - 1] = plugin ? plugin_preset_text(plugin, uri, bundle->name) : NULL;
    fine = learned->turtle[n_channels - 1] != NULL;
    plugin_close(plugin);
  }
  return fine;
}

static void print_json(const Heard *heard, const Arguments *arguments, const char *preset,
                       const char *directory)
{
  fputs("{", stdout);
  heard_print_members(heard, arguments->file[0], stdout);
  fputs(",\"preset\":", stdout);
  json_string(stdout, preset);
  fputs(",\"directory\":", stdout);
  json_string(stdout, directory);
  fputs("}\n", stdout);
}

/* The preset holds the curve unless another mode was asked for; see plugin_holding(). */
static void print_table(const Heard *heard, const Arguments *arguments, const char *preset,
                        const char *directory)
{
  const Settings *settings = &arguments->settings;
  const bool adapts =
      settings->given[CONTROL_MODE] && (Mode)settings->value[CONTROL_MODE] == MODE_ADAPT;
  printf("%s\n", shown_name(arguments->file[0]).text);
  heard_print_table(heard, adapts ? "Start/dB" : "Holds/dB", heard->report.applied_db, stdout);
  printf("\nWrote %s\n%s the preset \"%s\" in a host: it %s.\n", shown_name(directory).text,
         preset_bundle_choose(arguments), shown_name(preset).text,
         adapts ? "starts with this curve, and adapts to what is played" : "holds this curve");
}

static bool save(Host *host, AudioInput *input, const Arguments *arguments, const char *name,
                 const char *directory)
{
  Heard heard;
  LilvState *state = NULL;
  Learned learned = {{NULL, NULL}};
  const PresetBundle bundle = {.name = name, .write = write_preset, .content = &learned};
  if (!song_listen(host, input, arguments, &heard, &state)) {
    return false;
  }
  bool fine = heard_enough(&heard, arguments->file[0]) &&
              describe(host, input, arguments, state, &bundle, &learned) &&
              preset_bundle_write(&bundle, directory, arguments->given[OPTION_FORCE]);
  if (fine) {
    (arguments->given[OPTION_JSON] ? print_json : print_table)(&heard, arguments, bundle.name,
                                                               directory);
  }
  plugin_preset_text_free(learned.turtle[0]);
  plugin_preset_text_free(learned.turtle[1]);
  lilv_state_free(state);
  return fine;
}

static int run(const Arguments *arguments)
{
  char directory[PATH_MAX];
  char name[PROFILE_NAME_BYTES];
  if (!arguments->given[OPTION_SAVE]) {
    message_error("--save", "is missing; give --save NAME, the preset's name");
    return EXIT_WRONG_USAGE;
  }
  if (!own_name_take(arguments->value[OPTION_SAVE], name)) {
    return EXIT_WRONG_USAGE;
  }
  AudioInput *input = audio_input_open(arguments->file[0], arguments->block);
  Host *host = input && own_name_is_free(name, arguments) &&
                       preset_bundle_directory(arguments, name, directory) &&
                       preset_bundle_allowed(directory, arguments->given[OPTION_FORCE])
                   ? host_open_for(arguments, true)
                   : NULL;
  const bool fine = host && save(host, input, arguments, name, directory);
  host_close(host);
  audio_input_close(input);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}

const Command command_learn = {
    .name = "learn",
    .operands = "FILE --save NAME",
    .summary = "Listen to a song and write a preset that holds the curve learned.",
    .details =
        "The preset is a bundle in ~/.lv2, which every LV2 host lists, and render --preset NAME\n"
        "takes; or the directory that -o names, which render --state DIR takes. It sets the\n"
        "mode to Hold, or with --set mode=adapt to Adapt, which goes on from the curve and\n"
        "what was heard.",
    .min_files = 1,
    .max_files = 1,
    .takes = TAKES(OPTION_SAVE) | TAKES(OPTION_PROFILE) | TAKES(OPTION_REFERENCE) |
             TAKES(OPTION_SET) | TAKES(OPTION_PRESET) | TAKES(OPTION_STATE) | TAKES(OPTION_OUTPUT) |
             TAKES(OPTION_FORCE) | TAKES(OPTION_JSON) | TAKES(OPTION_BUNDLE),
    .run = run,
};
