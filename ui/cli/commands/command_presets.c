/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq presets: the presets that --preset takes.
 */
#include "ui/cli/commands/commands.h"

#include "ui/cli/host/host.h"
#include "ui/cli/host/own_presets.h"
#include "ui/cli/terminal/message.h"

static int run(const Arguments *arguments)
{
  Host *host = host_open(arguments->bundle);
  if (!host) {
    return EXIT_FILE_FAILED;
  }
  own_presets_load(host);
  const bool fine = host_print_presets(host, arguments->given[OPTION_JSON], stdout);
  host_close(host);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}

const Command command_presets = {
    .name = "presets",
    .operands = "",
    .summary = "List the presets that --preset takes: the factory's, and those in ~/.lv2.",
    .takes = TAKES(OPTION_JSON) | TAKES(OPTION_BUNDLE),
    .run = run,
};
