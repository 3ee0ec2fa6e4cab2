/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Has the worker read a profile's file. One file at a time: while the worker is at
 * one, `file` is its alone; the next wish waits, and only the last wish counts.
 */
#ifndef GENRE_EQ_PLUGIN_PROFILE_LOADER_H
#define GENRE_EQ_PLUGIN_PROFILE_LOADER_H

#include <stdbool.h>

#include "plugin/own_profile.h"

typedef struct {
  bool is_wanted; /**< audio: `wanted` is not yet with the worker */
  bool is_out;    /**< audio: the worker has `file` */
  char wanted[PROFILE_PATH_BYTES];
  OwnProfile file; /**< path in, profile out */
} ProfileLoader;

/** Audio thread, real-time safe: this file, please. */
void profile_loader_want(ProfileLoader *loader, const char *path);

/** Audio thread, real-time safe: true if the worker is to be called now, with `file`.
    profile_loader_refused() if it does not come: it is called again next time. */
bool profile_loader_begin(ProfileLoader *loader);
void profile_loader_refused(ProfileLoader *loader);

/** Worker thread. False, with what is wrong in `error`, if the file holds no profile. */
bool profile_loader_work(ProfileLoader *loader, char error[PROFILE_ERROR_BYTES]);

/** Audio thread, real-time safe: the worker is done. The profile to take, or NULL if
    the file was no good or another one is wanted by now. */
const OwnProfile *profile_loader_end(ProfileLoader *loader, bool is_fine);

#endif
