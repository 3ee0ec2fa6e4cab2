/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window's note (window_note.h) as the audio thread keeps it. Audio thread, real-time
 * safe.
 */
#ifndef GENRE_EQ_PLUGIN_NOTE_PROPERTY_H
#define GENRE_EQ_PLUGIN_NOTE_PROPERTY_H

#include "plugin/patch.h"

typedef struct {
  char text[WINDOW_NOTE_BYTES];
  bool is_new;       /**< not yet stored where a save finds it */
  bool is_asked_for; /**< send it at the notify port */
} NoteProperty;

/** Call before a block, with what came to the control port. */
void note_property_read(NoteProperty *property, const PatchMessage *message);

/** Call after a block: if the note was asked for, appends it to `notify`, a buffer with room for
    `capacity` bytes. If it does not fit, a later block sends it. */
void note_property_write(NoteProperty *property, const PatchUrids *urids, LV2_Atom_Sequence *notify,
                         uint32_t capacity);

/** From now on a restored note holds. */
void note_property_restore(NoteProperty *property, const char *text);

/** Copies the note for a save. */
void note_property_get(NoteProperty *property, char text[WINDOW_NOTE_BYTES]);

#endif
