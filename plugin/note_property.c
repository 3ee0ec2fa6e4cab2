/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/note_property.h"

#include <string.h>

static void copy_note(char to[WINDOW_NOTE_BYTES], const char *text)
{
  const size_t length = strnlen(text, WINDOW_NOTE_BYTES - 1);
  memcpy(to, text, length);
  to[length] = '\0';
}

void note_property_read(NoteProperty *property, const PatchMessage *message)
{
  property->is_asked_for |= message->is_asked_for;
  if (message->is_set) {
    copy_note(property->text, message->text);
    property->is_new = true;
  }
}

void note_property_write(NoteProperty *property, const PatchUrids *urids, LV2_Atom_Sequence *notify,
                         uint32_t capacity)
{
  if (property->is_asked_for) {
    property->is_asked_for =
        !patch_write(urids, urids->window_note, property->text, notify, capacity);
  }
}

void note_property_restore(NoteProperty *property, const char *text)
{
  if (strcmp(property->text, text) != 0) {
    copy_note(property->text, text);
    property->is_asked_for = true;
  }
}

void note_property_get(NoteProperty *property, char text[WINDOW_NOTE_BYTES])
{
  copy_note(text, property->text);
  property->is_new = false;
}
