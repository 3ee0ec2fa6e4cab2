/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The files that go into the page as they are. The assembler copies them into the program.
 */
#ifndef GENRE_EQ_UI_CLI_REPORT_HTML_FILES_H
#define GENRE_EQ_UI_CLI_REPORT_HTML_FILES_H

extern const char page_css[];  /**< page.css */
extern const char player_js[]; /**< player.js */

#endif
