/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq open: a song in a window.
 */

#include "ui/cli/commands/commands.h"

#include "ui/cli/open/song_window.h"
#include "ui/cli/own/own_profile.h"
#include "ui/cli/sound/audio_input.h"
#include "ui/cli/terminal/message.h"
#include "ui/x11/window.h"

static int run(const Arguments *arguments)
{
  const char *song = arguments->n_files > 0 ? arguments->file[0] : NULL;
  char fault[AUDIO_FAULT_BYTES];
  if (song && !audio_input_is_there(song, fault)) {
    message_error(song, "%s", fault);
    return EXIT_FILE_FAILED;
  }
  if (!window_display().is_there) { /* before a reference is heard */
    message_error("display", "there is no X display (DISPLAY); genre-eq master does the same "
                             "without one");
    return EXIT_FILE_FAILED;
  }
  Host *host = host_open_for(arguments, true);
  if (!host) {
    return EXIT_FILE_FAILED;
  }
  const WorkerHost with = {.bundle = arguments->bundle, .own = *host_own(host)};
  host_close(host); /* its faults are told */
  return song_window_run(song, &with);
}

const Command command_open = {
    .name = "open",
    .operands = "[FILE]",
    .summary = "Open a window on a song: hear its genre, see its curve, save it equalised.",
    .details = "Give a song here, drop it onto the window, or choose it there. Run listens to all\n"
               "of it. Save writes the equalised song beside it, as genre-eq master does. With\n"
               "--profile or --reference the genre begins as Own profile, which is offered then.",
    .min_files = 0,
    .max_files = 1,
    .takes = TAKES(OPTION_PROFILE) | TAKES(OPTION_REFERENCE) | TAKES(OPTION_BUNDLE),
    .run = run,
};
