/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Messages to the plugin: sequences of any bytes, and valid ones with some changed words.
 */
#include "plugin/patch.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support_threads.h"

static void promise_within(const PatchMessage *message, size_t n_text, const void *start,
                           size_t n_bytes)
{
  const char *text = message->text;
  promise(!message->is_set || memchr(text, 0, n_text), "a text that ends");
  promise(!message->is_set ||
              (text > (char *)start && text + strlen(text) < (char *)start + n_bytes),
          "a text within the message");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  Input input = {data, size};
  LV2_URID_Map map = {NULL, urids_map};
  PatchUrids urids;
  PatchMessages messages;
  union {
    LV2_Atom_Sequence sequence;
    char bytes[2048];
    int64_t alignment;
  } port;
  patch_urids_map(&urids, &map);
  memset(&port, 0, sizeof port);
  port.sequence.atom = (LV2_Atom){sizeof port.sequence.body, urids.atom_Sequence};
  while (input.size > 0) {
    const uint8_t what = take_byte(&input);
    const uint32_t word = take_word(&input);
    if (what < 40) {
      patch_write(&urids, what % 2 ? urids.profile : urids.window_note, what < 20 ? "/a/path" : "",
                  &port.sequence, sizeof port - sizeof port.sequence.atom);
    } else if (what < 80) {
      memcpy(port.bytes + word % (sizeof port - 8) / 4 * 4, &urids, 4u * (what % 2u + 1u));
    } else if (what < 100) {
      port.sequence.atom.size = word % 2040;
    } else {
      memcpy(port.bytes + 8 + what * 2 / 4 * 4, &word, sizeof word);
    }
  }
  if (port.sequence.atom.size > sizeof port - sizeof port.sequence.atom) {
    return 0;
  }
  const size_t n_bytes = sizeof port.sequence.atom + port.sequence.atom.size;
  LV2_Atom_Sequence *exact = malloc(n_bytes);
  memcpy(exact, &port, n_bytes);
  patch_read(&urids, exact, &messages);
  promise_within(&messages.profile, PROFILE_PATH_BYTES, exact, n_bytes);
  promise_within(&messages.window_note, WINDOW_NOTE_BYTES, exact, n_bytes);
  free(exact);
  return 0;
}
