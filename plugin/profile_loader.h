/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Lets the worker read a profile's file, one at a time. While the worker reads, `file`
 * belongs to it alone. The next wish waits, and only the last wish counts.
 */
#ifndef GENRE_EQ_PLUGIN_PROFILE_LOADER_H
#define GENRE_EQ_PLUGIN_PROFILE_LOADER_H

#include <stdbool.h>

#include "plugin/own_profile.h"

typedef struct {
  bool is_wanted; /**< audio: `wanted` is not yet with the worker */
  bool is_out;    /**< audio: the worker has `file` */
  bool is_stale;  /**< audio: what it reads is no longer wanted */
  char wanted[PROFILE_PATH_BYTES];
  OwnProfile file; /**< path in, profile out */
} ProfileLoader;

/** Audio thread, real-time safe: asks for this file. */
void profile_loader_want(ProfileLoader *loader, const char *path);

/** Audio thread, real-time safe: no file is wanted, nor the one that the worker reads: a session
    has brought its own profile. */
void profile_loader_drop(ProfileLoader *loader);

/** Audio thread, real-time safe: true if the worker should be called now, with `file`. If
    the host refuses the call, call profile_loader_refused(); it is tried again next time. */
bool profile_loader_begin(ProfileLoader *loader);
void profile_loader_refused(ProfileLoader *loader);

/** Worker thread. False, with what is wrong in `error`, if the file holds no profile. */
bool profile_loader_work(ProfileLoader *loader, char error[PROFILE_ERROR_BYTES]);

/** Audio thread, real-time safe: call it when the worker is done. Returns the profile to
    take, or NULL if the file held none or is no longer wanted. */
const OwnProfile *profile_loader_end(ProfileLoader *loader, bool is_fine);

#endif
