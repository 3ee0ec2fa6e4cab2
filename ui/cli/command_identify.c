/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq identify: what is heard over each whole file.
 */
#include "ui/cli/commands.h"

#include "ui/cli/interrupt.h"
#include "ui/cli/listen.h"
#include "ui/cli/message.h"

static bool identify(Host *host, const char *path, const Arguments *arguments)
{
  AudioInput *input = audio_input_open(path, arguments->block);
  if (!input) {
    return false;
  }
  Heard heard;
  const bool fine = listen(host, input, arguments, &heard, NULL);
  audio_input_close(input);
  if (!fine) {
    return false;
  }
  if (arguments->given[OPTION_JSON]) {
    heard_print_json(&heard, path, stdout);
  } else {
    printf("%s\n", path);
    heard_print_table(&heard, "Wanted/dB", heard.report.wanted_db, stdout);
    putchar('\n');
  }
  fflush(stdout);
  return true;
}

static int run(const Arguments *arguments)
{
  Host *host = host_open(arguments->bundle);
  if (!host) {
    return EXIT_FILE_FAILED;
  }
  int exit_code = EXIT_FINE;
  for (int i = 0; i < arguments->n_files && !interrupt_pending(); ++i) {
    if (!identify(host, arguments->file[i], arguments)) {
      exit_code = EXIT_FILE_FAILED;
    }
  }
  host_close(host);
  return exit_code;
}

const Command command_identify = {
    .name = "identify",
    .operands = "FILE...",
    .summary = "Say which genre is heard in each file, and how far its bands are from their zones.",
    .details = "The gains are those aimed at for the whole file. A file that cannot be read is\n"
               "named on standard error; the others are still done (exit code 1).",
    .min_files = 1,
    .max_files = -1,
    .takes = TAKES(OPTION_JSON) | TAKES(OPTION_SET) | TAKES(OPTION_PRESET) | TAKES(OPTION_BUNDLE),
    .run = run,
};
