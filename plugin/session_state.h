/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A whole session as LV2 state: what was learned (state.h), the own profile
 * (profile_state.h) and the window's note (window_note.h). Host threads only, not
 * real-time safe.
 */
#ifndef GENRE_EQ_PLUGIN_SESSION_STATE_H
#define GENRE_EQ_PLUGIN_SESSION_STATE_H

#include "plugin/state.h"
#include "plugin/triple_buffer.h"

LV2_State_Status session_store(const MemoryLetter *letter, LV2_State_Store_Function store,
                               LV2_State_Handle handle, LV2_URID_Map *map,
                               const LV2_Feature *const *features);

/** A state holds a whole session, or only a profile (a preset), or neither: STATE_NONE.
    A profile alone leaves letter->has_memory false. Call it with letter->memory of a new
    instance. */
StateResult session_retrieve(MemoryLetter *letter, LV2_State_Retrieve_Function retrieve,
                             LV2_State_Handle handle, LV2_URID_Map *map, LV2_Log_Logger *logger,
                             const LV2_Feature *const *features);

#endif
