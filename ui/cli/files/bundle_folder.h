/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Folders that are written afresh beside the old one and take its place in one step: a
 * host that looks, or a program that is killed, finds all of the old or all of the new.
 */
#ifndef GENRE_EQ_UI_CLI_FILES_BUNDLE_FOLDER_H
#define GENRE_EQ_UI_CLI_FILES_BUNDLE_FOLDER_H

#include <stdbool.h>

/** True for a folder with nothing in it but files of these names (NULL ends them). */
bool bundle_folder_holds_only(const char *folder, const char *const *files);

/** Removes the files of these names, and the folder if there were no others. */
void bundle_folder_remove(const char *folder, const char *const *files);

/** Both change their names at once; where the file system cannot do that, one after the
    other. False, with errno, if nothing was changed. */
bool bundle_folder_exchange(const char *fresh, const char *old);

#endif
