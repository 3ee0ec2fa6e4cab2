/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * --profile and --reference: the own profile that a command aims at.
 */
#ifndef GENRE_EQ_UI_CLI_OWN_OWN_PROFILE_H
#define GENRE_EQ_UI_CLI_OWN_OWN_PROFILE_H

#include "ui/cli/host/host.h"
#include "ui/cli/song/options.h"

/** Opens a host as host_open() does, with the profile of --profile (a file, a preset's
    directory, or the name of one in ~/.lv2) or of --reference. `listens`: the command listens to
    the song first, so the curve that a preset holds is not used, and a warning says so. On failure
    prints why and returns NULL. */
Host *host_open_for(const Arguments *arguments, bool listens);

#endif
