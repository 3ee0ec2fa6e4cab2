/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq presets: the factory presets that --preset takes.
 */
#include "ui/cli/commands.h"

#include "ui/cli/host.h"
#include "ui/cli/message.h"

static int run(const Arguments *arguments)
{
  Host *host = host_open(arguments->bundle);
  const bool fine = host && host_print_presets(host, stdout);
  host_close(host);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}

const Command command_presets = {
    .name = "presets",
    .operands = "",
    .summary = "List the factory presets that --preset takes.",
    .takes = TAKES(OPTION_BUNDLE),
    .run = run,
};
