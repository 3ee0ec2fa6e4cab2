/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/patch.h"

#include <lv2/patch/patch.h>
#include <stddef.h>
#include <string.h>

static LV2_URID urid(LV2_URID_Map *map, const char *uri)
{
  return map->map(map->handle, uri);
}

void patch_urids_map(PatchUrids *urids, LV2_URID_Map *map)
{
  urids->atom_Object = urid(map, LV2_ATOM__Object);
  urids->atom_Path = urid(map, LV2_ATOM__Path);
  urids->atom_Sequence = urid(map, LV2_ATOM__Sequence);
  urids->atom_String = urid(map, LV2_ATOM__String);
  urids->atom_URID = urid(map, LV2_ATOM__URID);
  urids->patch_Get = urid(map, LV2_PATCH__Get);
  urids->patch_Set = urid(map, LV2_PATCH__Set);
  urids->patch_property = urid(map, LV2_PATCH__property);
  urids->patch_value = urid(map, LV2_PATCH__value);
  urids->profile = urid(map, PROFILE_URI);
  urids->window_note = urid(map, WINDOW_NOTE_URI);
}

static uint32_t padded(uint32_t n_bytes)
{
  return (n_bytes + 7u) & ~7u;
}

/* --- reading ------------------------------------------------------------------------ */

/* Bytes not yet read. */
typedef struct {
  const char *at;
  uint32_t left;
} Bytes;

/* Returns the next item and moves behind it. An item begins with a header of `header_size`
 * bytes that ends with an LV2_Atom. NULL if the item is not complete. */
static const void *next_atom(Bytes *bytes, uint32_t header_size)
{
  LV2_Atom atom;
  if (bytes->left < header_size) {
    return NULL;
  }
  const char *start = bytes->at;
  memcpy(&atom, start + header_size - sizeof atom, sizeof atom);
  if (atom.size > bytes->left - header_size) {
    return NULL;
  }
  const uint32_t room = bytes->left - header_size;
  const uint32_t step = padded(atom.size) < room ? padded(atom.size) : room;
  bytes->at += header_size + step;
  bytes->left -= header_size + step;
  return start;
}

/* The text that an atom holds, or NULL if it holds none that ends within n_bytes. */
static const char *text_in(const PatchUrids *urids, const LV2_Atom *value, uint32_t n_bytes)
{
  const char *text = (const char *)(value + 1);
  const bool fits = value->size > 1 && value->size <= n_bytes;
  const bool is_text = value->type == urids->atom_Path || value->type == urids->atom_String;
  return is_text && fits && memchr(text, '\0', value->size) ? text : NULL;
}

static void note_set(PatchMessage *message, const char *text, uint32_t frame)
{
  if (text) {
    message->is_set = true;
    message->text = text;
    message->frame = frame;
  }
}

static void read_set(const PatchUrids *urids, LV2_URID about, const LV2_Atom *value, uint32_t frame,
                     PatchMessages *messages)
{
  if (about == urids->profile) {
    note_set(&messages->profile, text_in(urids, value, PROFILE_PATH_BYTES), frame);
  } else if (about == urids->window_note) {
    const char *text = text_in(urids, value, WINDOW_NOTE_BYTES);
    note_set(&messages->window_note, text && window_note_is_fine(text) ? text : NULL, frame);
  }
}

void patch_read_atom(const PatchUrids *urids, const LV2_Atom *atom, uint32_t frame,
                     PatchMessages *messages)
{
  const LV2_Atom_Object *object = (const LV2_Atom_Object *)atom;
  if (atom->type != urids->atom_Object || atom->size < sizeof object->body) {
    return;
  }
  Bytes bytes = {(const char *)(&object->body + 1), atom->size - (uint32_t)sizeof object->body};
  const LV2_Atom_Property_Body *property;
  LV2_URID about = 0;
  const LV2_Atom *value = NULL;
  while ((property = next_atom(&bytes, sizeof *property))) {
    if (property->key == urids->patch_property && property->value.type == urids->atom_URID &&
        property->value.size == sizeof about) {
      memcpy(&about, property + 1, sizeof about);
    } else if (property->key == urids->patch_value) {
      value = &property->value;
    }
  }
  if (object->body.otype == urids->patch_Set && value) {
    read_set(urids, about, value, frame, messages);
  } else if (object->body.otype == urids->patch_Get) {
    messages->profile.is_asked_for |= about == 0 || about == urids->profile;
    messages->window_note.is_asked_for |= about == 0 || about == urids->window_note;
  }
}

void patch_read(const PatchUrids *urids, const LV2_Atom_Sequence *port, PatchMessages *messages)
{
  *messages = (PatchMessages){.profile = {.is_set = false}};
  if (port->atom.type != urids->atom_Sequence || port->atom.size < sizeof port->body) {
    return;
  }
  Bytes bytes = {(const char *)(&port->body + 1), port->atom.size - (uint32_t)sizeof port->body};
  const LV2_Atom_Event *event;
  while ((event = next_atom(&bytes, sizeof *event))) {
    const uint32_t frame = event->time.frames > 0 ? (uint32_t)event->time.frames : 0;
    patch_read_atom(urids, &event->body, frame, messages);
  }
}

/* --- writing ------------------------------------------------------------------------ */

/* The whole message without the text, as it lies in memory. A patch:Get has no value. */
typedef struct {
  LV2_Atom_Event event;
  LV2_Atom_Object_Body object;
  LV2_Atom_Property_Body property;
  LV2_URID property_value;
  uint32_t padding;
  LV2_Atom_Property_Body value;
} SetMessage;

bool patch_write(const PatchUrids *urids, LV2_URID property, const char *text,
                 LV2_Atom_Sequence *port, uint32_t capacity)
{
  const uint32_t text_size = text ? (uint32_t)strlen(text) + 1 : 0;
  const uint32_t head = (uint32_t)(text ? sizeof(SetMessage) : offsetof(SetMessage, value));
  const uint32_t body_size = head - (uint32_t)sizeof(LV2_Atom_Event) + text_size;
  const uint32_t size = (uint32_t)sizeof(LV2_Atom_Event) + padded(body_size);
  const uint32_t used = padded(port->atom.size);
  if (port->atom.type != urids->atom_Sequence || used > capacity || capacity - used < size) {
    return false;
  }
  const SetMessage message = {
      .event = {.body = {.size = body_size, .type = urids->atom_Object}},
      .object = {.otype = text ? urids->patch_Set : urids->patch_Get},
      .property = {.key = urids->patch_property,
                   .value = {.size = sizeof(LV2_URID), .type = urids->atom_URID}},
      .property_value = property,
      .value = {.key = urids->patch_value,
                .value = {.size = text_size,
                          .type =
                              property == urids->profile ? urids->atom_Path : urids->atom_String}},
  };
  char *at = (char *)&port->body + used;
  memset(at, 0, size);
  memcpy(at, &message, head);
  if (text) {
    memcpy(at + head, text, text_size);
  }
  port->atom.size = used + size;
  return true;
}
