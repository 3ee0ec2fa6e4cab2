/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A field is saved as an atom:String of the IEEE 754 bits of its doubles: 16 hexadecimal
 * digits each, with a space between. As numbers they would lose digits: hosts write numbers
 * to Turtle in decimal and cut them (sratom after 16 places, so 1e-12 keeps four digits), and
 * a locale with a decimal comma may break them. A string comes back unchanged, and the
 * restored session sounds the same to the last bit.
 */
#include "plugin/state.h"

#include <lv2/atom/atom.h>
#include <stdint.h>
#include <string.h>

#include "plugin/controls.h"

#define VERSION_URI GENRE_EQ_PREFIX "memory-version"

enum {
  HEX_DIGITS = 16,
  CHARS_PER_VALUE = HEX_DIGITS + 1, /* and a space, or the final NUL */
};

/* Room for the longest field. */
typedef union {
#define FIELD(symbol, count, minimum, maximum, comment) char symbol[(count)*CHARS_PER_VALUE];
#include "plugin/memory.def"
} FieldText;

static LV2_URID urid(LV2_URID_Map *map, const char *uri)
{
  return map->map(map->handle, uri);
}

static void write_hex(double value, char *text)
{
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  for (int digit = HEX_DIGITS - 1; digit >= 0; --digit) {
    text[digit] = "0123456789abcdef"[bits & 15];
    bits >>= 4;
  }
}

static bool read_hex(const char *text, double *value)
{
  uint64_t bits = 0;
  for (int digit = 0; digit < HEX_DIGITS; ++digit) {
    const char c = text[digit];
    if (c >= '0' && c <= '9') {
      bits = bits << 4 | (uint64_t)(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      bits = bits << 4 | (uint64_t)(c - 'a' + 10);
    } else {
      return false;
    }
  }
  memcpy(value, &bits, sizeof bits);
  return true;
}

LV2_State_Status state_store(const Memory *memory, LV2_State_Store_Function store,
                             LV2_State_Handle handle, LV2_URID_Map *map)
{
  const uint32_t flags = LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE;
  const int32_t version = MEMORY_VERSION;
  LV2_State_Status status = store(handle, urid(map, VERSION_URI), &version, sizeof version,
                                  urid(map, LV2_ATOM__Int), flags);
  for (int i = 0; i < MEMORY_FIELD_COUNT && status == LV2_STATE_SUCCESS; ++i) {
    const MemoryField *field = &memory_field[i];
    const double *value = memory_values_const(memory, field);
    char text[sizeof(FieldText)];
    for (int k = 0; k < field->count; ++k) {
      write_hex(value[k], text + k * CHARS_PER_VALUE);
      text[k * CHARS_PER_VALUE + HEX_DIGITS] = ' ';
    }
    const size_t n_chars = (size_t)field->count * CHARS_PER_VALUE;
    text[n_chars - 1] = '\0';
    status =
        store(handle, urid(map, field->uri), text, n_chars, urid(map, LV2_ATOM__String), flags);
  }
  return status;
}

/* Carla 2.5 returns a text without its final NUL; other hosts return it with the NUL. */
static bool has_length(size_t size, size_t n_chars)
{
  return size == n_chars || size == n_chars - 1;
}

/* A field that came after the version that saved stays as it is in a new instance. */
static bool retrieve_field(Memory *memory, const MemoryField *field, int32_t version,
                           LV2_State_Retrieve_Function retrieve, LV2_State_Handle handle,
                           LV2_URID_Map *map)
{
  size_t size = 0;
  uint32_t type = 0;
  uint32_t flags = 0;
  const char *text = retrieve(handle, urid(map, field->uri), &size, &type, &flags);
  if (!text && version < MEMORY_VERSION) {
    return true;
  }
  if (!text || type != urid(map, LV2_ATOM__String) ||
      !has_length(size, (size_t)field->count * CHARS_PER_VALUE)) {
    return false;
  }
  double *value = memory_values(memory, field);
  bool good = true;
  for (int k = 0; k < field->count; ++k) {
    good = good && read_hex(text + k * CHARS_PER_VALUE, &value[k]);
  }
  return good;
}

StateResult state_retrieve(Memory *memory, LV2_State_Retrieve_Function retrieve,
                           LV2_State_Handle handle, LV2_URID_Map *map, LV2_Log_Logger *logger)
{
  size_t size = 0;
  uint32_t type = 0;
  uint32_t flags = 0;
  int32_t version = 0;
  const void *data = retrieve(handle, urid(map, VERSION_URI), &size, &type, &flags);
  if (!data) {
    return STATE_NONE;
  }
  if (type != urid(map, LV2_ATOM__Int) || size != sizeof version) {
    lv2_log_error(logger, "Genre EQ: the saved state has no readable version; not restored\n");
    return STATE_DAMAGED;
  }
  memcpy(&version, data, sizeof version);
  if (version < 1 || version > MEMORY_VERSION) {
    lv2_log_error(logger,
                  "Genre EQ: the saved state has version %d, this plugin knows up to %d; "
                  "not restored: update the plugin\n",
                  (int)version, MEMORY_VERSION);
    return STATE_DAMAGED;
  }
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    if (!retrieve_field(memory, &memory_field[i], version, retrieve, handle, map)) {
      lv2_log_error(logger,
                    "Genre EQ: '%s' is missing or damaged in the saved state; not restored\n",
                    memory_field[i].symbol);
      return STATE_DAMAGED;
    }
  }
  if (!memory_mend(memory)) {
    lv2_log_error(logger, "Genre EQ: the saved state holds NaN or Inf; not restored\n");
    return STATE_DAMAGED;
  }
  const char *fault = memory_mend_curve(memory);
  if (fault) {
    lv2_log_warning(logger,
                    "Genre EQ: the saved curve cannot be one of this plugin's (%s); starts flat, "
                    "what was learned is kept\n",
                    fault);
  }
  return STATE_READ;
}
