/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The own profile as LV2 state: its text (profile.h), so that a session never loses it, and
 * the path of its file, which is read only if there is no text. Host threads only, not
 * real-time safe.
 */
#ifndef GENRE_EQ_PLUGIN_PROFILE_STATE_H
#define GENRE_EQ_PLUGIN_PROFILE_STATE_H

#include <lv2/log/logger.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>

#include "plugin/own_profile.h"
#include "plugin/state.h"

/** Stores text and path; if there is no profile, an empty text. `features` are those of the
    save() call. */
LV2_State_Status profile_store(const OwnProfile *own, LV2_State_Store_Function store,
                               LV2_State_Handle handle, LV2_URID_Map *map,
                               const LV2_Feature *const *features);

/** STATE_NONE if the state holds no profile; *own does not change then. */
StateResult profile_retrieve(OwnProfile *own, LV2_State_Retrieve_Function retrieve,
                             LV2_State_Handle handle, LV2_URID_Map *map, LV2_Log_Logger *logger,
                             const LV2_Feature *const *features);

#endif
