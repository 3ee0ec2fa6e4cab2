/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq completion: scripts that teach a shell this program's options.
 */
#include "ui/cli/commands/commands.h"

#include <string.h>

#include "ui/cli/commands/completion.h"
#include "ui/cli/terminal/message.h"

static int run(const Arguments *arguments)
{
  const char *shell = arguments->file[0];
  if (strcmp(shell, "bash") == 0) {
    completion_bash(stdout);
  } else if (strcmp(shell, "zsh") == 0) {
    completion_zsh(stdout);
  } else {
    message_error(shell, "no completion for this shell; give bash or zsh");
    return EXIT_WRONG_USAGE;
  }
  return EXIT_FINE;
}

const Command command_completion = {
    .name = "completion",
    .operands = "SHELL",
    .summary = "Print completion for bash or zsh.",
    .details = "make install installs both. For this session only:\n"
               "  source <(genre-eq completion bash)",
    .min_files = 1,
    .max_files = 1,
    .takes = 0,
    .run = run,
};
