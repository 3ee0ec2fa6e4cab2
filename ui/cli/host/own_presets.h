/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The presets of ours in ~/.lv2: from genre-eq profile and learn, and what hosts saved.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_OWN_PRESETS_H
#define GENRE_EQ_UI_CLI_HOST_OWN_PRESETS_H

#include "ui/cli/host/host.h"

/** Lets the host know them. Bundles that do not speak of this plugin are left alone. */
void own_presets_load(Host *host);

#endif
