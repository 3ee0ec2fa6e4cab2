/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of song_report.h: the page.
 */
#include <math.h>
#include <stdlib.h>

#include "plugin/version.h"
#include "ui/cli/report/html.h"

#define EN_DASH "\xe2\x80\x93"

/* A smaller difference counts as none (dB). */
#define TRIFLE_DB 0.05

static int heard_label(const SongReport *report)
{
  return genre_of_value((int)report->heard.report.label[0]);
}

static int most_probable(const SongReport *report)
{
  int genre = 0;
  for (int other = 1; other < GENRE_COUNT; ++other) {
    if (report->heard.report.probability[other] > report->heard.report.probability[genre]) {
      genre = other;
    }
  }
  return genre;
}

/* --- what was heard ---------------------------------------------------------------------- */

static void put_header(const SongReport *report, FILE *to)
{
  const Heard *heard = &report->heard;
  const int seconds = (int)lround(heard->seconds);
  fputs("<header>\n<h1>", to);
  html_text(to, report->title);
  fputs("</h1>\n<p class=\"faint\">", to);
  if (*report->artist) {
    html_text(to, report->artist);
    fputs(" \xc2\xb7 ", to);
  }
  fprintf(to,
          "%d:%02d \xc2\xb7 %g kHz \xc2\xb7 Genre EQ " GENRE_EQ_VERSION "</p>\n<p class=\"heard\">",
          seconds / 60, seconds % 60, heard->rate_hz / 1000.0);
  if (heard->report.listened_s[0] <= 0.0f) {
    fputs("No music was heard: nothing is done.", to);
  } else if (heard_label(report) < 0) {
    const int most = most_probable(report);
    fprintf(to, "Heard: <strong>unsure</strong>, %s at most, %.0f %%", genre_name[most],
            100.0 * (double)heard->report.probability[most]);
  } else {
    fprintf(to, "Heard: <strong>%s</strong>, %.0f %%", report->genre,
            100.0 * (double)heard->report.confidence[0]);
  }
  fprintf(to, "</p>\n<p class=\"faint\">From %.0f s of music, pauses not counted.</p>\n</header>\n",
          (double)heard->report.listened_s[0]);
}

static void put_probabilities(const SongReport *report, FILE *to)
{
  fputs("<h2>What was heard</h2>\n<div class=\"probabilities\">\n", to);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const double percent = 100.0 * (double)report->heard.report.probability[genre];
    fprintf(to,
            "<span>%s</span><div class=\"bar%s\"><i style=\"width:%.1f%%\"></i></div>"
            "<span>%.0f %%</span>\n",
            genre_name[genre], genre == heard_label(report) ? " is" : "", percent, percent);
  }
  fputs("</div>\n", to);
}

/* --- why ------------------------------------------------------------------------------------- */

static double evidence_of(const SongReport *report, int genre, int column)
{
  return (double)report->heard.report.evidence[genre * EVIDENCE_COLUMNS + column];
}

/* Of the columns from first to end, the one that spoke most for (sign 1) or against (−1) a
 * genre. */
static int strongest(const SongReport *report, int genre, double sign, int first, int end)
{
  int best = first;
  for (int column = first; column < end; ++column) {
    if (sign * evidence_of(report, genre, column) > sign * evidence_of(report, genre, best)) {
      best = column;
    }
  }
  return best;
}

static void put_reason(const SongReport *report, FILE *to)
{
  const int genre = most_probable(report);
  const int kind = strongest(report, genre, 1.0, 0, FAMILY_COUNT);
  const int most = strongest(report, genre, 1.0, FAMILY_COUNT, EVIDENCE_COLUMNS);
  const int least = strongest(report, genre, -1.0, FAMILY_COUNT, EVIDENCE_COLUMNS);
  fprintf(to, "<p>What spoke most for %s is <strong>%s</strong> (", genre_name[genre],
          evidence_name(kind));
  html_change(to, evidence_of(report, genre, kind), 2);
  fprintf(to, "), and among the bands <strong>%s</strong> (", evidence_name(most));
  html_change(to, evidence_of(report, genre, most), 2);
  fprintf(to, "); what spoke %s, <strong>%s</strong> (",
          evidence_of(report, genre, least) < 0.0 ? "most against it" : "least for it",
          evidence_name(least));
  html_change(to, evidence_of(report, genre, least), 2);
  fputs(").</p>\n", to);
}

static void put_evidence_row(const SongReport *report, int genre, double most, FILE *to)
{
  fprintf(to, "<tr%s><th scope=\"row\">%s</th>",
          genre == heard_label(report) ? " class=\"is\"" : "", genre_name[genre]);
  for (int column = 0; column < EVIDENCE_COLUMNS; ++column) {
    const double value = evidence_of(report, genre, column);
    fprintf(to, "<td style=\"background:color-mix(in srgb,var(--%s) %.0f%%,transparent)\">",
            value < 0.0 ? "curve" : "zone-line", 45.0 * fabs(value) / most);
    html_change(to, value, 2);
    fputs("</td>", to);
  }
  fputs("</tr>\n", to);
}

