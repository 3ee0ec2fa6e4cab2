/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/report_atom.h"

#include <lv2/atom/util.h>
#include <lv2/patch/patch.h>
#include <stddef.h>
#include <string.h>

#include "plugin/controls.h"

void report_urids_map(ReportUrids *urids, LV2_URID_Map *map)
{
  urids->atom_Object = map->map(map->handle, LV2_ATOM__Object);
  urids->atom_Vector = map->map(map->handle, LV2_ATOM__Vector);
  urids->atom_Float = map->map(map->handle, LV2_ATOM__Float);
  urids->atom_Sequence = map->map(map->handle, LV2_ATOM__Sequence);
  urids->atom_String = map->map(map->handle, LV2_ATOM__String);
  urids->patch_Put = map->map(map->handle, LV2_PATCH__Put);
  urids->patch_body = map->map(map->handle, LV2_PATCH__body);
  urids->Report = map->map(map->handle, GENRE_EQ_PREFIX "Report");
  for (int i = 0; i < REPORT_FIELD_COUNT; ++i) {
    urids->field[i] = map->map(map->handle, report_field[i].uri);
  }
  for (int i = 0; i < REPORT_TEXT_COUNT; ++i) {
    urids->text[i] = map->map(map->handle, report_text[i].uri);
  }
}

/* One property of an object whose value is a vector, as it lies in memory. */
typedef struct {
  LV2_Atom_Property_Body property;
  LV2_Atom_Vector_Body vector;
} VectorHeader;

/* The start of the message, up to the report's first property. */
typedef struct {
  LV2_Atom_Object_Body put;
  LV2_Atom_Property_Body body;
  LV2_Atom_Object_Body report;
} PutHeader;

static uint32_t padded(uint32_t n_bytes)
{
  return (n_bytes + 7u) & ~7u;
}

static uint32_t field_bytes(const ReportField *field)
{
  return (uint32_t)((size_t)field->count * sizeof(float));
}

static uint32_t event_bytes(void)
{
  uint32_t n_bytes = sizeof(LV2_Atom_Event) + sizeof(PutHeader);
  for (int i = 0; i < REPORT_FIELD_COUNT; ++i) {
    n_bytes += (uint32_t)sizeof(VectorHeader) + padded(field_bytes(&report_field[i]));
  }
  for (int i = 0; i < REPORT_TEXT_COUNT; ++i) {
    n_bytes += (uint32_t)sizeof(LV2_Atom_Property_Body) + padded((uint32_t)report_text[i].n_bytes);
  }
  return n_bytes;
}

static char *write_field(const ReportUrids *urids, int i, const Report *report, char *at)
{
  const uint32_t n_bytes = field_bytes(&report_field[i]);
  const VectorHeader header = {
      .property = {.key = urids->field[i],
                   .value = {.size = (uint32_t)sizeof(LV2_Atom_Vector_Body) + n_bytes,
                             .type = urids->atom_Vector}},
      .vector = {.child_size = sizeof(float), .child_type = urids->atom_Float},
  };
  memcpy(at, &header, sizeof header);
  memcpy(at + sizeof header, (const char *)report + report_field[i].offset, n_bytes);
  memset(at + sizeof header + n_bytes, 0, padded(n_bytes) - n_bytes);
  return at + sizeof header + padded(n_bytes);
}

/* Writes all bytes of the text's field, so that every report has the same length. */
static char *write_text(const ReportUrids *urids, int i, const Report *report, char *at)
{
  const uint32_t n_bytes = (uint32_t)report_text[i].n_bytes;
  const char *text = (const char *)report + report_text[i].offset;
  const LV2_Atom_Property_Body property = {.key = urids->text[i],
                                           .value = {.size = n_bytes, .type = urids->atom_String}};
  memcpy(at, &property, sizeof property);
  memset(at + sizeof property, 0, padded(n_bytes));
  memcpy(at + sizeof property, text, strnlen(text, n_bytes - 1));
  return at + sizeof property + padded(n_bytes);
}

