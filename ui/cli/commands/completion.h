/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes completion scripts from the tables of commands, options and controls.
 */
#ifndef GENRE_EQ_UI_CLI_COMMANDS_COMPLETION_H
#define GENRE_EQ_UI_CLI_COMMANDS_COMPLETION_H

#include <stdio.h>

#include "ui/cli/song/options.h"

/** What the shell offers for an option's value. */
typedef enum {
  OFFER_NOTHING,
  OFFER_WORDS,
  OFFER_SETTINGS,
  OFFER_PRESETS,
  OFFER_DIRECTORIES,
  OFFER_FILES
} Offer;

Offer completion_offer(const OptionInfo *info);

void completion_bash(FILE *to);
void completion_zsh(FILE *to);

#endif
