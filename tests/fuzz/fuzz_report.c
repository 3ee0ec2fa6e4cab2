/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window's side: atoms and port values of any bytes, as a host might pass them on.
 */
#include <math.h>

#include "plugin/report_atom.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support_threads.h"
#include "ui/x11/view.h"

static void ignore_write(void *host, Control control, float value)
{
  (void)host;
  promise(value >= control_info[control].minimum && value <= control_info[control].maximum,
          "the window writes values within the range");
}

static void ignore_touch(void *host, Control control, bool grabbed)
{
  (void)host;
  (void)control;
  (void)grabbed;
}

/* Where the size of the object within the message lies. */
enum {
  INNER_SIZE_AT = sizeof(LV2_Atom_Object) + offsetof(LV2_Atom_Property_Body, value),
};

/* Takes n_bytes off the size that an atom tells. */
static void shorten(uint8_t *atom, uint32_t n_bytes)
{
  uint32_t size;
  memcpy(&size, atom, sizeof size);
  size -= n_bytes;
  memcpy(atom, &size, sizeof size);
}

/* A report with some changed bytes gets further than random bytes. It may end early, within the
 * last property. */
static size_t damaged_report(Input *input, const ReportUrids *urids, uint8_t *bytes)
{
  static union {
    LV2_Atom_Sequence sequence;
    char bytes[REPORT_ATOM_BYTES];
    int64_t alignment;
  } port;
  const Report report = {0};
  port.sequence.atom.size = sizeof port - sizeof(LV2_Atom);
  report_atom_write(urids, &report, &port.sequence);
  const size_t head = sizeof(LV2_Atom_Sequence) + offsetof(LV2_Atom_Event, body);
  const size_t size = sizeof port.sequence.atom + port.sequence.atom.size - head;
  memcpy(bytes, port.bytes + head, size);
  for (int n = take_byte(input) % 8; n > 0; --n) {
    const uint32_t word = take_word(input);
    memcpy(bytes + take_short(input) % (size - sizeof word) / 4 * 4, &word, sizeof word);
  }
  const uint32_t n_cut = take_byte(input) % 8;
  shorten(bytes, n_cut);
  shorten(bytes + INNER_SIZE_AT, n_cut);
  shorten(bytes + size - PROFILE_NAME_BYTES - sizeof(LV2_Atom), n_cut);
  return size - n_cut;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static View view;
  ReportUrids urids;
  LV2_URID_Map map = {NULL, urids_map};
  Input input = {data, size};
  Report report = {0};
  static uint8_t bytes[REPORT_ATOM_BYTES];

  report_urids_map(&urids, &map);
  view_init(&view, (ViewOutlet){.write = ignore_write, .touch = ignore_touch}, 1.0);
  while (input.size > 0) {
    const uint8_t what = take_byte(&input);
    size_t n_bytes = what % 64 * (size_t)8;
    if (what < 128) {
      take(&input, bytes, n_bytes);
    } else if (what < 224) {
      n_bytes = damaged_report(&input, &urids, bytes);
    } else {
      float value = 0.0f;
      const Control control = (Control)(take_byte(&input) % CONTROL_COUNT);
      take(&input, &value, sizeof value);
      view_port(&view, control, value);
      continue;
    }
    /* The buffer is as long as the atom says; lv2_ui.c checks that. */
    LV2_Atom *atom = malloc(n_bytes + sizeof *atom);
    memcpy(atom, bytes, n_bytes);
    if (n_bytes >= sizeof *atom && n_bytes - sizeof *atom >= atom->size) {
      LV2_Atom *exact = malloc(sizeof *atom + atom->size);
      memcpy(exact, atom, sizeof *atom + atom->size);
      if (report_atom_read(&urids, exact, &report)) {
        view_report(&view, &report);
      }
      free(exact);
    }
    free(atom);
  }
  return 0;
}
