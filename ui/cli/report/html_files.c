/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html_files.h. The paths begin where make runs. The Makefile names the files, too, so that
 * this object is made again when one of them has changed.
 */
#include "ui/cli/report/html_files.h"

/* A constant string of this name, with the content of the file. */
#define COPY(name, path)                                                                           \
  __asm__(".pushsection .rodata\n"                                                                 \
          ".global " name "\n"                                                                     \
          ".hidden " name "\n" name ":\n"                                                          \
          ".incbin \"" path "\"\n"                                                                 \
          ".byte 0\n"                                                                              \
          ".popsection\n")

COPY("page_css", "ui/cli/report/page.css");
COPY("player_js", "ui/cli/report/player.js");
