/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq export-curve: writes the curve learned from a song for other equalisers.
 */
#include "ui/cli/commands/commands.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ui/cli/export/lv2_preset.h"
#include "ui/cli/export/text_formats.h"
#include "ui/cli/files/target_file.h"
#include "ui/cli/files/text_file.h"
#include "ui/cli/own/own_profile.h"
#include "ui/cli/own/preset_bundle.h"
#include "ui/cli/song/listen.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/shown.h"

/* A worse fit gives a warning. */
#define POOR_FIT_DB 0.5

static const char *base_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static void take_curve(HeldCurve *curve, const Heard *heard, const Arguments *arguments)
{
  *curve = (HeldCurve){.song = base_name(arguments->file[0]),
                       .rate_hz = arguments->rate_hz > 0 ? arguments->rate_hz : heard->rate_hz,
                       .preamp_db = (double)heard->report.makeup_db[0] +
                                    (double)heard->control[CONTROL_OUTPUT_GAIN]};
  held_curve_take(curve, heard->report.section_db);
}

/* --- text ------------------------------------------------------------------------------ */

static void write_apo(const void *what, FILE *to)
{
  export_apo((const HeldCurve *)what, to);
}

static void write_csv(const void *what, FILE *to)
{
  export_csv((const HeldCurve *)what, to);
}

static void write_json(const void *what, FILE *to)
{
  export_json((const HeldCurve *)what, to);
}

/* --- presets ---------------------------------------------------------------------------- */

/* Hosts look for a user's bundles in ~/.lv2. */
static bool default_directory(const char *song, const char *format, char *path, size_t size)
{
  const char *home = getenv("HOME");
  if (!home || !*home) {
    message_error(format, "HOME is not set, so there is no ~/.lv2; name a directory with -o");
    return false;
  }
  int length = snprintf(path, size, "%s/.lv2", home);
  if (length > 0 && (size_t)length < size && mkdir(path, 0777) != 0 && errno != EEXIST) {
    message_error(path, "cannot be made (%s); name another directory with -o", strerror(errno));
    return false;
  }
  const char *dot = strrchr(song, '.');
  const int stem = (int)(dot && dot > song ? (size_t)(dot - song) : strlen(song));
  /* Hosts do not read a bundle with a line feed in its name. */
  length = snprintf(path, size, "%s/.lv2/%.*s.genre-eq-%s.lv2", home, stem, shown_name(song).text,
                    format);
  if (length < 0 || (size_t)length >= size) {
    message_error(song, "the name is too long; name a directory with -o");
    return false;
  }
  return true;
}

static bool write_preset(ExportPlugin plugin, const HeldCurve *curve, const char *directory,
                         const Arguments *arguments)
{
  if (!export_preset(plugin, curve, directory, arguments->given[OPTION_FORCE])) {
    return false;
  }
  printf("Wrote %s\n%s the preset \"%s (Genre EQ)\" in %s. At %.0f Hz it is within %.2f dB of the "
         "plugin's curve, from %.0f to %.0f Hz.\n",
         shown_name(directory).text, preset_bundle_choose(arguments), shown_name(curve->song).text,
         export_plugin_name(plugin), curve->rate_hz, curve->fit_error_db, FIT_LOW_HZ,
         held_curve_top_hz(curve));
  return true;
}

/* --- the command ------------------------------------------------------------------------ */

typedef struct {
  const char *name;
  TextFunction write_to; /* NULL: the format is a preset of `plugin` */
  ExportPlugin plugin;
  FitKind fit;
} Format;

static const Format formats[] = {{"apo", write_apo, 0, FIT_PEAKS},
                                 {"csv", write_csv, 0, FIT_SHELVES},
                                 {"json", write_json, 0, FIT_SHELVES},
                                 {"fil4", NULL, EXPORT_FIL4, FIT_BELLS},
                                 {"lsp", NULL, EXPORT_LSP, FIT_SHELVES}};

