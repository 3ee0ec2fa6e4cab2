/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The fields of memory.def as a structure of plain doubles, without pointers. So it can be
 * handed from thread to thread and saved directly.
 */
#ifndef GENRE_EQ_PLUGIN_MEMORY_H
#define GENRE_EQ_PLUGIN_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#include "dsp/equalizer.h"
#include "dsp/loudness_spread.h"
#include "dsp/spectrum.h"
#include "model/features.h"
#include "plugin/report.h"

#define MEMORY_VERSION 6
/** Versions 1 to 3 were never released, and are not read. */
#define MEMORY_VERSION_OLDEST 4

typedef struct {
#define FIELD(symbol, count, minimum, maximum, comment) double symbol[count];
#include "plugin/memory.def"
} Memory;

enum {
#define FIELD(symbol, count, minimum, maximum, comment) MEMORY_##symbol,
#include "plugin/memory.def"
  MEMORY_FIELD_COUNT,
#define FIELD(symbol, count, minimum, maximum, comment) +1
#define LEARNED_BY_GENRE(symbol, count, minimum, maximum, comment) +GENRE_COUNT
  MEMORY_PROPERTY_COUNT = 0
#include "plugin/memory.def"
};

typedef enum {
  MEMORY_CURVE,            /**< FIELD */
  MEMORY_LEARNED,          /**< LEARNED */
  MEMORY_LEARNED_BY_GENRE, /**< LEARNED_BY_GENRE */
} MemoryKind;

typedef struct {
  const char *symbol;
  MemoryKind kind;
  size_t offset;    /**< in Memory, bytes */
  int n_properties; /**< that it is saved as: 1, or one a genre */
  int count;        /**< doubles of one property */
  double minimum;
  double maximum;
} MemoryField;

extern const MemoryField memory_field[MEMORY_FIELD_COUNT];

/** The doubles of a field, those of each property in turn. Any thread, real-time safe. */
double *memory_values(Memory *memory, const MemoryField *field);
const double *memory_values_const(const Memory *memory, const MemoryField *field);

#define MEMORY_URI_BYTES 128

/** The URI of a field's property, from 0 to n_properties - 1. Not real-time safe. */
void memory_uri(const MemoryField *field, int property, char uri[MEMORY_URI_BYTES]);

/** Clamps each value to its field's range and makes the probabilities sum to 1.
    False, with *memory undefined, when a value is not finite. Any thread. */
bool memory_mend(Memory *memory);

/** Checks that this plugin can have made the curve. No real curve moves every band by more
    than the largest wish. No real loudness match is far from its curve, and no real makeup
    is above its match. A damaged or invented file may hold such values, and would be loud.
    Then the curve becomes flat, what was learned stays, and the fault is returned;
    otherwise NULL. Not real-time safe. */
const char *memory_mend_curve(Memory *memory);

#endif
