/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Sessions of versions with other genres or other bands. None is refused, and the curve is always
 * kept.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/decision.h"
#include "plugin/state.h"
#include "plugin/version.h"
#include "tests/support_engine.h"
#include "tests/support_state_bag.h"
#include "tests/support_urids.h"

/* --- a host ---------------------------------------------------------------------------- */

static LV2_URID_Map map = {NULL, urids_map};

static char told[512];

static int log_it(LV2_Log_Handle handle, LV2_URID type, const char *format, va_list values)
{
  (void)handle;
  (void)type;
  return vsnprintf(told, sizeof told, format, values);
}

static StateResult retrieve(StateBag *bag, Memory *memory)
{
  LV2_Log_Log log = {.vprintf = log_it};
  LV2_Log_Logger logger;
  lv2_log_logger_init(&logger, &map, &log);
  told[0] = '\0';
  return state_retrieve(memory, state_bag_retrieve, bag, &map, &logger);
}

static StateProperty *find(StateBag *bag, const char *symbol)
{
  char uri[MEMORY_URI_BYTES];
  snprintf(uri, sizeof uri, GENRE_EQ_PREFIX "%s", symbol);
  StateProperty *property = state_bag_find(bag, urids_map(NULL, uri));
  if (!property) {
    fail_msg("%s was not saved", uri);
  }
  return property;
}

/* --- what it saves ----------------------------------------------------------------------- */

static Memory fresh_memory(void)
{
  Memory memory;
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  engine_memory(engine, &memory);
  engine_free(engine);
  return memory;
}

/* Jazz at 60 %, equal others, and a curve. */
static Memory some_memory(void)
{
  static const double section_db[BAND_COUNT] = {-2.0, -0.5, 0.25, 1.5, 1.0};
  Memory memory = fresh_memory();
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    memory.probability[genre] = genre == GENRE_JAZZ ? 0.6 : 0.4 / (GENRE_COUNT - 1);
    memory.shown[genre] = genre == GENRE_JAZZ;
    for (int column = 0; column < EVIDENCE_COLUMNS; ++column) {
      memory.evidence[genre * EVIDENCE_COLUMNS + column] = 0.1 * (genre + 1) + 0.01 * column;
    }
  }
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    if (memory_field[i].kind == MEMORY_LEARNED) {
      memory_values(&memory, &memory_field[i])[0] = 0.125;
    }
  }
  memory.match_db[0] = memory.match_to_db[0] = 0.5;
  memcpy(memory.section_db, section_db, sizeof section_db);
  memcpy(memory.section_to_db, section_db, sizeof section_db);
  memcpy(memory.wanted_db, section_db, sizeof section_db);
  return memory;
}

static void save(const Memory *memory, StateBag *bag)
{
  bag->n_properties = 0;
  assert_int_equal(state_store(memory, state_bag_store, bag, &map), LV2_STATE_SUCCESS);
}

static void expect_same(const Memory *a, const Memory *b, MemoryKind kind)
{
  int n_values = 0;
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    const MemoryField *field = &memory_field[i];
    const size_t n = (size_t)field->n_properties * (size_t)field->count;
    if (field->kind == kind) {
      assert_memory_equal(memory_values_const(a, field), memory_values_const(b, field),
                          n * sizeof(double));
      n_values += (int)n;
    }
  }
  assert_true(n_values > 0);
}

/* --- tests --------------------------------------------------------------------------------- */

static void test_what_was_saved_comes_back(void **state)
{
  (void)state;
  static StateBag bag;
  const Memory before = some_memory();
  Memory after = fresh_memory();
  save(&before, &bag);
  assert_int_equal(retrieve(&bag, &after), STATE_READ);
  assert_string_equal(told, "");
  assert_memory_equal(&before, &after, sizeof before);
  print_message("%d properties; %s; %s\n", bag.n_properties, find(&bag, "version")->value,
                find(&bag, "memory-genres")->value);
  assert_string_equal(find(&bag, "version")->value, GENRE_EQ_VERSION);
  assert_int_equal(bag.n_properties, MEMORY_PROPERTY_COUNT + 3);
}

/* A session of another version is read like any other, and the host's log says so. */
static void test_a_session_of_another_version(void **state)
{
  (void)state;
  static StateBag bag;
  const Memory before = some_memory();
  Memory after = fresh_memory();
  save(&before, &bag);
  StateProperty *version = find(&bag, "version");
  version->size = sizeof "0.1.9";
  memcpy(version->value, "0.1.9", version->size);
  assert_int_equal(retrieve(&bag, &after), STATE_READ);
  print_message("%s", told);
  assert_non_null(strstr(told, "0.1.9"));
  assert_memory_equal(&before, &after, sizeof before);
  version->key = urids_map(NULL, "urn:none");
  assert_int_equal(retrieve(&bag, &after), STATE_READ);
  assert_string_equal(told, "");
}

