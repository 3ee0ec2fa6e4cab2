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

#include "dsp/bands.h"
#include "model/genres.h"

#define GENRE_EQ_URI_STEREO "urn:genre-eq:stereo"
#define GENRE_EQ_URI_MONO "urn:genre-eq:mono"
#define GENRE_EQ_UI_URI "urn:genre-eq:ui"
/** Every other URI of the plugin begins with this. */
#define GENRE_EQ_PREFIX "urn:genre-eq:"
/** Key of the version (an atom:String) that saved a state or wrote a report. */
#define VERSION_URI GENRE_EQ_PREFIX "version"

typedef enum {
#define INPUT(place, id, symbol, name, minimum, maximum, default_, unit, kind, comment)            \
  CONTROL_##id = place,
#define OUTPUT(place, id, symbol, name, minimum, maximum, default_, unit, kind, comment)           \
  CONTROL_##id = place,
#include "plugin/controls.def"
#define INPUT(place, id, symbol, name, minimum, maximum, default_, unit, kind, comment) +1
#define OUTPUT(place, id, symbol, name, minimum, maximum, default_, unit, kind, comment) +1
  CONTROL_COUNT = 0
#include "plugin/controls.def"
} Control;

typedef enum {
#define MODE(id, symbol, name) MODE_##id,
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
  KIND_GENRE_CHOICE, /**< GENRE_VALUE_AUTO, GENRE_VALUE_OWN or a genre's value */
  KIND_GENRE_HEARD,  /**< GENRE_VALUE_UNSURE or a genre's value */
} ControlKind;

typedef struct {
  const char *symbol;
  const char *name;
  float minimum;
  float maximum;
  float default_value;
  ControlUnit unit;
  ControlKind kind;
  bool is_output;
  const char *comment;
} ControlInfo;

extern const ControlInfo control_info[CONTROL_COUNT];

/** The probability port of each genre. */
extern const Control genre_probability[GENRE_COUNT];

/** A value of an enumeration. */
typedef struct {
  int value;
  const char *symbol; /**< which programs may rely on: "hiphop" */
  const char *name;   /**< for people: "hip hop" */
} ScalePoint;

enum { GENRE_CHOICES = GENRE_COUNT + 2 }; /**< with Auto and the own profile */

/** The values of a control that is an enumeration, in the order in which a menu shows
    them (not that of their numbers, which may have gaps); how many in *count. NULL and 0
    for the other kinds. */
const ScalePoint *control_points(ControlKind kind, int *count);

/** The place in control_points() of the value nearest to `value`; the lower of two, the
    lowest for NaN. 0 for kinds that are not an enumeration. Real-time safe. */
int control_nearest_point(ControlKind kind, float value);

/** `value` within the control's range; for a switch 0 or 1; for an enumeration the nearest
    of its values; the default for NaN. Real-time safe. */
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
