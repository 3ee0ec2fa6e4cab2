/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Saved states may come from strangers; lilv's parser is made for files that do not.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_STATE_FILE_H
#define GENRE_EQ_UI_CLI_HOST_STATE_FILE_H

#include <stdbool.h>

/** True for what lilv may be given: a regular file (a pipe would hold us up), no longer
    and with no more brackets in brackets than any host writes (for each the parser calls
    itself once more). */
bool state_file_is_tame(const char *path);

#endif
