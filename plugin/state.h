/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Stores a Memory as LV2 state and reads it back. Host threads only, not real-time safe.
 */
#ifndef GENRE_EQ_PLUGIN_STATE_H
#define GENRE_EQ_PLUGIN_STATE_H

#include <lv2/log/logger.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>

#include "plugin/controls.h"
#include "plugin/memory.h"

/** An atom:Int: MEMORY_VERSION. */
#define MEMORY_VERSION_URI GENRE_EQ_PREFIX "memory-version"
/** An atom:String: the symbols of the genres that this state has fields of, a space behind
    each. */
#define MEMORY_GENRES_URI GENRE_EQ_PREFIX "memory-genres"

/** Stores each field of memory.def, these two and VERSION_URI. */
LV2_State_Status state_store(const Memory *memory, LV2_State_Store_Function store,
                             LV2_State_Handle handle, LV2_URID_Map *map);

typedef enum {
  STATE_NONE,    /**< the state holds no memory; a preset of port values, for instance */
  STATE_READ,    /**< *memory is filled and mended */
  STATE_DAMAGED, /**< damaged or of a version not read; *memory is undefined, the log says why */
} StateResult;

/** Call it with the `memory` of a new instance. Fields that the saving version did not know
    keep those values. So do all learned fields if other bands or features were heard. */
StateResult state_retrieve(Memory *memory, LV2_State_Retrieve_Function retrieve,
                           LV2_State_Handle handle, LV2_URID_Map *map, LV2_Log_Logger *logger);

#endif
