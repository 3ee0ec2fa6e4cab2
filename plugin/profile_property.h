/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The property urn:genre-eq:profile as the audio thread keeps it: the path of the
 * profile in use, and the one that is on its way there. A host sets it by patch:Set;
 * the worker reads the file; the engine takes the profile at its hop; from then on the
 * path is told, at once and to whoever asks.
 *
 * Audio thread, real-time safe, but for what says otherwise.
 */
#ifndef GENRE_EQ_PLUGIN_PROFILE_PROPERTY_H
#define GENRE_EQ_PLUGIN_PROFILE_PROPERTY_H

#include "plugin/engine.h"
#include "plugin/profile_loader.h"
#include "plugin/profile_patch.h"

typedef struct {
  PatchUrids urids;
  ProfileLoader loader;
  char path[PROFILE_PATH_BYTES];     /**< of the profile in use */
  char path_due[PROFILE_PATH_BYTES]; /**< of the one that is not yet in use */
  bool path_is_due;
  bool path_is_asked_for; /**< to be told at the notify port */
} ProfileProperty;

/** What came to the control port before a block. */
void profile_property_read(ProfileProperty *property, Engine *engine,
                           const LV2_Atom_Sequence *events);

/** After a block: tells the path, when it was asked for or is another, behind what
    `notify` holds already (a buffer with room for `capacity` bytes). */
void profile_property_write(ProfileProperty *property, const Engine *engine,
                            LV2_Atom_Sequence *notify, uint32_t capacity);

/** A restored profile is in use from now on. */
void profile_property_restore(ProfileProperty *property, Engine *engine, const OwnProfile *own);

/** The profile in use, and its path. */
void profile_property_get(ProfileProperty *property, const Engine *engine, OwnProfile *own);

/** The worker has been at the file. */
void profile_property_loaded(ProfileProperty *property, Engine *engine, bool is_fine);

#endif
