/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: the two charts, with their keys. Each is an SVG of 1000 x 1000 that stretches to its
 * panel. The labels beside it are placed in per cent.
 */
#include <math.h>

#include "ui/cli/report/html.h"
#include "ui/draw/panel.h"
#include "ui/draw/plain_words.h"

#define SIDE 1000.0
/* Labels that are nearer to each other than this would touch on a telephone. */
#define NEAR 90.0

/* Clamped to the chart, because the SVG does not clip. */
static double y_of(const Panel *panel, double db)
{
  return fmin(SIDE, fmax(0.0, panel_y(panel, db)));
}

static void line(FILE *to, const char *kind, double x1, double y1, double x2, double y2)
{
  fprintf(to, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", kind, x1, y1,
          x2, y2);
}

/* A screen reader reads the name and no label of the chart. The tables below have the figures. */
static void begin_chart(FILE *to, const char *name)
{
  fprintf(to,
          "<div class=\"panel\" role=\"img\" aria-label=\"%s\"><div aria-hidden=\"true\">"
          "<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\">\n",
          name);
}

static void draw_levels(FILE *to, const Panel *panel)
{
  for (int i = panel_first_line(panel); i <= panel_last_line(panel); ++i) {
    const double y = y_of(panel, i * panel->step_db);
    line(to, i == 0 ? "zero" : "grid", 0.0, y, SIDE, y);
  }
  fputc('\n', to);
}

static void label_levels(FILE *to, const Panel *panel, bool signs)
{
  for (int i = panel_first_line(panel); i <= panel_last_line(panel); ++i) {
    const double db = i * panel->step_db;
    fprintf(to, "<span class=\"y\" style=\"bottom:%.2f%%\">",
            100.0 - y_of(panel, db) * 100.0 / SIDE);
    if (signs) {
      html_change(to, db, 0);
    } else {
      html_number(to, db, 0);
    }
    fputs("</span>", to);
  }
  fputc('\n', to);
}

/* --- bands ------------------------------------------------------------------------------- */

static Panel fit_levels(const SongReport *report)
{
  const Report *heard = &report->heard.report;
  double low_db = 0.0;
  double high_db = -60.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double values[] = {(double)heard->zone_low_db[band], (double)heard->zone_high_db[band],
                             heard_level_db(&report->heard, band), (double)heard->aim_db[band],
                             report->level_after_db[band]};
    for (size_t i = 0; i < sizeof values / sizeof values[0] && isfinite(values[i]); ++i) {
      low_db = fmin(low_db, values[i]);
      high_db = fmax(high_db, values[i]);
    }
  }
  low_db = fmax(low_db, -80.0);
  return (Panel){.width = SIDE,
                 .height = SIDE,
                 .low_db = floor(low_db - 2.0),
                 .high_db = ceil(high_db + 1.5),
                 .step_db = high_db - low_db > 40.0 ? 10.0 : 5.0};
}

static void put_bands(FILE *to, const SongReport *report)
{
  const Report *heard = &report->heard.report;
  const Panel panel = fit_levels(report);
  const double column = SIDE / BAND_COUNT;
  begin_chart(to, "Level of each band before and after, with its zone and its aim");
  draw_levels(to, &panel);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double left = column * (band + 0.1);
    const double right = column * (band + 0.9);
    const double top = y_of(&panel, (double)heard->zone_high_db[band]);
    const double bottom = y_of(&panel, (double)heard->zone_low_db[band]);
    const double before_db = heard_level_db(&report->heard, band);
    const double before = y_of(&panel, before_db);
    const double after = y_of(&panel, report->level_after_db[band]);
    fprintf(to, "<rect class=\"zone\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", left,
            top, right - left, bottom - top);
    line(to, "zone-line", left, top, right, top);
    line(to, "zone-line", left, bottom, right, bottom);
    if (isfinite(before_db)) {
      line(to, "way", 0.5 * (left + right), before, 0.5 * (left + right), after);
      line(to, "after", left, after, right, after);
      line(to, "before", left, before, right, before);
    }
    fputc('\n', to);
  }
  fputs("</svg>\n", to);
  for (int band = 0; heard->answered[0] > 0.0f && band < BAND_COUNT; ++band) {
    if (!isfinite(heard_level_db(&report->heard, band))) {
      continue;
    }
    fprintf(to, "<i class=\"aim\" style=\"left:%.0f%%;width:%.0f%%;bottom:%.2f%%\"></i>",
            100.0 * (band + 0.1) / BAND_COUNT, 80.0 / BAND_COUNT,
            100.0 - y_of(&panel, (double)heard->aim_db[band]) * 100.0 / SIDE);
  }
  label_levels(to, &panel, false);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double middle = 100.0 * (band + 0.5) / BAND_COUNT;
    fprintf(to, "<span class=\"top\" style=\"left:%.0f%%\">", middle);
    html_change(to, (double)heard->applied_db[band], 1);
    fprintf(to,
            "</span><span class=\"x\" "
            "style=\"left:%.0f%%\">%s<small><br>%.0f\xe2\x80\x93%.0f</small></span>\n",
            middle, band_info[band].name, band_info[band].low_hz, band_info[band].high_hz);
  }
  fputs("</div></div>\n", to);
}

