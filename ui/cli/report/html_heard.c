/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: what was heard, and why.
 */
#include <math.h>

#include "plugin/version.h"
#include "ui/cli/report/html.h"

static int heard_label(const SongReport *report)
{
  return genre_of_value((int)report->heard.report.label[0]);
}

void html_header(FILE *to, const SongReport *report)
{
  const Heard *heard = &report->heard;
  /* Of any script: what is written from right to left must not turn round what stands beside it. */
  fputs("<header>\n<h1><bdi>", to);
  html_text(to, report->title);
  fputs("</bdi></h1>\n<p class=\"faint\">", to);
  if (*report->artist) {
    fputs("<bdi>", to);
    html_text(to, report->artist);
    fputs("</bdi> \xc2\xb7 ", to);
  }
  html_time(to, round(heard->seconds));
  fprintf(to, " \xc2\xb7 %g kHz \xc2\xb7 Genre EQ " GENRE_EQ_VERSION "</p>\n<p class=\"heard\">",
          heard->rate_hz / 1000.0);
  if (heard->report.listened_s[0] <= 0.0f) {
    fputs("No music was heard: nothing is done.", to);
  } else if (!(heard->report.answered[0] > 0.0f)) {
    fputs("Heard: <strong>unsure</strong>, less than 3 s", to);
  } else if (heard_label(report) < 0) {
    const int most = genre_most_probable(heard->report.probability);
    fprintf(to, "Heard: <strong>unsure</strong>, %s at most, %.0f %%", genre_name[most],
            100.0 * (double)heard->report.probability[most]);
  } else {
    fprintf(to, "Heard: <strong>%s</strong>, %.0f %%", report->genre,
            100.0 * (double)heard->report.confidence[0]);
  }
  if (heard->report.listened_s[0] > 0.0f) {
    char words[PLAIN_WORDS_BYTES];
    heard_words(heard, words);
    fputs("</p>\n<p class=\"done\">", to);
    html_words(to, words);
  }
  fputs("</p>\n<p class=\"faint\">From ", to);
  html_time(to, round((double)heard->report.listened_s[0]));
  fputs(" of music, pauses not counted.</p>\n</header>\n", to);
}

void html_probabilities(FILE *to, const SongReport *report)
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

/* --- why ----------------------------------------------------------------------------------- */

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
  const int genre = genre_most_probable(report->heard.report.probability);
  const int kind = strongest(report, genre, 1.0, 0, FAMILY_COUNT);
  const int most = strongest(report, genre, 1.0, FAMILY_COUNT, EVIDENCE_COLUMNS);
  const int least = strongest(report, genre, -1.0, FAMILY_COUNT, EVIDENCE_COLUMNS);
  fprintf(to, "<p>What spoke most for %s is <strong>%s</strong> (", genre_name[genre],
          evidence_name(kind));
  html_change(to, evidence_of(report, genre, kind), 1);
  fprintf(to, "), and among the bands <strong>%s</strong> (", evidence_name(most));
  html_change(to, evidence_of(report, genre, most), 1);
  fprintf(to, "); what spoke %s, <strong>%s</strong> (",
          evidence_of(report, genre, least) < 0.0 ? "most against it" : "least for it",
          evidence_name(least));
  html_change(to, evidence_of(report, genre, least), 1);
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
    html_change(to, value, 1);
    fputs("</td>", to);
  }
  fputs("</tr>\n", to);
}

void html_evidence(FILE *to, const SongReport *report)
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
