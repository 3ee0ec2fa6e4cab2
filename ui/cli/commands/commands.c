/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/commands/commands.h"

#include <stddef.h>

/* In the order of the help, one a line. */
/* clang-format off */
static const Command *const commands[] = {
    &command_master,
#ifdef GENRE_EQ_WITH_WINDOW
    &command_open,
#endif
    &command_identify,
    &command_render,
    &command_report,
    &command_export_curve,
    &command_profile,
    &command_learn,
    &command_features,
    &command_controls,
    &command_presets,
    &command_completion,
};
/* clang-format on */

enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

const Command *command_at(int index)
{
  return index >= 0 && index < N_COMMANDS ? commands[index] : NULL;
}
