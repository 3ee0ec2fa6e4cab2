/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq report: writes a page on what was heard in a song and what is done.
 */
#include "ui/cli/commands/commands.h"

#include <limits.h>
#include <string.h>
#include <strings.h>

#include "ui/cli/files/plot_file.h"
#include "ui/cli/files/text_file.h"
#include "ui/cli/own/own_profile.h"
#include "ui/cli/report/song_report.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/shown.h"

static void write_html(const void *what, FILE *to)
{
  song_report_html((const SongReport *)what, to);
}

static void write_json(const void *what, FILE *to)
{
  song_report_json((const SongReport *)what, to);
}

/* The path that -o names, or "song.genre-eq.html" beside the song. */
static bool find_path(const Arguments *arguments, const char *extension, char *path, size_t size)
{
  const char *song = arguments->file[0];
  const char *slash = strrchr(song, '/');
  const char *base = slash ? slash + 1 : song;
  const char *dot = strrchr(base, '.');
  const int stem = (int)(dot && dot > base ? (size_t)(dot - song) : strlen(song));
  const char *given = arguments->value[OPTION_OUTPUT];
  const int length = given ? snprintf(path, size, "%s", given)
                           : snprintf(path, size, "%.*s.genre-eq.%s", stem, song, extension);
  if (length < 0 || (size_t)length >= size) {
    message_error(song, "the name is too long; name a file with -o");
    return false;
  }
  return true;
}

static bool write_as(const SongReport *report, const Arguments *arguments, const char *path)
{
  const bool replace = arguments->given[OPTION_FORCE];
  bool fine = false;
  if (arguments->given[OPTION_JSON]) {
    return text_file_write(arguments->value[OPTION_OUTPUT], report->path, replace, write_json,
                           report);
  }
  if (arguments->given[OPTION_PNG]) {
    CurveView view;
    curve_view_from_report(&view, &report->heard.report, report->heard.control);
    view.title = report->title;
    view.genre = report->genre;
    fine = plot_file_write(path, &view, replace);
  } else {
    fine = text_file_write(path, report->path, replace, write_html, report);
  }
  if (fine && strcmp(path, "-") != 0) {
    printf("Wrote %s\n", shown_name(path).text);
  }
  return fine;
}

/* A page named report.png or report.pdf is one that nothing opens. A name may have no extension. */
static bool extension_fits(const char *path, bool as_picture)
{
  const char *slash = strrchr(path, '/');
  const char *dot = strrchr(slash ? slash + 1 : path, '.');
  const bool fits = !dot || strcasecmp(dot, as_picture ? ".png" : ".html") == 0 ||
                    (!as_picture && strcasecmp(dot, ".htm") == 0);
  if (!fits) {
    message_error(path, as_picture ? "is a picture in PNG; end its name in .png"
                                   : "is a page in HTML; end its name in .html, or give --png for "
                                     "the picture");
  }
  return fits;
}

/* Finds, before any work, where the report goes; "-": to standard output. */
static bool find_target(const Arguments *arguments, char path[PATH_MAX])
{
  const bool to_file = !arguments->given[OPTION_JSON] || arguments->given[OPTION_OUTPUT];
  strcpy(path, "-");
  if (to_file &&
      !find_path(arguments, arguments->given[OPTION_PNG] ? "png" : "html", path, PATH_MAX)) {
    return false;
  }
  return strcmp(path, "-") == 0 ||
         (!target_file_is_same(path, arguments->value[OPTION_REFERENCE]) &&
          target_file_allowed(path, arguments->file[0], arguments->given[OPTION_FORCE]) &&
          (arguments->given[OPTION_JSON] || extension_fits(path, arguments->given[OPTION_PNG])));
}

static int run(const Arguments *arguments)
{
  const char *output = arguments->value[OPTION_OUTPUT];
  if (arguments->given[OPTION_PNG] && output && strcmp(output, "-") == 0) {
    message_error("--png", "is not written to standard output; name a file with -o");
    return EXIT_WRONG_USAGE;
  }
  char path[PATH_MAX];
  SongReport report = {.path = NULL};
  AudioInput *input = audio_input_open(arguments->file[0], arguments->block);
  Host *host = input && find_target(arguments, path) ? host_open_for(arguments, true) : NULL;
  const bool with_sound = !arguments->given[OPTION_NO_AUDIO] && !arguments->given[OPTION_JSON] &&
                          !arguments->given[OPTION_PNG];
  const bool fine = host && song_report_make(&report, host, input, arguments, with_sound) &&
                    write_as(&report, arguments, path);
  song_report_free(&report);
  host_close(host);
  audio_input_close(input);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}

const Command command_report = {
    .name = "report",
    .operands = "SONG",
    .summary = "Write a page on a song: what was heard and why, what is done, how to do it again.",
    .details =
        "Writes one HTML file that needs no other file: an excerpt to listen to before and after,\n"
        "what is done and why, the bands with their zones and aims, the curve, the genres, the\n"
        "evidence, the loudness, the settings. It is SONG's name with .genre-eq.html, or what -o\n"
        "says. --json prints the same for programs; --png writes a picture.",
    .min_files = 1,
    .max_files = 1,
    .takes = TAKES(OPTION_PROFILE) | TAKES(OPTION_REFERENCE) | TAKES(OPTION_OUTPUT) |
             TAKES(OPTION_JSON) | TAKES(OPTION_PNG) | TAKES(OPTION_NO_AUDIO) | TAKES(OPTION_FORCE) |
             TAKES(OPTION_SET) | TAKES(OPTION_PRESET) | TAKES(OPTION_BUNDLE),
    .run = run,
};
