/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Reads saved states and presets. They may come from strangers, and lilv's parser trusts its input:
 * so it gets only files that are no longer and nested no deeper than hosts write.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_STATE_FILE_H
#define GENRE_EQ_UI_CLI_HOST_STATE_FILE_H

#include "ui/cli/host/host.h"

/** What a file holds, or the file that a directory holds: a host's state.ttl, or the preset that
    learn made. NULL if it cannot be read. */
LilvState *state_file_read(Host *host, const char *path);

#endif
