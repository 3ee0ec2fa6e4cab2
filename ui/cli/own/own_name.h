/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Names of own presets: any text, compared as a whole. A folder's name and a URI encode some
 * characters, so that two names never become one.
 */
#ifndef GENRE_EQ_UI_CLI_OWN_OWN_NAME_H
#define GENRE_EQ_UI_CLI_OWN_OWN_NAME_H

#include "model/profile.h"
#include "ui/cli/song/options.h"

/** Takes the given name as the eye reads it (seen_name.h), and warns if it is another then. If it
   is not a name, prints why and returns false. */
bool own_name_take(const char *given, char name[PROFILE_NAME_BYTES]);

/** If a factory preset has this name, or the plugin with the factory's names cannot be found,
    prints why and returns false. */
bool own_name_is_free(const char *name, const Arguments *arguments);

/** Room for an encoded name: each byte takes up to three. */
enum { OWN_NAME_BYTES = 3 * PROFILE_NAME_BYTES };

/** The name as part of a folder's name: "/", "%", "_" and a point at the start become %2F …,
    spaces "_". */
void own_name_for_folder(const char *name, char text[OWN_NAME_BYTES]);

/** The name as part of a URI: every byte except ASCII letters, digits, "-" and "." becomes %XX. */
void own_name_for_uri(const char *name, char text[OWN_NAME_BYTES]);

#endif
