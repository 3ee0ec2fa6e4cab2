/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A property is saved as an atom:String of the IEEE 754 bits of its doubles: 16 hexadecimal
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
#include "plugin/version.h"

enum {
  HEX_DIGITS = 16,
  CHARS_PER_VALUE = HEX_DIGITS + 1, /* and a space, or the final NUL */
};

/* Room for the longest property. */
typedef union {
#define FIELD(symbol, count, minimum, maximum, comment) char symbol[CHARS_PER_VALUE * (count)];
#define LEARNED_BY_GENRE(symbol, count, minimum, maximum, comment)                                 \
  FIELD(symbol, count, minimum, maximum, comment)
#include "plugin/memory.def"
} PropertyText;

static const char genres_known[] = ""
#define GENRE(id, symbol, name, value, port) #symbol " "
#include "model/genres.def"
    ;

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

/* Where a state goes to, or comes from. */
typedef struct {
  LV2_State_Store_Function store;
  LV2_State_Retrieve_Function retrieve;
  LV2_State_Handle handle;
  LV2_URID_Map *map;
} Host;

static LV2_State_Status store_text(const Host *host, const char *uri, const char *text)
{
  return host->store(host->handle, urid(host->map, uri), text, strlen(text) + 1,
                     urid(host->map, LV2_ATOM__String), LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
}

static LV2_State_Status store_values(const Host *host, const char *uri, const double *value,
                                     int count)
{
  char text[sizeof(PropertyText)];
  for (int k = 0; k < count; ++k) {
    write_hex(value[k], text + k * CHARS_PER_VALUE);
    text[k * CHARS_PER_VALUE + HEX_DIGITS] = ' ';
  }
  text[count * CHARS_PER_VALUE - 1] = '\0';
  return store_text(host, uri, text);
}

LV2_State_Status state_store(const Memory *memory, LV2_State_Store_Function store,
                             LV2_State_Handle handle, LV2_URID_Map *map)
{
  const Host host = {.store = store, .handle = handle, .map = map};
  const int32_t version = MEMORY_VERSION;
  LV2_State_Status status =
      store(handle, urid(map, MEMORY_VERSION_URI), &version, sizeof version,
            urid(map, LV2_ATOM__Int), LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
  status = status == LV2_STATE_SUCCESS ? store_text(&host, VERSION_URI, GENRE_EQ_VERSION) : status;
  status =
      status == LV2_STATE_SUCCESS ? store_text(&host, MEMORY_GENRES_URI, genres_known) : status;
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    const MemoryField *field = &memory_field[i];
    const double *value = memory_values_const(memory, field);
    for (int k = 0; k < field->n_properties && status == LV2_STATE_SUCCESS; ++k) {
      char uri[MEMORY_URI_BYTES];
      memory_uri(field, k, uri);
      status = store_values(&host, uri, value + k * field->count, field->count);
    }
  }
  return status;
}

/* The text that is saved under this key, and its length. NULL if there is none, or if it is
 * not a text. Carla 2.5 returns a text without its final NUL; other hosts return it with the
 * NUL. */
static const char *retrieve_text(const Host *host, const char *uri, size_t *length)
{
  size_t size = 0;
  uint32_t type = 0;
  uint32_t flags = 0;
  const char *text = host->retrieve(host->handle, urid(host->map, uri), &size, &type, &flags);
  if (!text || type != urid(host->map, LV2_ATOM__String)) {
    return NULL;
  }
  *length = strnlen(text, size);
  return text;
}

typedef enum {
  VALUES_READ,
  VALUES_OF_OTHER_COUNT, /* well formed, but more or fewer of them */
  VALUES_ABSENT,
  VALUES_DAMAGED,
} ValuesResult;

static ValuesResult retrieve_values(const Host *host, const char *uri, double *value, int count)
{
  size_t length = 0;
  const char *text = retrieve_text(host, uri, &length);
  if (!text) {
    return VALUES_ABSENT;
  }
  if ((length + 1) % CHARS_PER_VALUE != 0) {
    return VALUES_DAMAGED;
  }
  const size_t n_found = (length + 1) / CHARS_PER_VALUE;
  for (size_t k = 0; k < n_found; ++k) {
    double found;
    if (!read_hex(text + k * CHARS_PER_VALUE, &found)) {
      return VALUES_DAMAGED;
    }
    if (k < (size_t)count) {
      value[k] = found;
    }
  }
  return n_found == (size_t)count ? VALUES_READ : VALUES_OF_OTHER_COUNT;
}

/* True if the text holds this word. Each word of the text has a space behind it. */
static bool has_word(const char *text, size_t length, const char *word)
{
  const size_t n = strlen(word);
  size_t start = 0;
  for (size_t i = 0; i < length; ++i) {
    if (text[i] == ' ') {
      if (i - start == n && memcmp(text + start, word, n) == 0) {
        return true;
      }
      start = i + 1;
    }
  }
  return false;
}

/* A session of another version may sound different: the host's log says so. */
static void tell_version(const Host *host, LV2_Log_Logger *logger)
{
  size_t length = 0;
  const char *text = retrieve_text(host, VERSION_URI, &length);
  if (text && length < 16 &&
      (length != strlen(GENRE_EQ_VERSION) || memcmp(text, GENRE_EQ_VERSION, length) != 0)) {
    lv2_log_note(logger,
                 "Genre EQ: version %.*s saved this state; it may sound different with this one, "
                 "%s\n",
                 (int)length, text, GENRE_EQ_VERSION);
  }
}

/* What the state says beside the memory itself. */
typedef struct {
  Host host;
  int32_t version;
  bool has_genre[GENRE_COUNT]; /* the state has the fields of this genre */
  bool of_other_tables;        /* other bands or features were heard when it was saved */
} Reading;

static bool retrieve_genres(Reading *reading)
{
  size_t length = 0;
  const char *text = retrieve_text(&reading->host, MEMORY_GENRES_URI, &length);
  for (int genre = 0; text && genre < GENRE_COUNT; ++genre) {
    reading->has_genre[genre] = has_word(text, length, genre_symbol[genre]);
  }
  return text != NULL;
}

/* A field that the saving version did not know stays as it is in a new instance. */
static bool retrieve_field(Reading *reading, Memory *memory, const MemoryField *field)
{
  for (int k = 0; k < field->n_properties; ++k) {
    double *value = memory_values(memory, field) + k * field->count;
    if (field->kind == MEMORY_LEARNED_BY_GENRE && !reading->has_genre[k]) {
      memset(value, 0, (size_t)field->count * sizeof *value);
      continue;
    }
    char uri[MEMORY_URI_BYTES];
    memory_uri(field, k, uri);
    const ValuesResult result = retrieve_values(&reading->host, uri, value, field->count);
    const bool is_later = result == VALUES_ABSENT && reading->version < MEMORY_VERSION;
    const bool is_other = result == VALUES_OF_OTHER_COUNT && field->kind != MEMORY_CURVE;
    reading->of_other_tables = reading->of_other_tables || is_other;
    if (result != VALUES_READ && !is_later && !is_other) {
      return false;
    }
  }
  return true;
}

static void forget_what_was_learned(Memory *memory, const Memory *fresh)
{
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    const MemoryField *field = &memory_field[i];
    if (field->kind != MEMORY_CURVE) {
      memcpy(memory_values(memory, field), memory_values_const(fresh, field),
             (size_t)(field->n_properties * field->count) * sizeof(double));
    }
  }
}

