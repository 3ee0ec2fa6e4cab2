/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What a file manager hands over: text/uri-list (RFC 2483). Pure: any thread.
 */
#ifndef GENRE_EQ_UI_X11_URI_LIST_H
#define GENRE_EQ_UI_X11_URI_LIST_H

#include <stdbool.h>
#include <stddef.h>

/** The path of the first file on this machine ("file:///a%20b", or with its name or "localhost"
    before the path) in a list of n_bytes, decoded. False if there is none, or if it does not fit.
 */
bool uri_list_first_path(const char *list, size_t n_bytes, char *path, size_t size);

#endif
