/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The steps that undo and redo go through. If there are too many, the oldest is dropped.
 * Pure: any thread.
 */
#ifndef GENRE_EQ_UI_X11_HISTORY_H
#define GENRE_EQ_UI_X11_HISTORY_H

#include <stdbool.h>

#include "plugin/controls.h"

enum { HISTORY_SIZE = 64 };

typedef struct {
  float value[CONTROL_COUNT];
} ControlSet;

/** One gesture: the controls before and after it, or a switch between A and B. */
typedef struct {
  ControlSet before, after;
  bool switches; /**< between A and B; then `before` and `after` are the same */
} Step;

typedef struct {
  Step step[HISTORY_SIZE];
  int at;    /**< steps that can be undone */
  int count; /**< with those that can be redone */
} History;

/** Adds a step; drops the steps that could be redone. */
void history_add(History *history, const Step *step);

bool history_can_undo(const History *history);
bool history_can_redo(const History *history);

/** The step to undo, from its after to its before, or to redo; NULL if there is none. */
const Step *history_undo(History *history);
const Step *history_redo(History *history);

#endif
