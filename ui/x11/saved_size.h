/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The size and zoom that the user gave the window last, kept for the next one: three
 * lines of text in $XDG_CONFIG_HOME/genre-eq/window (XDG Base Directory Specification;
 * ~/.config without that variable). Files are read and written: UI thread alone.
 */
#ifndef GENRE_EQ_UI_X11_SAVED_SIZE_H
#define GENRE_EQ_UI_X11_SAVED_SIZE_H

#include <stdbool.h>

#include "ui/x11/view.h"

/** Lengths at the host's scale 1, without the song's row. */
typedef struct {
  double width, height, zoom;
} SavedSize;

/** Gives the view the size and zoom that were saved, if any. Before its window opens. */
void saved_size_restore(View *view);

/** Saves the view's, if they are not those that were saved. Before its window closes. */
void saved_size_keep(const View *view);

/** False, *size left alone, if none was saved or what is there makes no sense. */
bool saved_size_read(SavedSize *size);

/** Replaces what was saved as a whole. A size no window could be used at is not saved; nor
    is it told if the place cannot be written. */
void saved_size_write(const SavedSize *size);

#endif
