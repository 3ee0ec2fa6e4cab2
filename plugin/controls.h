/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Enumerations and the table made from controls.def, and where the ports of the
 * two variants lie. Constant data: any thread.
 */
#ifndef GENRE_EQ_PLUGIN_CONTROLS_H
#define GENRE_EQ_PLUGIN_CONTROLS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/genres.h"

#define GENRE_EQ_URI_STEREO "urn:genre-eq:stereo"
#define GENRE_EQ_URI_MONO "urn:genre-eq:mono"
#define GENRE_EQ_UI_URI "urn:genre-eq:ui"
/** Prefix of every other URI of ours. */
#define GENRE_EQ_PREFIX "urn:genre-eq:"

typedef enum {
#define INPUT(id, symbol, name, minimum, maximum, default_, unit, kind, group, comment)            \
  CONTROL_##id,
#define OUTPUT(id, symbol, name, minimum, maximum, default_, unit, kind, group, comment)           \
  CONTROL_##id,
#include "plugin/controls.def"
  CONTROL_COUNT
} Control;

typedef enum {
#define MODE(id, name) MODE_##id,
#include "plugin/controls.def"
  MODE_COUNT
} Mode;

typedef enum { UNIT_NONE, UNIT_PERCENT, UNIT_DB, UNIT_SECONDS, UNIT_DBTP } ControlUnit;

typedef enum {
  KIND_CONTINUOUS,
  KIND_LOGARITHMIC,
  KIND_TOGGLE,
  KIND_TRIGGER,
  KIND_ENABLED,
  KIND_FREEWHEEL,
  KIND_MODE,         /**< values of Mode */
  KIND_GENRE_CHOICE, /**< 0 Auto, then the genres, then GENRE_CHOICE_OWN */
  KIND_GENRE_HEARD,  /**< 0 Unsure, then the genres */
} ControlKind;

typedef enum { GROUP_MAIN, GROUP_LISTENING, GROUP_BANDS, GROUP_COUNT } ControlGroup;

typedef struct {
  const char *symbol;
  const char *name;
  float minimum;
  float maximum;
  float default_value;
  ControlUnit unit;
  ControlKind kind;
  ControlGroup group;
  bool is_output;
  const char *comment;
} ControlInfo;

extern const ControlInfo control_info[CONTROL_COUNT];

/** The value of the genre control that stands for the own profile, behind Auto and the
    genres. */
#define GENRE_CHOICE_OWN (GENRE_COUNT + 1)

/** Names of the values of a control that is an enumeration, value 0 first; their
    number in *count. NULL and 0 for the other kinds. */
const char *const *control_values(ControlKind kind, int *count);

/** `value` within the control's range and, for switches and enumerations, whole;
    the default for NaN. Real-time safe. */
float control_clamp(Control control, float value);

/** The control with this symbol, or CONTROL_COUNT. */
Control control_by_symbol(const char *symbol);

/* Ports: n_channels inputs, n_channels outputs, the two atom ports, the controls. */

/** LV2 port index of the first control; add a Control to it. */
#define PORT_EVENTS_IN(n_channels) (2u * (uint32_t)(n_channels))
#define PORT_EVENTS_OUT(n_channels) (PORT_EVENTS_IN(n_channels) + 1u)
#define PORT_CONTROLS(n_channels) (PORT_EVENTS_IN(n_channels) + 2u)
#define PORT_COUNT(n_channels) (PORT_CONTROLS(n_channels) + CONTROL_COUNT)

#endif
