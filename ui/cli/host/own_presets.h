/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The presets of this plugin in ~/.lv2: those of genre-eq profile and learn, and those that
 * hosts saved.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_OWN_PRESETS_H
#define GENRE_EQ_UI_CLI_HOST_OWN_PRESETS_H

#include "ui/cli/host/host.h"

/** Makes the host load them. Ignores bundles that do not name this plugin. */
void own_presets_load(Host *host);

#endif
