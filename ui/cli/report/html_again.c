/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: the settings, the curve as filters, and the command that does it again.
 */
#include <stdlib.h>

#include "ui/cli/report/html.h"

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

void html_again(FILE *to, const SongReport *report)
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
