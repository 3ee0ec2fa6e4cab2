/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/session_state.h"

#include "plugin/profile_state.h"

LV2_State_Status session_store(const MemoryLetter *letter, LV2_State_Store_Function store,
                               LV2_State_Handle handle, LV2_URID_Map *map,
                               const LV2_Feature *const *features)
{
  LV2_State_Status status = state_store(&letter->memory, store, handle, map);
  if (status == LV2_STATE_SUCCESS) {
    status = profile_store(&letter->own, store, handle, map, features);
  }
  return status == LV2_STATE_SUCCESS ? window_note_store(letter->window_note, store, handle, map)
                                     : status;
}

StateResult session_retrieve(MemoryLetter *letter, LV2_State_Retrieve_Function retrieve,
                             LV2_State_Handle handle, LV2_URID_Map *map, LV2_Log_Logger *logger,
                             const LV2_Feature *const *features)
{
  const StateResult memory = state_retrieve(&letter->memory, retrieve, handle, map, logger);
  const StateResult profile =
      profile_retrieve(&letter->own, retrieve, handle, map, logger, features);
  if (memory == STATE_DAMAGED || profile == STATE_DAMAGED) {
    return STATE_DAMAGED;
  }
  window_note_retrieve(letter->window_note, retrieve, handle, map);
  letter->has_memory = memory == STATE_READ;
  return memory == STATE_NONE ? profile : STATE_READ;
}
