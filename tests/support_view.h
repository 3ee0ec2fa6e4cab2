/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A view with a host that records what it is told.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_VIEW_H
#define GENRE_EQ_TESTS_SUPPORT_VIEW_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/x11/view.h"

typedef struct {
  float value[CONTROL_COUNT];
  int n_writes[CONTROL_COUNT];
  int n_touches;
  int depth;  /* gestures open at once */
  bool stray; /* a write outside a gesture */
  int held[CONTROL_COUNT];
  int width, height; /* asked for */
  int acted;         /* widget, or -1 */
} Notes;

static inline void note_write(void *host, Control control, float value)
{
  Notes *notes = host;
  notes->value[control] = value;
  notes->n_writes[control] += 1;
  notes->stray |= notes->held[control] != 1;
}

static inline void note_touch(void *host, Control control, bool grabbed)
{
  Notes *notes = host;
  notes->held[control] += grabbed ? 1 : -1;
  notes->depth += grabbed ? 1 : -1;
  notes->n_touches += 1;
}

static inline void note_size(void *host, int width, int height)
{
  Notes *notes = host;
  notes->width = width;
  notes->height = height;
}

static inline void note_act(void *host, int widget)
{
  Notes *notes = host;
  notes->acted = widget;
}

static inline View open_view(Notes *notes, double scale)
{
  View view;
  *notes = (Notes){.acted = WIDGET_NONE};
  view_init(&view,
            (ViewOutlet){.write = note_write,
                         .touch = note_touch,
                         .resize = note_size,
                         .act = note_act,
                         .host = notes},
            scale);
  return view;
}

static inline void all_let_go(const Notes *notes)
{
  assert_int_equal(notes->depth, 0);
  assert_false(notes->stray);
}

static inline double middle_x(const Rect *rect)
{
  return rect->x + 0.5 * rect->width;
}

static inline double middle_y(const Rect *rect)
{
  return rect->y + 0.5 * rect->height;
}

static inline void press_at(View *view, const Rect *rect, uint32_t time_ms)
{
  view_press(view, middle_x(rect), middle_y(rect), time_ms);
}

static inline void click(View *view, const Rect *rect, uint32_t time_ms)
{
  press_at(view, rect, time_ms);
  view_release(view);
}

#endif
