/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/history.h"

#include <stddef.h>
#include <string.h>

void history_add(History *history, const Settings *before, const Settings *after)
{
  if (history->at == HISTORY_SIZE - 1) {
    memmove(&history->set[0], &history->set[1], (HISTORY_SIZE - 1) * sizeof history->set[0]);
    history->at -= 1;
  }
  history->set[history->at] = *before;
  history->at += 1;
  history->set[history->at] = *after;
  history->count = history->at + 1;
}

bool history_can_undo(const History *history)
{
  return history->at > 0;
}

bool history_can_redo(const History *history)
{
  return history->at + 1 < history->count;
}

const Settings *history_undo(History *history)
{
  return history_can_undo(history) ? &history->set[--history->at] : NULL;
}

const Settings *history_redo(History *history)
{
  return history_can_redo(history) ? &history->set[++history->at] : NULL;
}
