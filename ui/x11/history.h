/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What undo goes back to, step by step, the oldest forgotten first. Pure:
 * any thread.
 */
#ifndef GENRE_EQ_UI_X11_HISTORY_H
#define GENRE_EQ_UI_X11_HISTORY_H

#include <stdbool.h>

#include "plugin/controls.h"

enum { HISTORY_SIZE = 64 };

typedef struct {
  float value[CONTROL_COUNT];
} ControlSet;

/** One gesture: what it changed is what differs. */
typedef struct {
  ControlSet before, after;
} Step;

typedef struct {
  Step step[HISTORY_SIZE];
  int at;    /**< steps that can be undone */
  int count; /**< with those that can be redone */
} History;

/** Notes a step; what could be redone is forgotten. */
void history_add(History *history, const ControlSet *before, const ControlSet *after);

bool history_can_undo(const History *history);
bool history_can_redo(const History *history);

/** The step to undo, from its after to its before, or to redo; NULL if there is none. */
const Step *history_undo(History *history);
const Step *history_redo(History *history);

#endif