/* --- the curve ------------------------------------------------------------------------------ */

static void trace(FILE *to, const Panel *panel, const Response *response)
{
  enum { POINTS = 200 };
  const double low_hz = band_info[0].low_hz;
  for (int i = 0; i <= POINTS; ++i) {
    const double freq_hz = low_hz * pow(response->top_hz / low_hz, (double)i / POINTS);
    fprintf(to, "%s%.1f %.1f", i > 0 ? "L" : "M", panel_x(panel, freq_hz),
            y_of(panel, response_gain_db(response, freq_hz)));
  }
}

static Response response_in(const SongReport *report)
{
  double section_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    section_db[band] = (double)report->heard.report.section_db[band];
  }
  return response_of(section_db, report->heard.rate_hz);
}

static void put_curve(FILE *to, const SongReport *report)
{
  const Response response = response_in(report);
  Panel panel = {.width = SIDE, .height = SIDE};
  panel_fit_gains(&panel, response_most_db(&response));
  begin_chart(to, "Gain of the equaliser over frequency, in dB");
  draw_levels(to, &panel);
  for (int band = 1; band < BAND_COUNT; ++band) {
    const double x = panel_x(&panel, band_info[band].low_hz);
    line(to, "edge", x, 0.0, x, SIDE);
  }
  fputs("\n<path class=\"under\" d=\"", to);
  trace(to, &panel, &response);
  fprintf(to, "L%.1f %.1fL0 %.1fZ\"/>\n<path class=\"curve\" d=\"",
          panel_x(&panel, response.top_hz), y_of(&panel, 0.0), y_of(&panel, 0.0));
  trace(to, &panel, &response);
  fputs("\"/>\n</svg>\n", to);
  label_levels(to, &panel, true);
  double last = -SIDE;
  for (int i = 0; i < PANEL_MARKS; ++i) {
    const double freq_hz = panel_mark_hz[i];
    const double x = panel_x(&panel, freq_hz);
    fprintf(to, "<span class=\"x%s\" style=\"left:%.1f%%\">%.0f%s</span>",
            x - last < NEAR ? " near" : "", x * 100.0 / SIDE,
            freq_hz < 1000.0 ? freq_hz : freq_hz / 1000.0, freq_hz < 1000.0 ? "" : "k");
    last = x;
  }
  fputs("\n</div></div>\n", to);
}

/* --- both, with their keys ----------------------------------------------------------------- */

static void put_line_key(FILE *to, const char *kind, const char *name)
{
  fprintf(to,
          "<li><svg viewBox=\"0 0 36 14\" aria-hidden=\"true\"><line class=\"%s\" x1=\"0\" "
          "y1=\"7\" x2=\"36\" "
          "y2=\"7\"/></svg>%s</li>\n",
          kind, name);
}

static void put_bands_key(FILE *to, const SongReport *report)
{
  char zone[PLAIN_WORDS_BYTES];
  plain_zone(zone, &report->heard.report, report->heard.control);
  fputs("<ul class=\"key\">\n<li><svg viewBox=\"0 0 36 14\" aria-hidden=\"true\"><rect "
        "class=\"zone\" width=\"36\" "
        "height=\"14\"/><line class=\"zone-line\" x1=\"0\" y1=\"0.5\" x2=\"36\" y2=\"0.5\"/><line "
        "class=\"zone-line\" x1=\"0\" y1=\"13.5\" x2=\"36\" y2=\"13.5\"/></svg>zone: ",
        to);
  html_text(to, zone);
  fputs("</li>\n", to);
  if (report->heard.report.answered[0] > 0.0f) {
    fputs("<li><i class=\"aim\"></i>aim: where this song is brought</li>\n", to);
  }
  if (report->heard.report.listened_s[0] > 0.0f) {
    put_line_key(to, "before", "song before");
    put_line_key(to, "after", "song after, as measured");
  }
  fputs("</ul>", to);
}

void html_charts(FILE *to, const SongReport *report)
{
  fputs("<div class=\"beside\">\n<div><h2>The bands</h2>\n<figure>\n", to);
  put_bands(to, report);
  fputs("<figcaption>", to);
  put_bands_key(to, report);
  fputs("</figcaption>\n</figure></div>\n<div><h2>The curve</h2>\n<figure>\n", to);
  put_curve(to, report);
  fputs("<figcaption>Gain in dB over frequency in Hz, without the makeup gain (", to);
  html_change(to, report->measured.makeup_db, 1);
  fputs(" dB). Minimum phase, no latency.</figcaption>\n</figure></div>\n</div>\n", to);
}