static const Format *format_of(const Arguments *arguments)
{
  const Format *format = formats;
  while (strcmp(format->name, arguments->value[OPTION_FORMAT]) != 0) {
    ++format; /* ends, because options.c has checked the format */
  }
  return format;
}

/* Finds, before any work, where the curve goes; "-": to standard output. */
static bool find_target(const Format *format, const Arguments *arguments, char path[PATH_MAX])
{
  const char *song = arguments->file[0];
  const char *given = arguments->value[OPTION_OUTPUT];
  const bool replace = arguments->given[OPTION_FORCE];
  if (given && snprintf(path, PATH_MAX, "%s", given) >= PATH_MAX) {
    message_error(given, "the name is too long; choose a shorter one");
    return false;
  }
  if (format->write_to) {
    if (!given) {
      strcpy(path, "-");
    }
    return strcmp(path, "-") == 0 ||
           (!target_file_is_same(path, arguments->value[OPTION_REFERENCE]) &&
            target_file_allowed(path, song, replace));
  }
  return (given || default_directory(base_name(song), format->name, path, PATH_MAX)) &&
         export_preset_allowed(format->plugin, path, replace);
}

static bool export_from(Host *host, AudioInput *input, const Arguments *arguments,
                        const Format *format, const char *path)
{
  Heard heard;
  LilvState *learned = NULL;
  if (!song_listen(host, input, arguments, &heard, &learned)) {
    return false;
  }
  lilv_state_free(learned);
  if (!heard_enough(&heard, arguments->file[0])) {
    return false;
  }
  HeldCurve curve;
  take_curve(&curve, &heard, arguments);
  held_curve_fit(&curve, format->fit);
  if (curve.fit_error_db > POOR_FIT_DB) {
    message_warning(arguments->file[0],
                    "the other equaliser differs by up to %.2f dB; try --format lsp, or a --rate "
                    "above 44100",
                    curve.fit_error_db);
  }
  return format->write_to
             ? text_file_write(path, arguments->file[0], arguments->given[OPTION_FORCE],
                               format->write_to, &curve)
             : write_preset(format->plugin, &curve, path, arguments);
}

static int run(const Arguments *arguments)
{
  if (!arguments->given[OPTION_FORMAT]) {
    message_error("--format", "is missing; give --format apo, fil4, lsp, csv or json");
    return EXIT_WRONG_USAGE;
  }
  char path[PATH_MAX];
  const Format *format = format_of(arguments);
  AudioInput *input = audio_input_open(arguments->file[0], arguments->block);
  Host *host =
      input && find_target(format, arguments, path) ? host_open_for(arguments, true) : NULL;
  const bool fine = host && export_from(host, input, arguments, format, path);
  host_close(host);
  audio_input_close(input);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}

const Command command_export_curve = {
    .name = "export-curve",
    .operands = "SONG",
    .summary = "Write the curve learned from a song for another equaliser, or as a table.",
    .details =
        "apo   text for Equalizer APO; EasyEffects 7.0 and PipeWire 1.4 read it, too\n"
        "fil4  presets of x42-eq (fil4.lv2), mono and stereo\n"
        "lsp   presets of LSP Parametric Equalizer x8, x16 and x32, stereo\n"
        "csv   frequency and gain, 24 points an octave\n"
        "json  the same, with the sections\n\n"
        "Text goes to standard output and presets go to a bundle in ~/.lv2, unless -o names\n"
        "another place. The makeup gain goes into the preamp. The other equaliser's filters\n"
        "are fitted to the plugin's curve at the song's sample rate, or at that of --rate.",
    .min_files = 1,
    .max_files = 1,
    .takes = TAKES(OPTION_PROFILE) | TAKES(OPTION_REFERENCE) | TAKES(OPTION_FORMAT) |
             TAKES(OPTION_OUTPUT) | TAKES(OPTION_RATE) | TAKES(OPTION_FORCE) | TAKES(OPTION_SET) |
             TAKES(OPTION_PRESET) | TAKES(OPTION_BUNDLE),
    .run = run,
};