static void put_evidence(const SongReport *report, FILE *to)
{
  double most = 1e-9;
  for (int i = 0; i < EVIDENCE_COUNT; ++i) {
    most = fmax(most, fabs((double)report->heard.report.evidence[i]));
  }
  fputs(
      "<h2>Why</h2>\n<p>The network hears how the bands move and attack, and how the tones within "
      "them hang together. It never hears how loud they are, so the tone cannot sway its "
      "decision.</p>\n",
      to);
  put_reason(report, to);
  fputs(
      "<div class=\"wide\"><table class=\"evidence\"><caption>How much each kind of evidence, and "
      "each band, spoke for each genre, compared with the mean of the genres. The kinds add up "
      "to the same as the bands.</caption>\n<thead><tr><th>Genre</th>",
      to);
  for (int column = 0; column < EVIDENCE_COLUMNS; ++column) {
    fprintf(to, "<th scope=\"col\">%s</th>", evidence_name(column));
  }
  fputs("</tr></thead>\n<tbody>\n", to);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    put_evidence_row(report, genre, most, to);
  }
  fputs("</tbody></table></div>\n", to);
}

/* --- the bands ----------------------------------------------------------------------------------
 */

/* "0.8 dB below", "inside". */
static void put_place(double level_db, double low_db, double high_db, FILE *to)
{
  if (level_db < low_db - TRIFLE_DB) {
    fprintf(to, "%.1f dB below", low_db - level_db);
  } else if (level_db > high_db + TRIFLE_DB) {
    fprintf(to, "%.1f dB above", level_db - high_db);
  } else {
    fputs("inside", to);
  }
}

static void put_bands(const SongReport *report, FILE *to)
{
  const Report *heard = &report->heard.report;
  fputs("<h2>The bands</h2>\n<figure>\n", to);
  html_bands_chart(to, report);
  fputs(
      "<figcaption><ul class=\"key\">"
      "<li><svg viewBox=\"0 0 36 14\"><line class=\"before\" x1=\"0\" y1=\"7\" x2=\"36\" "
      "y2=\"7\"/></svg>before</li>"
      "<li><svg viewBox=\"0 0 36 14\"><rect class=\"zone\" width=\"36\" height=\"14\"/><line "
      "class=\"zone-line\" x1=\"0\" y1=\"0.5\" x2=\"36\" y2=\"0.5\"/><line class=\"zone-line\" "
      "x1=\"0\" y1=\"13.5\" x2=\"36\" y2=\"13.5\"/></svg>zone aimed at</li>"
      "<li><svg viewBox=\"0 0 36 14\"><line class=\"after\" x1=\"0\" y1=\"7\" x2=\"36\" "
      "y2=\"7\"/></svg>after, as measured</li></ul></figcaption>\n</figure>\n"
      "<div class=\"wide\"><table><caption>Levels in dB, relative to the five bands together before"
      "</caption>\n<thead><tr><th>Band</th><th>Before</th><th>Zone</th><th>Change</th>"
      "<th>After</th><th class=\"words\">Was, is now</th></tr></thead>\n<tbody>\n",
      to);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double before_db = heard_level_db(&report->heard, band);
    const double low_db = (double)heard->zone_low_db[band];
    const double high_db = (double)heard->zone_high_db[band];
    const double after_db = isfinite(before_db) ? report->level_after_db[band] : -HUGE_VAL;
    fprintf(to, "<tr><th scope=\"row\">%s</th><td>", band_info[band].name);
    html_number(to, before_db, 1);
    fputs("</td><td>", to);
    html_number(to, low_db, 1);
    fputs(" \xe2\x80\xa6 ", to);
    html_number(to, high_db, 1);
    fputs("</td><td>", to);
    html_change(to, (double)heard->applied_db[band], 1);
    fputs("</td><td>", to);
    html_number(to, after_db, 1);
    fputs("</td><td class=\"words\">", to);
    if (isfinite(before_db)) {
      put_place(before_db, low_db, high_db, to);
      fputs(", ", to);
      put_place(after_db, low_db, high_db, to);
    }
    if (heard->short_db[band] != 0.0f) {
      fputs("; ", to);
      html_change(to, (double)heard->wanted_db[band], 1);
      fputs(" dB are wanted, but out of reach", to);
    }
    fputs("</td></tr>\n", to);
  }
  fputs("</tbody></table></div>\n", to);
}

