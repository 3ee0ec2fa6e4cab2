/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Reads a profile from a file. Every character is checked, since the file may come from
 * anyone. Not real-time safe: worker or host threads.
 */
#ifndef GENRE_EQ_PLUGIN_PROFILE_FILE_H
#define GENRE_EQ_PLUGIN_PROFILE_FILE_H

#include "model/profile.h"

/** The name of the profile in a preset bundle. */
#define PROFILE_FILE_NAME "profile.txt"

/** Reads the profile in the regular file `path`. If `path` is a directory, reads
    PROFILE_FILE_NAME in it. If there is no profile, returns false, says why in `error`, and
    does not change *profile. */
bool profile_file_read(const char *path, Profile *profile, char error[PROFILE_ERROR_BYTES]);

#endif
