/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/memory.h"

#include <math.h>

#include "plugin/controls.h"

const MemoryField memory_field[MEMORY_FIELD_COUNT] = {
#define FIELD(symbol, count, minimum, maximum, comment)                                            \
  {#symbol, GENRE_EQ_PREFIX "memory-" #symbol, offsetof(Memory, symbol), count, minimum, maximum},
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

/* Damaged files may hold any probabilities; the rest of the plugin may rely on them
 * being a distribution. Those that are one keep their bits. */
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
    for (int k = 0; k < field->count; ++k) {
      if (!isfinite(value[k])) {
        return false;
      }
      value[k] = fmin(fmax(value[k], field->minimum), field->maximum);
    }
  }
  memory->label[0] = floor(memory->label[0]);
  normalise(memory->probability);
  return true;
}
