/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window's note (A and B, undo) in the built bundle: it is kept while no window is open, and
 * saved with the session. Presets do not change it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plugin/note_property.h"
#include "tests/support_note_host.h"
#include "tests/support_state_bag.h"

static LilvWorld *world;

static void save(NoteHost *self, StateBag *bag)
{
  assert_int_equal(self->host->state->save(self->host->handle, state_bag_store, bag, 0, NULL),
                   LV2_STATE_SUCCESS);
}

static void restore(NoteHost *self, StateBag *bag)
{
  assert_int_equal(self->host->state->restore(self->host->handle, state_bag_retrieve, bag, 0, NULL),
                   LV2_STATE_SUCCESS);
}

static const char *saved_note(StateBag *bag)
{
  StateProperty *property = state_bag_find(bag, urids_map(NULL, WINDOW_NOTE_URI));
  assert_non_null(property);
  return property->value;
}

static void it_is_told_to_the_next_window(void **state)
{
  (void)state;
  NoteHost *host = note_host(world);
  note_host_put(host, "b amount=42c80000");
  note_host_run(host);
  assert_false(host->told.window_note.is_set); /* the sender gets no echo */
  assert_string_equal(note_host_ask(host), "b amount=42c80000");
  char longest[WINDOW_NOTE_BYTES];
  memset(longest, '-', sizeof longest);
  longest[sizeof longest - 1] = '\0';
  for (int i = 0; i < 30; ++i) { /* beside a report in the same block, or behind it */
    note_host_put(host, longest);
    assert_string_equal(note_host_ask(host), longest);
  }
  assert_true(host->host->n_reports > 2);
  note_host_free(host);
}

static void it_waits_for_room_in_the_port(void **state)
{
  (void)state;
  LV2_URID_Map map = {NULL, urids_map};
  PatchUrids urids;
  patch_urids_map(&urids, &map);
  NoteProperty property = {.text = "b amount=42c80000", .is_asked_for = true};
  union {
    LV2_Atom_Sequence sequence;
    char bytes[256];
  } port = {.sequence = {.atom = {sizeof(LV2_Atom_Sequence_Body), urids.atom_Sequence}}};
  PatchMessages messages;
  note_property_write(&property, &urids, &port.sequence, 64); /* behind a report, say */
  patch_read(&urids, &port.sequence, &messages);
  assert_false(messages.window_note.is_set);
  for (int i = 0; i < 2; ++i) { /* then it comes, once */
    port.sequence.atom.size = sizeof port.sequence.body;
    note_property_write(&property, &urids, &port.sequence, sizeof port - sizeof(LV2_Atom));
    patch_read(&urids, &port.sequence, &messages);
    assert_int_equal(messages.window_note.is_set, i == 0);
  }
}

static void it_is_saved_with_the_session(void **state)
{
  (void)state;
  static StateBag bag;
  static StateBag again;
  NoteHost *host = note_host(world);
  save(host, &bag);
  assert_string_equal(saved_note(&bag), ""); /* no window was ever used */
  note_host_put(host, "b amount=42c80000");
  note_host_run(host);
  save(host, &bag); /* in silence, while nothing else changes */
  assert_string_equal(saved_note(&bag), "b amount=42c80000");

  NoteHost *other = note_host(world);
  restore(other, &bag);
  save(other, &again); /* before any run() */
  assert_string_equal(saved_note(&again), "b amount=42c80000");
  note_host_run(other);
  assert_true(other->told.window_note.is_set); /* an open window receives it */
  assert_string_equal(note_host_ask(other), "b amount=42c80000");
  note_host_free(host);
  note_host_free(other);
}

static void a_preset_of_the_hosts_leaves_it_alone(void **state)
{
  (void)state;
  static StateBag preset;
  static StateBag bag;
  NoteHost *host = note_host(world);
  note_host_put(host, "a range=40800000");
  note_host_run(host);
  save(host, &preset);
  note_host_put(host, "b amount=42c80000");
  note_host_run(host);
  restore(host, &preset);
  save(host, &bag);
  assert_string_equal(saved_note(&bag), "b amount=42c80000");
  assert_string_equal(note_host_ask(host), "b amount=42c80000");
  note_host_free(host);
}

static void what_is_none_is_not_taken(void **state)
{
  (void)state;
  static const char *const wrong[] = {"b \n", "b \x7f", "b \xc3\xa9", "\x01"};
  static StateBag bag;
  char too_long[WINDOW_NOTE_BYTES + 100];
  memset(too_long, '-', sizeof too_long);
  too_long[sizeof too_long - 1] = '\0';
  NoteHost *host = note_host(world);
  note_host_put(host, "a");
  note_host_run(host);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
    assert_true(note_host_put(host, wrong[i]));
    note_host_run(host);
    assert_string_equal(note_host_ask(host), "a");
  }
  assert_true(note_host_put(host, too_long));
  note_host_run(host);
  assert_string_equal(note_host_ask(host), "a");
  save(host, &bag);
  NoteHost *other = note_host(world);
  StateProperty *property = state_bag_find(&bag, urids_map(NULL, WINDOW_NOTE_URI));
  memcpy(property->value, too_long, sizeof too_long);
  property->size = sizeof too_long;
  restore(other, &bag);
  assert_string_equal(note_host_ask(other), "none");
  note_host_free(host);
  note_host_free(other);
}

static int load_world(void **state)
{
  (void)state;
  world = test_world();
  return 0;
}

static int free_world(void **state)
{
  (void)state;
  lilv_world_free(world);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_is_told_to_the_next_window),
      cmocka_unit_test(it_waits_for_room_in_the_port),
      cmocka_unit_test(it_is_saved_with_the_session),
      cmocka_unit_test(a_preset_of_the_hosts_leaves_it_alone),
      cmocka_unit_test(what_is_none_is_not_taken),
  };
  return cmocka_run_group_tests(tests, load_world, free_world);
}
