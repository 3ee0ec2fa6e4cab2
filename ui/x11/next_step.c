/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/next_step.h"

#include "ui/x11/listened.h"

NextStep next_step(const View *view)
{
  if (listened_is_done(&view->motion.shown)) {
    return (NextStep){"Too little was learned", "It listens no more: press Learn or Adapt."};
  }
  if (!view->with_song) {
    const bool learns = view->now.value[CONTROL_MODE] == (float)MODE_LEARN;
    const char *now = learns ? "Learning" : "Listening";
    return (NextStep){view_has_heard(view) ? now : "Play the song",
                      learns ? "It learns the whole song, then holds."
                             : "It listens for 3 s before it says anything."};
  }
  if (view->song.busy) {
    return (NextStep){"Listening", "It listens to the whole song."};
  }
  if (view->song.heard) {
    return (NextStep){"Too little music", "It needs 3 s of it to say anything."};
  }
  return view->song.name[0] ? (NextStep){"Press Run", "It listens to the whole song."}
                            : (NextStep){"Open a song, or drop one here", ""};
}
