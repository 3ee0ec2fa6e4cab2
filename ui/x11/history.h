/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What undo goes back to: sets of all controls, the oldest forgotten first. Pure:
 * any thread.
 */
#ifndef GENRE_EQ_UI_X11_HISTORY_H
#define GENRE_EQ_UI_X11_HISTORY_H

#include <stdbool.h>

#include "plugin/controls.h"

enum { HISTORY_SIZE = 64 };

typedef struct {
  float value[CONTROL_COUNT];
} Settings;

typedef struct {
  Settings set[HISTORY_SIZE];
  int at;    /**< the present one */
  int count; /**< with those that can be redone */
} History;

/** A change from one set to another; what could be redone is forgotten. */
void history_add(History *history, const Settings *before, const Settings *after);

bool history_can_undo(const History *history);
bool history_can_redo(const History *history);

/** The set to go to; NULL if there is none. */
const Settings *history_undo(History *history);
const Settings *history_redo(History *history);

#endif
