/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/report/song_report.h"

#include <string.h>

#include "ui/cli/terminal/utf8.h"

static void read_tags(SongReport *report, const AudioInput *input)
{
  const char *slash = strrchr(report->path, '/');
  const char *title = sf_get_string(input->file, SF_STR_TITLE);
  const char *artist = sf_get_string(input->file, SF_STR_ARTIST);
  const char *file = slash ? slash + 1 : report->path;
  utf8_copy(report->title, sizeof report->title, title && *title ? title : file);
  utf8_copy(report->artist, sizeof report->artist, artist ? artist : "");
}

/* The levels behind the curve are relative to the five bands behind it. A gain common to all
 * bands does not change the balance. Without it, the levels before, the zone and the levels
 * after can be compared. */
static void align_levels(SongReport *report)
{
  const Report *heard = &report->heard.report;
  double common_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double meant_db = (double)heard->level_db[band] + (double)heard->applied_db[band];
    common_db += (meant_db - report->measured.level_after_db[band]) / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    report->level_after_db[band] = report->measured.level_after_db[band] + common_db;
  }
}

/* Measures, and makes the sounds if they are wanted. */
static bool measure(SongReport *report, Host *host, AudioInput *input, const LilvState *learned,
                    bool with_sound)
{
  const Arguments *arguments = report->arguments;
  LoudestPlaces places;
  loudest_places_init(&places, input->info.samplerate);
  const bool fine =
      song_measure_held(host, input, arguments, learned, with_sound ? loudest_places_add : NULL,
                        &places, &report->measured) &&
      (!with_sound || listening_make(&report->listening, host, input, arguments, learned, &places));
  loudest_places_free(&places);
  return fine;
}

bool song_report_make(SongReport *report, Host *host, AudioInput *input, const Arguments *arguments,
                      bool with_sound)
{
  LilvState *learned = NULL;
  *report = (SongReport){.path = input->path, .arguments = arguments};
  read_tags(report, input);
  const bool fine = song_listen(host, input, arguments, &report->heard, &learned) &&
                    measure(report, host, input, learned, with_sound);
  if (learned) {
    lilv_state_free(learned);
  }
  if (fine) {
    align_levels(report);
    report->genre = heard_genre(&report->heard);
    report->curve = (HeldCurve){.song = report->title,
                                .rate_hz = report->heard.rate_hz,
                                .preamp_db = report->measured.makeup_db +
                                             (double)report->heard.control[CONTROL_OUTPUT_GAIN]};
    held_curve_take(&report->curve, report->heard.report.section_db);
  }
  return fine;
}

void song_report_free(SongReport *report)
{
  listening_free(&report->listening);
}

/* Writes a word in single quotes for a shell. */
static void put_quoted(const char *word, FILE *to)
{
  const char *plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=+-,";
  if (*word && strspn(word, plain) == strlen(word) && *word != '-') {
    fputs(word, to);
    return;
  }
  fputc('\'', to);
  for (const char *c = word; *c; ++c) {
    fputs(*c == '\'' ? "'\\''" : (const char[]){*c, '\0'}, to);
  }
  fputc('\'', to);
}

void song_report_command(const SongReport *report, FILE *to)
{
  const Arguments *arguments = report->arguments;
  fputs("genre-eq render --learn ", to);
  static const Option named[] = {OPTION_BUNDLE, OPTION_PRESET, OPTION_PROFILE, OPTION_REFERENCE};
  for (size_t i = 0; i < sizeof named / sizeof named[0]; ++i) {
    if (arguments->given[named[i]]) {
      fprintf(to, "%s ", options_info(named[i])->name);
      put_quoted(arguments->value[named[i]], to);
      fputc(' ', to);
    }
  }
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (arguments->settings.given[i]) {
      fprintf(to, "--set %s=%g ", control_info[i].symbol, (double)arguments->settings.value[i]);
    }
  }
  if (*report->path == '-') {
    fputs("-- ", to);
  }
  put_quoted(report->path, to);
  const char *slash = strrchr(report->path, '/');
  const bool is_out = strcmp(slash ? slash + 1 : report->path, "out.wav") == 0;
  fputs(is_out ? " out-2.wav" : " out.wav", to);
}
