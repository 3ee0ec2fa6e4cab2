/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Names of own presets: any text, compared as a whole. In a folder's name and in a URI some
 * characters are written otherwise, so that two names never become one.
 */
#ifndef GENRE_EQ_UI_CLI_OWN_OWN_NAME_H
#define GENRE_EQ_UI_CLI_OWN_OWN_NAME_H

#include "model/profile.h"
#include "ui/cli/song/options.h"

/** Takes the name that was given, composed (compose.h). False, and prints why, if it is none. */
bool own_name_take(const char *given, char name[PROFILE_NAME_BYTES]);

/** False, and prints why, if a preset of the factory has this name; or if the plugin, where the
    factory's names are read, cannot be found. */
bool own_name_is_free(const char *name, const Arguments *arguments);

/** Each byte takes up to three. */
enum { OWN_NAME_BYTES = 3 * PROFILE_NAME_BYTES };

/** The name as part of a folder's name: "/", "%", "_" and a point at the start become %2F …,
    spaces "_". */
void own_name_for_folder(const char *name, char text[OWN_NAME_BYTES]);

/** The same for a URI: what is neither letter nor digit of ASCII nor "-", "." becomes %XX. */
void own_name_for_uri(const char *name, char text[OWN_NAME_BYTES]);

#endif
