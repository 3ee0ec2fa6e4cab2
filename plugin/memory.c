/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "dsp/portable_math.h"
#include "plugin/controls.h"

/* While the curve glides, match and makeup may differ from what the curve asks for by this
 * much. Measured on 72 songs, with controls turned at random: the match up to 1.5 dB beyond
 * its curve, the makeup up to 0.3 dB above its match. */
#define MATCH_TOLERANCE_DB 4.0
#define MAKEUP_TOLERANCE_DB 2.0

#define LARGEST_WISH_DB 6.0

const MemoryField memory_field[MEMORY_FIELD_COUNT] = {
#define FIELD(symbol, count, minimum, maximum, comment)                                            \
  {#symbol, MEMORY_CURVE, offsetof(Memory, symbol), 1, count, minimum, maximum},
#define LEARNED(symbol, count, minimum, maximum, comment)                                          \
  {#symbol, MEMORY_LEARNED, offsetof(Memory, symbol), 1, count, minimum, maximum},
#define LEARNED_BY_GENRE(symbol, count, minimum, maximum, comment)                                 \
  {#symbol, MEMORY_LEARNED_BY_GENRE, offsetof(Memory, symbol), GENRE_COUNT, count, minimum,        \
   maximum},
#include "plugin/memory.def"
};

double *memory_values(Memory *memory, const MemoryField *field)
{
  return (double *)((char *)memory + field->offset);
}

const double *memory_values_const(const Memory *memory, const MemoryField *field)
{
  return (const double *)((const char *)memory + field->offset);
}

void memory_uri(const MemoryField *field, int property, char uri[MEMORY_URI_BYTES])
{
  const bool by_genre = field->kind == MEMORY_LEARNED_BY_GENRE;
  snprintf(uri, MEMORY_URI_BYTES, GENRE_EQ_PREFIX "memory-%s%s%s", field->symbol,
           by_genre ? "-" : "", by_genre ? genre_symbol[property] : "");
}

/* A damaged file may hold any probabilities, but the rest of the plugin relies on a
 * distribution. Probabilities that are a distribution keep their bits. */
static void normalise(double probability[GENRE_COUNT])
{
  double sum = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    sum += probability[genre];
  }
  if (fabs(sum - 1.0) < 1e-4) {
    return;
  }
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    probability[genre] = sum > 0.0 ? probability[genre] / sum : 1.0 / GENRE_COUNT;
  }
}

bool memory_mend(Memory *memory)
{
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    const MemoryField *field = &memory_field[i];
    double *value = memory_values(memory, field);
    for (int k = 0; k < field->n_properties * field->count; ++k) {
      if (!isfinite(value[k])) {
        return false;
      }
      value[k] = fmin(fmax(value[k], field->minimum), field->maximum);
    }
  }
  normalise(memory->probability);
  return true;
}

typedef struct {
  double lowest_db;
  double highest_db;
} CurveSpan;

static CurveSpan curve_span(const double section_db[BAND_COUNT])
{
  CurveSpan span = {HUGE_VAL, -HUGE_VAL};
  for (double freq_hz = 16.0; freq_hz < 24000.0; freq_hz *= 1.1) {
    const double curve_db = power_to_db(analog_curve_power(section_db, freq_hz));
    span.lowest_db = fmin(span.lowest_db, curve_db);
    span.highest_db = fmax(span.highest_db, curve_db);
  }
  return span;
}

static const char *fault_of_curve(const double section_db[BAND_COUNT], double match_db)
{
  const CurveSpan span = curve_span(section_db);
  if (span.lowest_db > LARGEST_WISH_DB || span.highest_db < -LARGEST_WISH_DB) {
    return "its curve moves every band further than any wish";
  }
  if (-match_db > span.highest_db + MATCH_TOLERANCE_DB ||
      -match_db < span.lowest_db - MATCH_TOLERANCE_DB) {
    return "its loudness match is not that of its curve";
  }
  return NULL;
}

const char *memory_mend_curve(Memory *memory)
{
  const char *fault = fault_of_curve(memory->section_db, memory->match_db[0]);
  if (!fault) {
    fault = fault_of_curve(memory->section_to_db, memory->match_to_db[0]);
  }
  if (!fault && memory->makeup_db[0] > fmax(memory->match_db[0], 0.0) + MAKEUP_TOLERANCE_DB) {
    fault = "its makeup gain is above its loudness match";
  }
  if (fault) {
    memset(memory->wanted_db, 0, sizeof memory->wanted_db);
    memset(memory->section_db, 0, sizeof memory->section_db);
    memset(memory->section_to_db, 0, sizeof memory->section_to_db);
    memory->match_db[0] = memory->match_to_db[0] = memory->makeup_db[0] = 0.0;
  }
  return fault;
}
