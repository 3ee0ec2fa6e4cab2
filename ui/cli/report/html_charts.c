/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: the two charts. Each is an SVG of 1000 x 1000 that stretches to its
 * panel, with labels placed beside it in per cent.
 */
#include <math.h>

#include "ui/cli/report/html.h"

#define SIDE 1000.0

typedef struct {
  double low_db, high_db, step_db;
} Axis;

static double y_of(const Axis *axis, double db)
{
  const double part = (axis->high_db - db) / (axis->high_db - axis->low_db);
  return SIDE * fmin(1.0, fmax(0.0, part));
}

static void line(FILE *to, const char *kind, double x1, double y1, double x2, double y2)
{
  fprintf(to, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", kind, x1, y1,
          x2, y2);
}

static void begin_svg(FILE *to, const char *title)
{
  fprintf(to,
          "<div class=\"panel\"><svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" "
          "role=\"img\"><title>%s</title>\n",
          title);
}

static void draw_levels(FILE *to, const Axis *axis)
{
  for (double db = ceil(axis->low_db / axis->step_db) * axis->step_db; db <= axis->high_db;
       db += axis->step_db) {
    line(to, db == 0.0 ? "zero" : "grid", 0.0, y_of(axis, db), SIDE, y_of(axis, db));
  }
  fputc('\n', to);
}

static void label_levels(FILE *to, const Axis *axis, bool signs)
{
  for (double db = ceil(axis->low_db / axis->step_db) * axis->step_db; db <= axis->high_db;
       db += axis->step_db) {
    fprintf(to, "<span class=\"y\" style=\"bottom:%.2f%%\">",
            100.0 - y_of(axis, db) * 100.0 / SIDE);
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

static Axis fit_levels(const SongReport *report)
{
  const Report *heard = &report->heard.report;
  double low_db = 0.0;
  double high_db = -60.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double values[] = {(double)heard->level_db[band], (double)heard->zone_low_db[band],
                             (double)heard->zone_high_db[band], report->level_after_db[band]};
    for (int i = 0; i < 4; ++i) {
      low_db = fmin(low_db, values[i]);
      high_db = fmax(high_db, values[i]);
    }
  }
  low_db = fmax(low_db, -80.0);
  return (Axis){floor(low_db - 2.0), ceil(high_db + 1.5), high_db - low_db > 40.0 ? 10.0 : 5.0};
}

void html_bands_chart(FILE *to, const SongReport *report)
{
  const Report *heard = &report->heard.report;
  const Axis axis = fit_levels(report);
  const double column = SIDE / BAND_COUNT;
  begin_svg(to, "Level of each band before and after, over the zone aimed at");
  draw_levels(to, &axis);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double left = column * (band + 0.1);
    const double right = column * (band + 0.9);
    const double top = y_of(&axis, (double)heard->zone_high_db[band]);
    const double bottom = y_of(&axis, (double)heard->zone_low_db[band]);
    const double before = y_of(&axis, (double)heard->level_db[band]);
    const double after = y_of(&axis, report->level_after_db[band]);
    fprintf(to, "<rect class=\"zone\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", left,
            top, right - left, bottom - top);
    line(to, "zone-line", left, top, right, top);
    line(to, "zone-line", left, bottom, right, bottom);
    line(to, "way", 0.5 * (left + right), before, 0.5 * (left + right), after);
    line(to, "after", left, after, right, after);
    line(to, "before", left, before, right, before);
    fputc('\n', to);
  }
  fputs("</svg>\n", to);
  label_levels(to, &axis, false);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double middle = 100.0 * (band + 0.5) / BAND_COUNT;
    fprintf(to, "<span class=\"top\" style=\"left:%.0f%%\">", middle);
    html_change(to, (double)heard->applied_db[band], 1);
    fprintf(to,
            "</span><span class=\"x\" "
            "style=\"left:%.0f%%\">%s<small><br>%.0f\xe2\x80\x93%.0f</small></span>\n",
            middle, band_info[band].name, band_info[band].low_hz, band_info[band].high_hz);
  }
  fputs("</div>\n", to);
}

/* --- the curve ------------------------------------------------------------------------------ */

static double x_of(double freq_hz)
{
  const double low_hz = band_info[0].low_hz;
  return SIDE * log(freq_hz / low_hz) / log(band_info[BAND_COUNT - 1].high_hz / low_hz);
}

static double top_hz(const HeldCurve *curve)
{
  return fmin(band_info[BAND_COUNT - 1].high_hz, 0.4999 * curve->rate_hz);
}

static void trace(FILE *to, const HeldCurve *curve, const Axis *axis)
{
  enum { POINTS = 200 };
  const double low_hz = band_info[0].low_hz;
  for (int i = 0; i <= POINTS; ++i) {
    const double freq_hz = low_hz * pow(top_hz(curve) / low_hz, (double)i / POINTS);
    fprintf(to, "%s%.1f %.1f", i > 0 ? "L" : "M", x_of(freq_hz),
            y_of(axis, held_curve_gain_db(curve, freq_hz)));
  }
}

static Axis fit_curve(const HeldCurve *curve)
{
  double most_db = 0.0;
  for (double freq_hz = band_info[0].low_hz; freq_hz < top_hz(curve); freq_hz *= 1.03) {
    most_db = fmax(most_db, fabs(held_curve_gain_db(curve, freq_hz)));
  }
  const double limit_db = most_db > 11.0 ? 18.0 : most_db > 5.5 ? 12.0 : most_db > 2.75 ? 6.0 : 3.0;
  return (Axis){-limit_db, limit_db, limit_db / 3.0};
}

void html_curve_chart(FILE *to, const SongReport *report)
{
  static const struct {
    double freq_hz;
    const char *name;
  } marks[] = {{20.0, "20"},   {50.0, "50"},   {100.0, "100"}, {250.0, "250"},  {500.0, "500"},
               {1000.0, "1k"}, {2000.0, "2k"}, {6000.0, "6k"}, {20000.0, "20k"}};
  const HeldCurve *curve = &report->curve;
  const Axis axis = fit_curve(curve);
  begin_svg(to, "Gain of the equaliser over frequency, in dB");
  draw_levels(to, &axis);
  for (int band = 1; band < BAND_COUNT; ++band) {
    const double x = x_of(band_info[band].low_hz);
    line(to, "edge", x, 0.0, x, SIDE);
  }
  fputs("\n<path class=\"under\" d=\"", to);
  trace(to, curve, &axis);
  fprintf(to, "L%.1f %.1fL0 %.1fZ\"/>\n<path class=\"curve\" d=\"", x_of(top_hz(curve)),
          y_of(&axis, 0.0), y_of(&axis, 0.0));
  trace(to, curve, &axis);
  fputs("\"/>\n</svg>\n", to);
  label_levels(to, &axis, true);
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; ++i) {
    fprintf(to, "<span class=\"x\" style=\"left:%.1f%%\">%s</span>",
            x_of(marks[i].freq_hz) * 100.0 / SIDE, marks[i].name);
  }
  fputs("\n</div>\n", to);
}
