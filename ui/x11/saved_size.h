/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Keeps the window's last size and zoom for the next window: three lines of text in
 * $XDG_CONFIG_HOME/genre-eq/window (XDG Base Directory Specification; ~/.config without that
 * variable). Reads and writes files: UI thread only.
 */
#ifndef GENRE_EQ_UI_X11_SAVED_SIZE_H
#define GENRE_EQ_UI_X11_SAVED_SIZE_H

#include <stdbool.h>

#include "ui/x11/view.h"

/** Lengths at the host's scale 1, without the song's row. */
typedef struct {
  double width, height, zoom;
} SavedSize;

/** Gives the view the saved size and zoom, if there are any. Call before its window opens. */
void saved_size_restore(View *view);

/** Saves the view's size and zoom if they have changed. Call before its window closes. */
void saved_size_keep(const View *view);

/** False, and *size does not change, if nothing valid was saved. */
bool saved_size_read(SavedSize *size);

/** Replaces what was saved. A size at which the window is unusable is not saved. An error is
    not reported. */
void saved_size_write(const SavedSize *size);

#endif
