/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Checks saved states, which may come from strangers, because lilv's parser trusts its input.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_STATE_FILE_H
#define GENRE_EQ_UI_CLI_HOST_STATE_FILE_H

#include <stdbool.h>

/** True if lilv may read the file. It must be a regular file, because reading a pipe could wait
    for ever. It must be no longer, and its brackets nested no deeper, than hosts write,
    because the parser recurses at each bracket. */
bool state_file_is_tame(const char *path);

#endif
