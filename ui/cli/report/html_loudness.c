/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: the loudness before and after.
 */
#include "ui/cli/report/html.h"

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

void html_loudness(FILE *to, const SongReport *report)
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
