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

/** The same of a sentence with names in quotes. A name may be Hebrew or Arabic: the figure that
    follows it stays behind it. */
void html_words(FILE *to, const char *words);

/** A signed number of dB or LU, with a real minus sign. A number that rounds to 0 has no sign.
    NaN and infinity become an en dash. */
void html_change(FILE *to, double value, int decimals);

/** A number, with a real minus sign. */
void html_number(FILE *to, double value, int decimals);

/** Whole seconds that have passed: "3:41", "1:02:03". */
void html_time(FILE *to, double seconds);

/** Bytes in base64 (RFC 4648). */
void html_base64(FILE *to, const unsigned char *byte, size_t count);

/** The style sheet, with the colours of ui/draw/theme.h. */
void html_style(FILE *to);

/* The parts of the page, in the order in which they are read. */

/** Title, what was heard, and in one line what is done. */
void html_header(FILE *to, const SongReport *report);

/** Excerpts to listen to; nothing if the report has none. */
void html_player(FILE *to, const SongReport *report);

/** Its script, for the end of the page. */
void html_player_script(FILE *to, const SongReport *report);

/** Side by side: the bands over their zones, and the curve. */
void html_charts(FILE *to, const SongReport *report);

/** How probable each genre is. */
void html_probabilities(FILE *to, const SongReport *report);

/** What spoke for each genre. */
void html_evidence(FILE *to, const SongReport *report);

/** The bands in figures. */
void html_bands(FILE *to, const SongReport *report);

/** The loudness before and after. */
void html_loudness(FILE *to, const SongReport *report);

/** The command, the settings, and the curve as filters. */
void html_again(FILE *to, const SongReport *report);

#endif
