/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A profile and the path of its file, as threads hand them to each other.
 */
#ifndef GENRE_EQ_PLUGIN_OWN_PROFILE_H
#define GENRE_EQ_PLUGIN_OWN_PROFILE_H

#include "model/profile.h"
#include "plugin/controls.h"

/** Property of the plugin: the profile's file, an atom:Path. */
#define PROFILE_URI GENRE_EQ_PREFIX "profile"

/** Property of a saved state: the profile's text, an atom:String. */
#define PROFILE_TEXT_URI GENRE_EQ_PREFIX "profile-text"

/** The longest path, with its NUL. Longer paths are refused, because a host's worker must
    pass them on. */
#define PROFILE_PATH_BYTES 1024

typedef struct {
  Profile profile;
  char path[PROFILE_PATH_BYTES]; /**< "" if there is none or it is not known */
} OwnProfile;

#endif
