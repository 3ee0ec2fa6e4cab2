/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Where the program finds the genre-eq.lv2 bundle.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_BUNDLE_H
#define GENRE_EQ_UI_CLI_HOST_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>

/** True and the path of the bundle if one lies beside the program (build tree) or
    under ../lib/lv2 from it (installed). */
bool bundle_find(char *path, size_t size);

/** True if the directory holds a manifest. */
bool bundle_is(const char *path);

#endif
