/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Pieces of the HTML report.
 */
#ifndef GENRE_EQ_UI_CLI_REPORT_HTML_H
#define GENRE_EQ_UI_CLI_REPORT_HTML_H

#include <stdio.h>

#include "ui/cli/report/song_report.h"

/** Writes any bytes as text. Escapes markup, and replaces what is not UTF-8. */
void html_text(FILE *to, const char *text);

/** A signed number of dB or LU, with a real minus sign. A number that rounds to 0 has no sign.
    NaN and infinity become an en dash. */
void html_change(FILE *to, double value, int decimals);

/** A number, with a real minus sign. */
void html_number(FILE *to, double value, int decimals);

/** The style sheet, with the colours of ui/draw/theme.h. */
void html_style(FILE *to);

/** The bands before, their zones, and after. */
void html_bands_chart(FILE *to, const SongReport *report);

/** The curve over frequency. */
void html_curve_chart(FILE *to, const SongReport *report);

#endif
