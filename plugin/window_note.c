/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/window_note.h"

#include <lv2/atom/atom.h>
#include <string.h>

bool window_note_is_fine(const char *text)
{
  size_t length = 0;
  while (length < WINDOW_NOTE_BYTES && text[length] >= ' ' && text[length] <= '~') {
    ++length;
  }
  return length < WINDOW_NOTE_BYTES && text[length] == '\0';
}

static LV2_URID urid(LV2_URID_Map *map, const char *uri)
{
  return map->map(map->handle, uri);
}

/* An empty text is stored, too: Carla keeps a property until a plugin saves it again. */
LV2_State_Status window_note_store(const char *text, LV2_State_Store_Function store,
                                   LV2_State_Handle handle, LV2_URID_Map *map)
{
  return store(handle, urid(map, WINDOW_NOTE_URI), text, strlen(text) + 1,
               urid(map, LV2_ATOM__String), LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
}

void window_note_retrieve(char text[WINDOW_NOTE_BYTES], LV2_State_Retrieve_Function retrieve,
                          LV2_State_Handle handle, LV2_URID_Map *map)
{
  size_t size = 0;
  uint32_t type = 0;
  uint32_t flags = 0;
  const char *saved = retrieve(handle, urid(map, WINDOW_NOTE_URI), &size, &type, &flags);
  const size_t length = saved ? strnlen(saved, size) : 0; /* Carla 2.5 counts no final NUL */
  text[0] = '\0';
  if (type == urid(map, LV2_ATOM__String) && length < WINDOW_NOTE_BYTES) {
    memcpy(text, saved ? saved : "", length);
    text[length] = '\0';
  }
  if (!window_note_is_fine(text)) {
    text[0] = '\0';
  }
}
