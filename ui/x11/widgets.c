/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/widgets.h"

#include <stddef.h>

/* Names and meanings of controls are in control_info. */
const WidgetInfo widget_info[WIDGET_COUNT] = {
#define WIDGET(id, control, shape, place)                                                          \
  {CONTROL_##control, SHAPE_##shape, PLACE_##place, NULL, NULL},
#define ACTION(id, place, name, help) {CONTROL_COUNT, SHAPE_ACTION, PLACE_##place, name, help},
#include "ui/x11/widgets.def"
};

const char *widget_name(int widget)
{
  const WidgetInfo *info = &widget_info[widget];
  return info->control < CONTROL_COUNT ? control_info[info->control].name : info->action_name;
}

const char *widget_help(int widget)
{
  const WidgetInfo *info = &widget_info[widget];
  return info->control < CONTROL_COUNT ? control_info[info->control].comment : info->action_help;
}

bool widget_is_in(int widget, bool with_song)
{
  const Place place = widget_info[widget].place;
  return place == PLACE_BOTH || place == (with_song ? PLACE_SONG : PLACE_PLUGIN);
}

int widget_of_control(Control control)
{
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    if (widget_info[widget].control == control && control < CONTROL_COUNT) {
      return widget;
    }
  }
  return WIDGET_NONE;
}
