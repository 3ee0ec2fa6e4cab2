/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A control's value between the port and people: its place on a knob, steps, and
 * words. Pure functions: any thread.
 */
#ifndef GENRE_EQ_UI_X11_VALUES_H
#define GENRE_EQ_UI_X11_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "plugin/controls.h"

/** Place within the range, 0 … 1, logarithmic where the control is. */
double value_position(Control control, float value);
float value_at(Control control, double position);

/** The value n steps on: a fiftieth of the range each, a five-hundredth if fine; one
    value each for switches, one line of the menu each for enumerations. Clamped. */
float value_stepped(Control control, float value, double n_steps, bool fine);

/** The largest value, or the last one of a menu; the smallest or the first one. */
float value_last(Control control);
float value_first(Control control);

/** "+1.5 dB", "75 %", "2:00 min", "On", "jazz". */
void value_format(Control control, float value, char *text, size_t size);

/** Reads what people type: "4", "-1.5 dB", "+2,5", "90", "90 s", "1:30", "2 min", "50%".
    False, *value left alone, if it is none. Clamped. */
bool value_parse(Control control, const char *text, float *value);

#endif
