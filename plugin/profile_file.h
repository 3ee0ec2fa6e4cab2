/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A profile from a file. What the file holds is checked to the last character: it may
 * come from anyone. Not real-time safe: worker or host threads.
 */
#ifndef GENRE_EQ_PLUGIN_PROFILE_FILE_H
#define GENRE_EQ_PLUGIN_PROFILE_FILE_H

#include "model/profile.h"

/** The name of the profile in a preset bundle. */
#define PROFILE_FILE_NAME "profile.txt"

/** Reads the profile in the regular file `path`, or, if that is a directory, in
    PROFILE_FILE_NAME in it. False, with what is wrong in `error` and *profile as it
    was, if there is none. */
bool profile_file_read(const char *path, Profile *profile, char error[PROFILE_ERROR_BYTES]);

#endif
