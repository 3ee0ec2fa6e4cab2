/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/terminal/color.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Set once, at start: children write into files, but their text goes to the terminal later. */
static bool on_terminal;

void color_begin(void)
{
  const char *refused = getenv("NO_COLOR");
  const char *terminal = getenv("TERM");
  on_terminal = isatty(STDOUT_FILENO) != 0 && !(refused && *refused) && terminal &&
                strcmp(terminal, "dumb") != 0;
}

const char *color_sequence(Emphasis which)
{
  static const char *const sequences[] = {[COLOR_HEARD] = "\033[1;36m",
                                          [COLOR_FAINT] = "\033[2m",
                                          [COLOR_FAULT] = "\033[1;31m",
                                          [COLOR_END] = "\033[0m"};
  return on_terminal ? sequences[which] : "";
}
