/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A Memory as LV2 state, both ways. Host threads only, not real-time safe.
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
  STATE_NONE,    /**< there is no state of ours: a preset of port values, say */
  STATE_READ,    /**< *memory is filled and mended */
  STATE_DAMAGED, /**< or from a future version: *memory undefined, the logger told */
} StateResult;

/** `memory` comes as a new instance has it: fields that the version that saved did not
    know yet stay so. */
StateResult state_retrieve(Memory *memory, LV2_State_Retrieve_Function retrieve,
                           LV2_State_Handle handle, LV2_URID_Map *map, LV2_Log_Logger *logger);

#endif
