/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq identify: prints what is heard over each whole file.
 */
#include "ui/cli/commands/commands.h"

#include "ui/cli/own/own_profile.h"
#include "ui/cli/song/listen.h"
#include "ui/cli/terminal/jobs.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/shown.h"

typedef struct {
  Host *host;
  const Arguments *arguments;
} Work;

static const char *name_of(int index, void *user)
{
  return ((const Work *)user)->arguments->file[index];
}

static bool identify(int index, void *user, void *result)
{
  const Work *work = (const Work *)user;
  const Arguments *arguments = work->arguments;
  const char *path = arguments->file[index];
  (void)result;
  AudioInput *input = audio_input_open(path, arguments->block);
  if (!input) {
    return false;
  }
  Heard heard;
  const bool fine = song_listen(work->host, input, arguments, &heard, NULL);
  audio_input_close(input);
  if (!fine) {
    return false;
  }
  if (arguments->given[OPTION_JSON]) {
    heard_print_json(&heard, path, stdout);
  } else {
    printf("%s\n", shown_name(path).text);
    heard_print_table(&heard, "Wanted/dB", heard.report.wanted_db, stdout);
    putchar('\n');
  }
  return true;
}

static int run(const Arguments *arguments)
{
  Host *host = host_open_for(arguments, true);
  if (!host) {
    return EXIT_FILE_FAILED;
  }
  Work work = {host, arguments};
  const Jobs jobs = {.count = arguments->n_files,
                     .at_once = arguments->jobs,
                     .what = "Listening",
                     .run = identify,
                     .name = name_of,
                     .user = &work};
  JobResults results;
  const bool fine = jobs_run(&jobs, &results);
  jobs_free(&results);
  host_close(host);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}

const Command command_identify = {
    .name = "identify",
    .operands = "FILE...",
    .summary = "Say which genre is heard in each file, and how far its bands are from their zones.",
    .details =
        "The gains are those aimed at for the whole file. A file that cannot be read is\n"
        "named on standard error. The others are still done, and the exit code is 1. Several\n"
        "files are heard at a time, and printed in the order given.",
    .min_files = 1,
    .max_files = -1,
    .takes = TAKES(OPTION_PROFILE) | TAKES(OPTION_REFERENCE) | TAKES(OPTION_JSON) |
             TAKES(OPTION_JOBS) | TAKES(OPTION_SET) | TAKES(OPTION_PRESET) | TAKES(OPTION_BUNDLE),
    .run = run,
};
