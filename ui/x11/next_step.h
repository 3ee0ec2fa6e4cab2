/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the user should do, or wait for, before the first answer.
 */
#ifndef GENRE_EQ_UI_X11_NEXT_STEP_H
#define GENRE_EQ_UI_X11_NEXT_STEP_H

#include "ui/x11/view.h"

typedef struct {
  const char *what;
  const char *then; /**< what happens then; "" if that needs no words */
} NextStep;

/** The next step for a view without an answer (view_has_answer()). */
NextStep next_step(const View *view);

#endif
