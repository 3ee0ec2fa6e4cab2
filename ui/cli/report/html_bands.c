/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: the bands in figures.
 */
#include <math.h>

#include "ui/cli/report/html.h"
#include "ui/draw/plain_words.h"

/* "0.8 dB below", "in it". */
static void put_place(const SongReport *report, int band, double level_db, FILE *to)
{
  const double off_db = plain_outside_db(&report->heard.report, band, level_db);
  if (off_db == 0.0) {
    fputs("in it", to);
  } else {
    fprintf(to, "%.1f dB %s", fabs(off_db), off_db > 0.0 ? "above" : "below");
  }
}

static void put_cell(double db, FILE *to)
{
  fputs("<td>", to);
  html_number(to, db, 1);
  fputs("</td>", to);
}

static void put_band(const SongReport *report, int band, FILE *to)
{
  const Report *heard = &report->heard.report;
  const double before_db = heard_level_db(&report->heard, band);
  const double after_db = isfinite(before_db) ? report->level_after_db[band] : -HUGE_VAL;
  fprintf(to, "<tr><th scope=\"row\">%s</th><td>", band_info[band].name);
  html_number(to, (double)heard->zone_low_db[band], 1);
  fputs(" \xe2\x80\xa6 ", to);
  html_number(to, (double)heard->zone_high_db[band], 1);
  fputs("</td>", to);
  const bool has_aim = heard->answered[0] > 0.0f && isfinite(before_db);
  put_cell(has_aim ? (double)heard->aim_db[band] : -HUGE_VAL, to);
  put_cell(before_db, to);
  fputs("<td>", to);
  html_change(to, (double)heard->applied_db[band], 1);
  fputs("</td>", to);
  put_cell(after_db, to);
  fputs("<td class=\"words\">", to);
  if (isfinite(before_db)) {
    put_place(report, band, before_db, to);
    fputs("; now ", to);
    put_place(report, band, after_db, to);
  }
  fputs("</td></tr>\n", to);
}

static void put_out_of_reach(const SongReport *report, FILE *to)
{
  const Report *heard = &report->heard.report;
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (heard->short_db[band] != 0.0f) {
      fprintf(to, "<p>%s: ", band_info[band].name);
      html_change(to, (double)heard->wanted_db[band], 1);
      fputs(" dB are wanted, but out of reach; the nearest is ", to);
      html_change(to, (double)heard->wanted_db[band] - (double)heard->short_db[band], 1);
      fputs(" dB.</p>\n", to);
    }
  }
}

void html_bands(FILE *to, const SongReport *report)
{
  fputs("<h2>The bands in figures</h2>\n<div class=\"wide\"><table><caption>Levels in dB, relative "
        "to the five bands together before</caption>\n<thead><tr><th>Band</th><th>Zone</th>"
        "<th>Aim</th><th>Before</th><th>Change</th><th>After</th><th class=\"words\">Song and zone"
        "</th></tr></thead>\n<tbody>\n",
        to);
  for (int band = 0; band < BAND_COUNT; ++band) {
    put_band(report, band, to);
  }
  fputs("</tbody></table></div>\n", to);
  put_out_of_reach(report, to);
}
