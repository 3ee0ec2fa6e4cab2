/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Plays a file through the plugin into another file.
 */
#ifndef GENRE_EQ_UI_CLI_SONG_RENDER_H
#define GENRE_EQ_UI_CLI_SONG_RENDER_H

#include <stdbool.h>

#include "ui/cli/song/listen.h"

typedef struct {
  const char *path;
  int format; /**< libsndfile's */
  bool overwrite;
  double gain_db; /**< the part of the output gain that nobody asked for, as a record needs it */
  const LilvState *learned; /**< curve to start from and hold; NULL: flat, adapting */
  const char *before;       /**< the file that the input goes on from; NULL: none */
} RenderTarget;

/** What the rendering measured. */
typedef struct {
  float makeup_db[1]; /**< at the end */
  double peak_db[2];  /**< true peak in and out, dBTP */
} Rendered;

/** Renders the whole input. Warns if samples were clipped. On failure prints why, returns
    false and leaves no file. */
bool song_render(Host *host, AudioInput *input, const Arguments *arguments,
                 const RenderTarget *target, Rendered *rendered);

#endif
