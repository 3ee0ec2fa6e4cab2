/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Sends structures through pipes, whole or not at all.
 */
#ifndef GENRE_EQ_UI_CLI_OPEN_PIPES_H
#define GENRE_EQ_UI_CLI_OPEN_PIPES_H

#include <stdbool.h>
#include <stddef.h>

/** Waits until all n_bytes are read or written. False when the other end is closed, or on
    an error. SIGPIPE must be ignored. */
bool pipe_read(int descriptor, void *data, size_t n_bytes);
bool pipe_write(int descriptor, const void *data, size_t n_bytes);

#endif
