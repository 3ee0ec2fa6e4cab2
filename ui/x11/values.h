/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * How a control's value is shown and read: its place on a knob, its steps, and its words.
 * Pure functions: any thread.
 */
#ifndef GENRE_EQ_UI_X11_VALUES_H
#define GENRE_EQ_UI_X11_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "plugin/controls.h"

/** Place within the range, 0 … 1; logarithmic if the control is. */
double value_position(Control control, float value);
float value_at(Control control, double position);

/** The value n steps further, clamped. A step is a fiftieth of the range, or a
    five-hundredth if fine; for a switch or an enumeration it is one value. */
float value_stepped(Control control, float value, double n_steps, bool fine);

/** The largest value, or the last one of a menu; the smallest or the first one. */
float value_last(Control control);
float value_first(Control control);

/** "+1.5 dB", "75 %", "2:00 min", "On", "jazz". */
void value_format(Control control, float value, char *text, size_t size);

/** Reads what people type: "4", "-1.5 dB", "+2,5", "90", "90 s", "1:30", "2 min", "50%".
    Clamps the value. False, and *value does not change, if the text is not a value. */
bool value_parse(Control control, const char *text, float *value);

#endif
