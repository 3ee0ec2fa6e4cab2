/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The property urn:genre-eq:profile as the audio thread keeps it: the path of the profile
 * in use, and that of the next one. A host sets the property by patch:Set. The worker reads
 * the file. The engine takes the profile at a hop. Then the plugin sends the new path, and
 * answers with it to patch:Get.
 *
 * Audio thread, real-time safe, unless a function says otherwise.
 */
#ifndef GENRE_EQ_PLUGIN_PROFILE_PROPERTY_H
#define GENRE_EQ_PLUGIN_PROFILE_PROPERTY_H

#include "plugin/engine.h"
#include "plugin/patch.h"
#include "plugin/profile_loader.h"

typedef struct {
  ProfileLoader loader;
  char path[PROFILE_PATH_BYTES];     /**< of the profile in use */
  char path_due[PROFILE_PATH_BYTES]; /**< of the one that is not yet in use */
  bool path_is_due;
  bool path_is_asked_for; /**< send it at the notify port */
} ProfileProperty;

/** Call before a block, with what came to the control port. */
void profile_property_read(ProfileProperty *property, Engine *engine, const PatchMessage *message);

/** Call after a block: if the path was asked for or has changed, appends it to `notify`, a
    buffer with room for `capacity` bytes; in a later block if this one has no room left. */
void profile_property_write(ProfileProperty *property, const Engine *engine,
                            const PatchUrids *urids, LV2_Atom_Sequence *notify, uint32_t capacity);

/** From now on a restored profile is in use. */
void profile_property_restore(ProfileProperty *property, Engine *engine, const OwnProfile *own);

/** The profile in use, and its path. */
void profile_property_get(ProfileProperty *property, const Engine *engine, OwnProfile *own);

/** Call when the worker has read the file. */
void profile_property_loaded(ProfileProperty *property, Engine *engine, bool is_fine);

#endif