/* True if this version reads states of that version. If not, the log says so. */
static bool is_version_read(int32_t version, LV2_Log_Logger *logger)
{
  if (version >= MEMORY_VERSION_OLDEST && version <= MEMORY_VERSION) {
    return true;
  }
  lv2_log_error(logger,
                "Genre EQ: the saved state has version %d, this plugin reads %d to %d; "
                "not restored: %s\n",
                (int)version, MEMORY_VERSION_OLDEST, MEMORY_VERSION,
                version > MEMORY_VERSION ? "update the plugin"
                                         : "it was saved before the first release");
  return false;
}

StateResult state_retrieve(Memory *memory, LV2_State_Retrieve_Function retrieve,
                           LV2_State_Handle handle, LV2_URID_Map *map, LV2_Log_Logger *logger)
{
  Reading reading = {.host = {.retrieve = retrieve, .handle = handle, .map = map}};
  const Memory fresh = *memory;
  size_t size = 0;
  uint32_t type = 0;
  uint32_t flags = 0;
  const void *data = retrieve(handle, urid(map, MEMORY_VERSION_URI), &size, &type, &flags);
  if (!data) {
    return STATE_NONE;
  }
  if (type != urid(map, LV2_ATOM__Int) || size != sizeof reading.version) {
    lv2_log_error(logger, "Genre EQ: the saved state has no readable version; not restored\n");
    return STATE_DAMAGED;
  }
  memcpy(&reading.version, data, sizeof reading.version);
  if (!is_version_read(reading.version, logger)) {
    return STATE_DAMAGED;
  }
  const char *damaged = retrieve_genres(&reading) ? NULL : "genres";
  for (int i = 0; i < MEMORY_FIELD_COUNT && !damaged; ++i) {
    damaged = retrieve_field(&reading, memory, &memory_field[i]) ? NULL : memory_field[i].symbol;
  }
  if (damaged) {
    lv2_log_error(logger, "Genre EQ: '%s' is missing or damaged in the saved state; not restored\n",
                  damaged);
    return STATE_DAMAGED;
  }
  if (reading.of_other_tables) {
    forget_what_was_learned(memory, &fresh);
    lv2_log_warning(logger, "Genre EQ: the saved state is of a version that hears other bands; "
                            "the curve is kept, what was learned starts anew\n");
  }
  tell_version(&reading.host, logger);
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
