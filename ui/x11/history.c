/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/history.h"

#include <stddef.h>
#include <string.h>

void history_add(History *history, const Step *step)
{
  if (history->at == HISTORY_SIZE) {
    memmove(&history->step[0], &history->step[1], (HISTORY_SIZE - 1) * sizeof history->step[0]);
    history->at -= 1;
  }
  history->step[history->at] = *step;
  history->at += 1;
  history->count = history->at;
}

bool history_can_undo(const History *history)
{
  return history->at > 0;
}

bool history_can_redo(const History *history)
{
  return history->at < history->count;
}

const Step *history_undo(History *history)
{
  return history_can_undo(history) ? &history->step[--history->at] : NULL;
}

const Step *history_redo(History *history)
{
  return history_can_redo(history) ? &history->step[history->at++] : NULL;
}
