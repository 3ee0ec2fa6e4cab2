/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq master: listen to a song, equalise it, and show what was done.
 */
#include "ui/cli/commands/commands.h"

#include <math.h>
#include <string.h>

#include "ui/cli/files/free_names.h"
#include "ui/cli/files/plot_file.h"
#include "ui/cli/files/target_file.h"
#include "ui/cli/own/own_profile.h"
#include "ui/cli/song/render.h"
#include "ui/cli/sound/audio_format.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/shown.h"

enum { SOUND, PICTURE, N_RESULTS };

static void print_peaks(const Rendered *rendered)
{
  if (isfinite(rendered->peak_db[0]) && isfinite(rendered->peak_db[1])) {
    printf("  True peak %+.1f dBTP before, %+.1f dBTP after\n\n", rendered->peak_db[0],
           rendered->peak_db[1]);
  } else {
    printf("  True peak: none, the song is silent\n\n");
  }
}

/* picture: its name; NULL if it could not be written. */
static void print_json(const Heard *heard, const char *song, const char *sound, const char *picture,
                       const Rendered *rendered)
{
  fputc('{', stdout);
  heard_print_members(heard, song, stdout);
  fputs(",\"master\":", stdout);
  json_string(stdout, sound);
  fputs(",\"picture\":", stdout);
  if (picture) {
    json_string(stdout, picture);
  } else {
    fputs("null", stdout);
  }
  fputs(",\"peak_out_db\":", stdout);
  json_number(stdout, rendered->peak_db[1], 2);
  fputs("}\n", stdout);
}

static void print_table(const Heard *heard, const char *song, const char *sound,
                        const char *picture, const Rendered *rendered)
{
  const bool on = heard->control[CONTROL_ENABLED] > 0.0f;
  printf("%s\n", shown_name(song).text);
  heard_print_table(heard, on ? "Applied/dB" : "Wanted/dB",
                    on ? heard->report.applied_db : heard->report.wanted_db, stdout);
  print_peaks(rendered);
  printf("Wrote %s\n", shown_name(sound).text);
  if (picture) {
    printf("Wrote %s\n", shown_name(picture).text);
  }
}

static bool draw(const char *song, const char *path, const Heard *heard)
{
  const char *slash = strrchr(song, '/');
  CurveView view;
  curve_view_from_report(&view, &heard->report, heard->control);
  view.title = slash ? slash + 1 : song;
  view.genre = heard_genre(heard);
  return plot_file_write(path, &view, false);
}

/* Finds, before any work, where the results go. */
static bool find_target(const AudioInput *input, const Arguments *arguments,
                        FileName name[N_RESULTS], RenderTarget *target)
{
  /* A lossy file may decode to samples above full scale, which only float can hold. */
  const bool as_float =
      arguments->given[OPTION_FLOAT] || !audio_format_is_lossless(input->info.format);
  const char *const extension[N_RESULTS] = {
      audio_format_extension(arguments->file[0], &input->info, as_float), "png"};
  if (!free_names_find(arguments->file[0], N_RESULTS, extension, name)) {
    return false;
  }
  *target = (RenderTarget){.path = name[SOUND],
                           .format = audio_format_for(name[SOUND], &input->info, as_float)};
  target_file_warn_of_room(name[SOUND], audio_format_bytes(target->format, &input->info));
  return target->format != 0;
}

static bool master(Host *host, AudioInput *input, const Arguments *arguments,
                   const FileName name[N_RESULTS], RenderTarget target)
{
  const char *song = arguments->file[0];
  Heard heard;
  LilvState *learned = NULL;
  if (!song_listen(host, input, arguments, &heard, &learned)) {
    return false;
  }
  Rendered rendered;
  target.learned = learned;
  bool fine = song_render(host, input, arguments, &target, &rendered);
  if (fine) {
    /* The curve is the one learned, but the peaks may have lowered the makeup since. */
    memcpy(heard.report.makeup_db, rendered.makeup_db, sizeof heard.report.makeup_db);
    fine = draw(song, name[PICTURE], &heard);
    (arguments->given[OPTION_JSON] ? print_json : print_table)(
        &heard, song, name[SOUND], fine ? name[PICTURE] : NULL, &rendered);
  }
  lilv_state_free(learned);
  return fine;
}

static int run(const Arguments *arguments)
{
  AudioInput *input = audio_input_open(arguments->file[0], arguments->block);
  FileName name[N_RESULTS];
  RenderTarget target;
  const bool placed = input && find_target(input, arguments, name, &target);
  Host *host = placed ? host_open_for(arguments, true) : NULL;
  const bool fine = host && master(host, input, arguments, (const FileName *)name, target);
  host_close(host);
  audio_input_close(input);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}

const Command command_master = {
    .name = "master",
    .operands = "FILE",
    .summary = "Listen to a song, then equalise it toward its genre and show the curve.",
    .details = "Writes two files beside FILE: the song with .genre-eq before its extension, and a\n"
               "picture of the curve (.genre-eq.png). Never overwrites a file. Lossless formats\n"
               "stay the same; others, and FLAC with --float, become 32-bit float WAV.",
    .min_files = 1,
    .max_files = 1,
    .takes = TAKES(OPTION_PROFILE) | TAKES(OPTION_REFERENCE) | TAKES(OPTION_SET) |
             TAKES(OPTION_PRESET) | TAKES(OPTION_FLOAT) | TAKES(OPTION_NO_DITHER) |
             TAKES(OPTION_JSON) | TAKES(OPTION_BUNDLE),
    .run = run,
};
