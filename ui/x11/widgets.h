/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Enumerations and the table made from widgets.def. Constant data: any thread.
 */
#ifndef GENRE_EQ_UI_X11_WIDGETS_H
#define GENRE_EQ_UI_X11_WIDGETS_H

#include "plugin/controls.h"

typedef enum {
#define WIDGET(id, control, shape, place) WIDGET_##id,
#define ACTION(id, place, name, help) WIDGET_##id,
#include "ui/x11/widgets.def"
  WIDGET_COUNT
} Widget;

#define WIDGET_NONE (-1)

typedef enum {
  SHAPE_SWITCH, /**< on or off, round */
  SHAPE_CHOICE, /**< all values side by side */
  SHAPE_MENU,   /**< values in a list that drops down */
  SHAPE_KNOB,
  SHAPE_TOGGLE, /**< on or off, with its name beside it */
  SHAPE_BUTTON, /**< a trigger */
  SHAPE_ACTION, /**< of the window, without a control */
} Shape;

typedef enum { PLACE_BOTH, PLACE_PLUGIN, PLACE_SONG } Place;

typedef struct {
  Control control; /**< CONTROL_COUNT for an action */
  Shape shape;
  Place place;
  const char *action_name; /**< NULL for a control's widget */
  const char *action_help;
} WidgetInfo;

extern const WidgetInfo widget_info[WIDGET_COUNT];

/** The widget's name, and what it does. */
const char *widget_name(int widget);
const char *widget_help(int widget);

/** True if the widget is in the plugin's window, or in that of a song. */
bool widget_is_in(int widget, bool with_song);

/** The widget of a control, or WIDGET_NONE. */
int widget_of_control(Control control);

#endif
