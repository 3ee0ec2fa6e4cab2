/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/profile_patch.h"

#include <lv2/patch/patch.h>
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

/* The path that an atom holds, or NULL if it holds no acceptable one. */
static const char *path_in(const PatchUrids *urids, const LV2_Atom *value)
{
  const char *path = (const char *)(value + 1);
  const bool fits = value->size > 1 && value->size <= PROFILE_PATH_BYTES;
  const bool is_text = value->type == urids->atom_Path || value->type == urids->atom_String;
  return is_text && fits && memchr(path, '\0', value->size) ? path : NULL;
}

static void read_message(const PatchUrids *urids, const LV2_Atom_Event *event,
                         ProfileMessages *messages)
{
  const LV2_Atom_Object *object = (const LV2_Atom_Object *)&event->body;
  if (event->body.type != urids->atom_Object || event->body.size < sizeof object->body) {
    return;
  }
  Bytes bytes = {(const char *)(&object->body + 1),
                 event->body.size - (uint32_t)sizeof object->body};
  const LV2_Atom_Property_Body *property;
  LV2_URID about = 0;
  const char *path = NULL;
  while ((property = next_atom(&bytes, sizeof *property))) {
    if (property->key == urids->patch_property && property->value.type == urids->atom_URID &&
        property->value.size == sizeof about) {
      memcpy(&about, property + 1, sizeof about);
    } else if (property->key == urids->patch_value) {
      path = path_in(urids, &property->value);
    }
  }
  if (object->body.otype == urids->patch_Set && about == urids->profile && path) {
    messages->is_set = true;
    messages->path = path;
    messages->frame = event->time.frames > 0 ? (uint32_t)event->time.frames : 0;
  } else if (object->body.otype == urids->patch_Get && (about == 0 || about == urids->profile)) {
    messages->is_asked_for = true;
  }
}

void profile_patch_read(const PatchUrids *urids, const LV2_Atom_Sequence *port,
                        ProfileMessages *messages)
{
  *messages = (ProfileMessages){.is_set = false};
  if (port->atom.type != urids->atom_Sequence || port->atom.size < sizeof port->body) {
    return;
  }
  Bytes bytes = {(const char *)(&port->body + 1), port->atom.size - (uint32_t)sizeof port->body};
  const LV2_Atom_Event *event;
  while ((event = next_atom(&bytes, sizeof *event))) {
    read_message(urids, event, messages);
  }
}

/* --- writing ------------------------------------------------------------------------ */

/* The whole message without the path, as it lies in memory. */
typedef struct {
  LV2_Atom_Event event;
  LV2_Atom_Object_Body object;
  LV2_Atom_Property_Body property;
  LV2_URID property_value;
  uint32_t padding;
  LV2_Atom_Property_Body value;
} SetMessage;

void profile_patch_write(const PatchUrids *urids, const char *path, LV2_Atom_Sequence *port,
                         uint32_t capacity)
{
  const uint32_t path_size = (uint32_t)strnlen(path, PROFILE_PATH_BYTES - 1) + 1;
  const uint32_t body_size = (uint32_t)(sizeof(SetMessage) - sizeof(LV2_Atom_Event)) + path_size;
  const uint32_t size = (uint32_t)sizeof(LV2_Atom_Event) + padded(body_size);
  const uint32_t used = padded(port->atom.size);
  if (port->atom.type != urids->atom_Sequence || used > capacity || capacity - used < size) {
    return;
  }
  const SetMessage message = {
      .event = {.body = {.size = body_size, .type = urids->atom_Object}},
      .object = {.otype = urids->patch_Set},
      .property = {.key = urids->patch_property,
                   .value = {.size = sizeof(LV2_URID), .type = urids->atom_URID}},
      .property_value = urids->profile,
      .value = {.key = urids->patch_value, .value = {.size = path_size, .type = urids->atom_Path}},
  };
  char *at = (char *)&port->body + used;
  memcpy(at, &message, sizeof message);
  memset(at + sizeof message, 0, padded(body_size) - (body_size - path_size));
  memcpy(at + sizeof message, path, path_size - 1);
  port->atom.size = used + size;
}
