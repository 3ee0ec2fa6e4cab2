/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: the style sheet, which is page.css with the colours of the theme.
 */
#include "ui/cli/report/html.h"
#include "ui/cli/report/html_files.h"
#include "ui/draw/theme.h"

static void put_color(FILE *to, const char *name, Color color)
{
  fprintf(to, "--%s:rgba(%.0f,%.0f,%.0f,%.2f);", name, 255.0 * color.red, 255.0 * color.green,
          255.0 * color.blue, color.alpha);
}

static void put_theme(FILE *to, const Theme *theme)
{
  put_color(to, "background", theme->background);
  put_color(to, "panel", theme->panel);
  put_color(to, "grid", theme->grid);
  put_color(to, "edge", theme->edge);
  put_color(to, "text", theme->text);
  put_color(to, "faint", theme->faint_text);
  put_color(to, "zone", theme->zone);
  put_color(to, "zone-line", theme->zone_line);
  put_color(to, "aim", theme->aim);
  put_color(to, "before", theme->before);
  put_color(to, "after", theme->after);
  put_color(to, "curve", theme->curve);
  put_color(to, "curve-fill", theme->curve_fill);
  put_color(to, "bar-heard", theme->bar_heard);
}

void html_style(FILE *to)
{
  fputs("<style>\n:root{color-scheme:light dark;", to);
  put_theme(to, &theme_light);
  fputs("}\n@media screen and (prefers-color-scheme:dark){:root{", to);
  put_theme(to, &theme_dark);
  fputs("}}\n", to);
  fputs(page_css, to);
  fputs("</style>\n", to);
}