void report_atom_write(const ReportUrids *urids, const Report *report, LV2_Atom_Sequence *port)
{
  const uint32_t capacity = port->atom.size;
  if (capacity < sizeof(LV2_Atom_Sequence_Body)) {
    return;
  }
  port->atom.size = sizeof(LV2_Atom_Sequence_Body);
  port->atom.type = urids->atom_Sequence;
  port->body.unit = 0;
  port->body.pad = 0;
  if (!report || capacity < sizeof(LV2_Atom_Sequence_Body) + event_bytes()) {
    return;
  }
  /* Copied, not written in-place: a host's buffer may begin at any address. */
  const LV2_Atom_Event event = {.body = {.type = urids->atom_Object,
                                         .size = event_bytes() - (uint32_t)sizeof(LV2_Atom_Event)}};
  const PutHeader header = {
      .put = {.id = 0, .otype = urids->patch_Put},
      .body = {.key = urids->patch_body,
               .value = {.type = urids->atom_Object,
                         .size = event.body.size - (uint32_t)offsetof(PutHeader, report)}},
      .report = {.id = 0, .otype = urids->Report},
  };
  char *at = (char *)(&port->body + 1);
  memcpy(at, &event, sizeof event);
  at += sizeof event;
  memcpy(at, &header, sizeof header);
  at += sizeof header;
  for (int i = 0; i < REPORT_FIELD_COUNT; ++i) {
    at = write_field(urids, i, report, at);
  }
  for (int i = 0; i < REPORT_TEXT_COUNT; ++i) {
    at = write_text(urids, i, report, at);
  }
  port->atom.size += event_bytes();
}

static void read_field(const ReportUrids *urids, int i, const LV2_Atom *value, const char *body,
                       Report *report)
{
  LV2_Atom_Vector_Body vector;
  if (value->type != urids->atom_Vector || value->size < sizeof vector) {
    return;
  }
  memcpy(&vector, body, sizeof vector);
  if (vector.child_type != urids->atom_Float || vector.child_size != sizeof(float)) {
    return;
  }
  uint32_t n_bytes = value->size - (uint32_t)sizeof vector;
  if (n_bytes > field_bytes(&report_field[i])) {
    n_bytes = field_bytes(&report_field[i]);
  }
  memcpy((char *)report + report_field[i].offset, body + sizeof vector, n_bytes);
}

/* A report is only a message and may hold any bytes. If they are not a name, there is none:
 * a window must draw only text. */
static void read_text(const ReportUrids *urids, int i, const LV2_Atom *value, const char *body,
                      Report *report)
{
  if (value->type != urids->atom_String) {
    return;
  }
  const uint32_t n_bytes = (uint32_t)report_text[i].n_bytes;
  char *text = (char *)report + report_text[i].offset;
  memset(text, 0, n_bytes);
  memcpy(text, body, value->size < n_bytes ? value->size : n_bytes - 1);
  if (!profile_name_is_fine(text)) {
    memset(text, 0, n_bytes);
  }
}

bool report_atom_read(const ReportUrids *urids, const LV2_Atom *atom, Report *report)
{
  PutHeader header;
  if (atom->type != urids->atom_Object || atom->size < sizeof header) {
    return false;
  }
  memcpy(&header, atom + 1, sizeof header);
  const uint32_t n_bytes = header.body.value.size;
  if (header.put.otype != urids->patch_Put || header.body.key != urids->patch_body ||
      header.body.value.type != urids->atom_Object || header.report.otype != urids->Report ||
      n_bytes < sizeof header.report || n_bytes > atom->size - offsetof(PutHeader, report)) {
    return false;
  }
  /* LV2's own loop over properties trusts their sizes, so a damaged message could make it
   * read past the end. */
  const char *at = (const char *)(atom + 1) + sizeof header;
  const char *end = (const char *)(atom + 1) + offsetof(PutHeader, report) + n_bytes;
  LV2_Atom_Property_Body property;
  while ((size_t)(end - at) >= sizeof property) {
    memcpy(&property, at, sizeof property);
    at += sizeof property;
    if (property.value.size > (size_t)(end - at)) {
      break;
    }
    for (int i = 0; i < REPORT_FIELD_COUNT; ++i) {
      if (property.key == urids->field[i]) {
        read_field(urids, i, &property.value, at, report);
      }
    }
    for (int i = 0; i < REPORT_TEXT_COUNT; ++i) {
      if (property.key == urids->text[i]) {
        read_text(urids, i, &property.value, at, report);
      }
    }
    if (padded(property.value.size) > (size_t)(end - at)) {
      break;
    }
    at += padded(property.value.size);
  }
  return true;
}
