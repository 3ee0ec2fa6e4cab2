/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of song_report.h: the report for programs.
 */
#include <stdlib.h>

#include <math.h>

#include "plugin/version.h"
#include "ui/cli/report/song_report.h"
#include "ui/cli/terminal/json.h"

static void put_number(FILE *to, const char *key, double value, int decimals)
{
  fprintf(to, "\"%s\":", key);
  json_number(to, value, decimals);
}

static void put_loudness(FILE *to, const char *key, const Loudness *loudness)
{
  fprintf(to, "\"%s\":{", key);
  put_number(to, "integrated_lufs", loudness->integrated_lufs, 2);
  fputc(',', to);
  put_number(to, "range_lu", loudness->range_lu, 2);
  fputc(',', to);
  put_number(to, "true_peak_dbtp", loudness->true_peak_dbtp, 2);
  fputc('}', to);
}

static void put_after(const SongReport *report, FILE *to)
{
  fputs(",\"after\":[", to);
  for (int band = 0; band < BAND_COUNT; ++band) {
    fprintf(to, "%s{\"name\":", band > 0 ? "," : "");
    json_string(to, band_info[band].name);
    fputc(',', to);
    const bool is_heard = isfinite(heard_level_db(&report->heard, band));
    put_number(to, "level_db", is_heard ? report->level_after_db[band] : -HUGE_VAL, 2);
    fputc(',', to);
    put_number(to, "change_db", (double)report->heard.report.applied_db[band], 2);
    fputc('}', to);
  }
  fputc(']', to);
}

static void put_sections(const HeldCurve *curve, FILE *to)
{
  static const char *const kind[] = {[COOKBOOK_LOW_SHELF] = "low_shelf",
                                     [COOKBOOK_BELL] = "bell",
                                     [COOKBOOK_HIGH_SHELF] = "high_shelf"};
  fputs(",\"sections\":[", to);
  for (int i = 0; i < SHELF_COUNT; ++i) {
    const CookbookSection own = held_curve_shelf(curve, i);
    fprintf(to, "%s{\"type\":\"%s\",", i > 0 ? "," : "", kind[own.kind]);
    put_number(to, "freq_hz", own.freq_hz, 2);
    fputc(',', to);
    put_number(to, "gain_db", own.gain_db, 4);
    fputc(',', to);
    put_number(to, "q", own.q, 4);
    fputc('}', to);
  }
  fputs("],", to);
  put_number(to, "preamp_db", curve->preamp_db, 3);
}

static void put_settings(const SongReport *report, FILE *to)
{
  char *command = NULL;
  size_t size = 0;
  FILE *text = open_memstream(&command, &size);
  fputs(",\"settings\":{", to);
  const char *between = "";
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    const ControlInfo *info = &control_info[i];
    if (!info->is_output && info->kind != KIND_FREEWHEEL && info->kind != KIND_TRIGGER) {
      fputs(between, to);
      put_number(to, info->symbol, (double)report->heard.control[i], 3);
      between = ",";
    }
  }
  fputs("},\"command\":", to);
  if (text) {
    song_report_command(report, text);
    fclose(text);
  }
  json_string(to, command ? command : "");
  free(command);
}

void song_report_json(const SongReport *report, FILE *to)
{
  fputc('{', to);
  heard_print_members(&report->heard, report->path, to);
  fputs(",\"title\":", to);
  json_string(to, report->title);
  fputs(",\"artist\":", to);
  json_string(to, report->artist);
  put_after(report, to);
  fputs(",\"loudness\":{", to);
  put_loudness(to, "before", &report->measured.before);
  fputc(',', to);
  put_loudness(to, "after", &report->measured.after);
  fputc('}', to);
  put_sections(&report->curve, to);
  put_settings(report, to);
  fputs(",\"version\":\"" GENRE_EQ_VERSION "\"}\n", to);
}
