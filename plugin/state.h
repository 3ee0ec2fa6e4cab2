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

#include "plugin/memory.h"

/** Stores each field of memory.def and MEMORY_VERSION. */
LV2_State_Status state_store(const Memory *memory, LV2_State_Store_Function store,
                             LV2_State_Handle handle, LV2_URID_Map *map);

typedef enum {
  STATE_NONE,    /**< the state holds no memory; a preset of port values, for instance */
  STATE_READ,    /**< *memory is filled and mended */
  STATE_DAMAGED, /**< damaged or from a later version; *memory is undefined, the log says why */
} StateResult;

/** Call it with the `memory` of a new instance: fields that the saving version did not know
    keep those values. */
StateResult state_retrieve(Memory *memory, LV2_State_Retrieve_Function retrieve,
                           LV2_State_Handle handle, LV2_URID_Map *map, LV2_Log_Logger *logger);

#endif
