/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/report_reader.h"

#include <string.h>

#include <lv2/atom/util.h>

void report_reader_init(ReportReader *reader, const LV2_URID_Map *map)
{
  reader->report_type = map->map(map->handle, GENRE_EQ_REPORT_URI);
  reader->object_type = map->map(map->handle, LV2_ATOM__Object);
  reader->vector_type = map->map(map->handle, LV2_ATOM__Vector);
  reader->float_type = map->map(map->handle, LV2_ATOM__Float);
  for (int i = 0; i < REPORT_FIELD_COUNT; ++i) {
    reader->field[i] = map->map(map->handle, report_field[i].uri);
  }
}

static void read_field(const ReportReader *reader, const LV2_Atom_Property_Body *property,
                       const ReportField *field, Report *report)
{
  const LV2_Atom *value = &property->value;
  if (value->type != reader->vector_type || value->size < sizeof(LV2_Atom_Vector_Body)) {
    return;
  }
  const LV2_Atom_Vector *vector = (const LV2_Atom_Vector *)value;
  if (vector->body.child_type != reader->float_type || vector->body.child_size != sizeof(float)) {
    return;
  }
  const size_t there = value->size - sizeof(LV2_Atom_Vector_Body);
  const size_t room = (size_t)field->count * sizeof(float);
  memcpy((char *)report + field->offset, &vector->body + 1, there < room ? there : room);
}

bool report_reader_read(const ReportReader *reader, const LV2_Atom *event, Report *report)
{
  const LV2_Atom_Object *object = (const LV2_Atom_Object *)event;
  if (event->type != reader->object_type || object->body.otype != reader->report_type) {
    return false;
  }
  LV2_ATOM_OBJECT_FOREACH(object, property)
  {
    for (int i = 0; i < REPORT_FIELD_COUNT; ++i) {
      if (property->key == reader->field[i]) {
        read_field(reader, property, &report_field[i], report);
        break;
      }
    }
  }
  return true;
}
