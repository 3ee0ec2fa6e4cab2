/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The commands of genre-eq, each in its own command_<name>.c.
 */
#ifndef GENRE_EQ_UI_CLI_COMMANDS_COMMANDS_H
#define GENRE_EQ_UI_CLI_COMMANDS_COMMANDS_H

#include "ui/cli/song/options.h"

extern const Command command_identify;
extern const Command command_features;
extern const Command command_render;
extern const Command command_master;
extern const Command command_report;
extern const Command command_export_curve;
extern const Command command_open; /**< with GENRE_EQ_WITH_WINDOW */
extern const Command command_profile;
extern const Command command_learn;
extern const Command command_controls;
extern const Command command_presets;
extern const Command command_completion;

/** The commands in the order of the help, from 0; NULL behind the last. */
const Command *command_at(int index);

#endif
