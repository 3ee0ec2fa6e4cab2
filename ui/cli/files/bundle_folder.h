/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Replaces a folder in one step: a new folder is written beside the old one, and then takes
 * its place. So a host, or a user after the program was killed, finds all of the old folder
 * or all of the new one.
 */
#ifndef GENRE_EQ_UI_CLI_FILES_BUNDLE_FOLDER_H
#define GENRE_EQ_UI_CLI_FILES_BUNDLE_FOLDER_H

#include <limits.h>
#include <stdbool.h>

/** Makes a folder beside `folder`, with the permissions of a new folder. False, with errno, if
    that fails. */
bool bundle_folder_make(const char *folder, char temporary[PATH_MAX]);

/** True for a folder that holds only files of these names (NULL ends the list). */
bool bundle_folder_holds_only(const char *folder, const char *const *files);

/** Removes the files of these names, and the folder if it is empty then. */
void bundle_folder_remove(const char *folder, const char *const *files);

/** Gives the finished folder `fresh` the name `folder`. What has that name is replaced only if
    `replace` says so, and then `fresh` is the old one: remove it. False, with errno, if nothing was
    changed. */
bool bundle_folder_keep(const char *fresh, const char *folder, bool replace);

#endif