/* Country is newer than the session; "latin" is in the session, but no longer a genre. */
static void test_a_session_of_other_genres(void **state)
{
  (void)state;
  static StateBag bag;
  const Memory before = some_memory();
  Memory after = fresh_memory();
  save(&before, &bag);
  char genres[256] = "latin ";
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    if (genre != GENRE_COUNTRY) {
      strcat(strcat(genres, genre_symbol[genre]), " ");
    }
  }
  StateProperty *known = find(&bag, "memory-genres");
  known->size = strlen(genres) + 1;
  memcpy(known->value, genres, known->size);
  find(&bag, "memory-probability-country")->key = urids_map(NULL, "urn:of-latin-1");
  find(&bag, "memory-evidence-country")->key = urids_map(NULL, "urn:of-latin-2");
  find(&bag, "memory-shown-country")->key = urids_map(NULL, "urn:of-latin-3");

  assert_int_equal(retrieve(&bag, &after), STATE_READ);
  assert_string_equal(told, "");
  double sum = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    print_message("%-10s %.4f -> %.4f\n", genre_name[genre], before.probability[genre],
                  after.probability[genre]);
    sum += after.probability[genre];
  }
  assert_true(fabs(sum - 1.0) < 1e-12);
  assert_true(after.probability[GENRE_COUNTRY] == 0.0);
  assert_true(after.evidence[GENRE_COUNTRY * EVIDENCE_COLUMNS] == 0.0);
  assert_true(after.evidence[GENRE_JAZZ * EVIDENCE_COLUMNS] ==
              before.evidence[GENRE_JAZZ * EVIDENCE_COLUMNS]);
  assert_true(fabs(after.probability[GENRE_JAZZ] / after.probability[GENRE_DISCO] -
                   before.probability[GENRE_JAZZ] / before.probability[GENRE_DISCO]) < 1e-9);
  assert_true(after.shown[GENRE_JAZZ] == 1.0);
  expect_same(&before, &after, MEMORY_LEARNED);
  expect_same(&before, &after, MEMORY_CURVE);
}

/* The label of the session is no longer a genre: unsure until the next answer. */
static void test_a_session_that_showed_a_genre_now_gone(void **state)
{
  (void)state;
  static StateBag bag;
  const Memory before = some_memory();
  Memory after = fresh_memory();
  save(&before, &bag);
  memcpy(strstr(find(&bag, "memory-genres")->value, "jazz"), "jive", 4);
  assert_int_equal(retrieve(&bag, &after), STATE_READ);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    assert_true(after.shown[genre] == 0.0);
  }
  assert_true(after.probability[GENRE_JAZZ] == 0.0);
  assert_true(fabs(after.probability[GENRE_DISCO] - 1.0 / (GENRE_COUNT - 1)) < 1e-12);
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  engine_remember(engine, &after);
  assert_float_equal(engine_output(engine, CONTROL_DETECTED_GENRE), GENRE_VALUE_UNSURE, 0.0f);
  engine_free(engine);
}

/* The session has one band more. */
static void test_a_session_of_other_bands(void **state)
{
  (void)state;
  static StateBag bag;
  const Memory before = some_memory();
  const Memory fresh = fresh_memory();
  Memory after = fresh;
  save(&before, &bag);
  const MemoryField *field = memory_field;
  while (field->kind != MEMORY_LEARNED || field->count == 1) {
    ++field;
  }
  char symbol[64];
  snprintf(symbol, sizeof symbol, "memory-%s", field->symbol);
  StateProperty *property = find(&bag, symbol);
  memcpy(property->value + property->size - 1, " 3fe0000000000000", 18);
  property->size += 17;
  assert_int_equal(retrieve(&bag, &after), STATE_READ);
  print_message("%s", told);
  assert_non_null(strstr(told, "starts anew"));
  expect_same(&before, &after, MEMORY_CURVE);
  expect_same(&fresh, &after, MEMORY_LEARNED);
  expect_same(&fresh, &after, MEMORY_LEARNED_BY_GENRE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_was_saved_comes_back),
      cmocka_unit_test(test_a_session_of_another_version),
      cmocka_unit_test(test_a_session_of_other_genres),
      cmocka_unit_test(test_a_session_that_showed_a_genre_now_gone),
      cmocka_unit_test(test_a_session_of_other_bands),
  };
  return cmocka_run_group_tests_name("state", tests, NULL, NULL);
}