/* --- the curve and the loudness
 * -------------------------------------------------------------------- */

static void put_curve(const SongReport *report, FILE *to)
{
  fputs("<h2>The curve</h2>\n<figure>\n", to);
  html_curve_chart(to, report);
  fputs("<figcaption>Gain in dB over frequency in Hz, without the makeup gain (", to);
  html_change(to, report->measured.makeup_db, 1);
  fputs(" dB). Minimum phase, no latency.</figcaption>\n</figure>\n", to);
}

static void put_loudness_row(FILE *to, const char *name, const char *unit, double before,
                             double after, const char *change_unit)
{
  fprintf(to, "<tr><th scope=\"row\">%s</th><td>", name);
  html_number(to, before, 1);
  fprintf(to, " %s</td><td>", unit);
  html_number(to, after, 1);
  fprintf(to, " %s</td><td>", unit);
  html_change(to, after - before, 2);
  fprintf(to, " %s</td></tr>\n", change_unit);
}

static void put_loudness(const SongReport *report, FILE *to)
{
  const Loudness *before = &report->measured.before;
  const Loudness *after = &report->measured.after;
  fputs("<h2>Loudness</h2>\n<div class=\"wide\"><table><caption>Measured on the sound, by EBU R "
        "128</caption>\n<thead><tr><th></th><th>Before</th><th>After</th><th>Change</th></tr>"
        "</thead>\n<tbody>\n",
        to);
  put_loudness_row(to, "Integrated", "LUFS", before->integrated_lufs, after->integrated_lufs, "LU");
  put_loudness_row(to, "Range", "LU", before->range_lu, after->range_lu, "LU");
  put_loudness_row(to, "True peak", "dBTP", before->true_peak_dbtp, after->true_peak_dbtp, "dB");
  fputs("</tbody></table></div>\n", to);
}

/* --- to do it again
 * ----------------------------------------------------------------------------------- */

static void put_controls(const SongReport *report, FILE *to)
{
  fputs("<div class=\"wide\"><table><caption>Controls of the plugin; for the curve above, Mode: "
        "Hold</caption>\n<tbody>\n",
        to);
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    const ControlInfo *info = &control_info[i];
    if (!info->is_output && info->kind != KIND_FREEWHEEL && info->kind != KIND_TRIGGER) {
      char value[64];
      settings_describe_value((Control)i, report->heard.control[i], value, sizeof value);
      fprintf(to, "<tr><th scope=\"row\">%s</th><td>", info->name);
      html_text(to, value);
      fputs("</td></tr>\n", to);
    }
  }
  fputs("</tbody></table></div>\n", to);
}

static void put_sections(const SongReport *report, FILE *to)
{
  static const char *const kind[] = {[COOKBOOK_LOW_SHELF] = "Low shelf",
                                     [COOKBOOK_BELL] = "Bell",
                                     [COOKBOOK_HIGH_SHELF] = "High shelf"};
  fputs("<div class=\"wide\"><table><caption>The same curve in another equaliser (genre-eq "
        "export-curve "
        "writes presets), preamp ",
        to);
  html_change(to, report->curve.preamp_db, 2);
  fputs(" dB</caption>\n<thead><tr><th>Filter</th><th>Hz</th><th>dB</th><th>Q</th></tr></thead>\n"
        "<tbody>\n",
        to);
  for (int i = 0; i < SHELF_COUNT; ++i) {
    const CookbookSection section = held_curve_shelf(&report->curve, i);
    fprintf(to, "<tr><th scope=\"row\">%s</th><td>%.0f</td><td>", kind[section.kind],
            section.freq_hz);
    html_change(to, section.gain_db, 2);
    fprintf(to, "</td><td>%.2f</td></tr>\n", section.q);
  }
  fputs("</tbody></table></div>\n", to);
}

static void put_settings(const SongReport *report, FILE *to)
{
  char *command = NULL;
  size_t size = 0;
  FILE *text = open_memstream(&command, &size);
  if (text) {
    song_report_command(report, text);
    fclose(text);
  }
  fputs("<h2>How to do it again</h2>\n<pre><code>", to);
  html_text(to, command ? command : "");
  fputs("</code></pre>\n", to);
  free(command);
  put_controls(report, to);
  put_sections(report, to);
}

void song_report_html(const SongReport *report, FILE *to)
{
  fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>",
        to);
  html_text(to, report->title);
  fputs(" " EN_DASH " Genre EQ</title>\n", to);
  html_style(to);
  fputs("</head>\n<body>\n<main>\n", to);
  put_header(report, to);
  put_probabilities(report, to);
  put_evidence(report, to);
  put_bands(report, to);
  put_curve(report, to);
  put_loudness(report, to);
  put_settings(report, to);
  fputs("</main>\n</body>\n</html>\n", to);
}
