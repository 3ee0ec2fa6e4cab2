/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of song_report.h: the page, in the order in which it is read.
 */
#include "ui/cli/report/html.h"

#define EN_DASH "\xe2\x80\x93"

void song_report_html(const SongReport *report, FILE *to)
{
  fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>",
        to);
  html_text(to, report->title);
  fputs(" " EN_DASH " Genre EQ</title>\n", to);
  html_style(to);
  fputs("</head>\n<body>\n<main>\n", to);
  html_header(to, report);
  html_player(to, report);
  html_charts(to, report);
  if (report->heard.report.answered[0] > 0.0f) {
    html_probabilities(to, report);
    html_evidence(to, report);
  }
  html_bands(to, report);
  html_loudness(to, report);
  html_again(to, report);
  fputs("</main>\n", to);
  html_player_script(to, report);
  fputs("</body>\n</html>\n", to);
}
