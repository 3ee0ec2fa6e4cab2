/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Finds the genre-eq.lv2 bundle.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_BUNDLE_H
#define GENRE_EQ_UI_CLI_HOST_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>

/** Finds the path of the bundle beside the program (in the build folder) or in ../lib/lv2 from
    there (installed). False if it is in neither. */
bool bundle_find(char *path, size_t size);

/** True if the directory holds a manifest. */
bool bundle_is(const char *path);

#endif
