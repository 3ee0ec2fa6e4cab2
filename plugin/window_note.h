/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The property urn:genre-eq:window-note: A, B and the undo steps, which the window must keep while
 * it is closed and in the session. The plugin keeps the text; ui/x11/view_note.c reads it. The
 * window sets it by patch:Set and asks for it by patch:Get.
 */
#ifndef GENRE_EQ_PLUGIN_WINDOW_NOTE_H
#define GENRE_EQ_PLUGIN_WINDOW_NOTE_H

#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <stdbool.h>

#include "plugin/controls.h"

#define WINDOW_NOTE_URI GENRE_EQ_PREFIX "window-note"

/** With the final NUL. A message of it and a report together fit into a port's buffer. */
#define WINDOW_NOTE_BYTES 1536

/** True for printable ASCII that is not too long. Any thread, real-time safe. */
bool window_note_is_fine(const char *text);

/** Host's threads: stores the text as LV2 state, and reads it back; "" if the state has no valid
    text. */
LV2_State_Status window_note_store(const char *text, LV2_State_Store_Function store,
                                   LV2_State_Handle handle, LV2_URID_Map *map);
void window_note_retrieve(char text[WINDOW_NOTE_BYTES], LV2_State_Retrieve_Function retrieve,
                          LV2_State_Handle handle, LV2_URID_Map *map);

#endif
