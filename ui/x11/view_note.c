/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of view.h: A and B and undo as a text, which the plugin keeps (plugin/window_note.h).
 *
 *   b amount=42c80000 range=40800000 - amount=42c80000>42480000 + range=40800000>40000000
 *
 * First comes the set in use, and the values of the other set if both have been used. Then come the
 * steps, the oldest first. A step that can be undone begins with '-', one that can be redone with
 * '+'; each says what it changed, as from>to, or "ab" if it switched between A and B. Values are
 * the bits of a float in hexadecimal, which no locale changes. Controls have their symbols, so that
 * the known part of another version's text can be read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/x11/view.h"

enum { SYMBOL_SIZE = 32 };

/* --- writing ---------------------------------------------------------------------------- */

typedef struct {
  char *at;
  size_t left; /* with the final NUL */
  bool fits;
} Text;

static unsigned bits_of(float value)
{
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

static void add(Text *text, int n_chars)
{
  if (n_chars < 0 || (size_t)n_chars >= text->left) {
    text->fits = false;
  } else {
    text->at += n_chars;
    text->left -= (size_t)n_chars;
  }
}

static bool is_kept(int control)
{
  return widget_of_control((Control)control) != WIDGET_NONE && control != CONTROL_RELEARN;
}

static void write_set(Text *text, const ControlSet *set)
{
  for (int control = 0; control < CONTROL_COUNT; ++control) {
    if (is_kept(control)) {
      add(text, snprintf(text->at, text->left, " %s=%08x", control_info[control].symbol,
                         bits_of(set->value[control])));
    }
  }
}

static void write_step(Text *text, const Step *step, bool can_be_undone)
{
  add(text, snprintf(text->at, text->left, " %c", can_be_undone ? '-' : '+'));
  if (step->switches) {
    add(text, snprintf(text->at, text->left, " ab"));
  }
  for (int control = 0; control < CONTROL_COUNT; ++control) {
    if (is_kept(control) && step->before.value[control] != step->after.value[control]) {
      add(text,
          snprintf(text->at, text->left, " %s=%08x>%08x", control_info[control].symbol,
                   bits_of(step->before.value[control]), bits_of(step->after.value[control])));
    }
  }
}

/* Writes the note with the steps from `oldest` on. False if that does not fit. */
static bool write_from(const View *view, int oldest, Text text)
{
  add(&text, snprintf(text.at, text.left, "%c", view->on_b ? 'b' : 'a'));
  if (view->other_used) {
    write_set(&text, &view->other);
  }
  for (int i = oldest; i < view->history.count; ++i) {
    write_step(&text, &view->history.step[i], i < view->history.at);
  }
  return text.fits;
}

void view_write_note(const View *view, char note[WINDOW_NOTE_BYTES])
{
  int oldest = 0;
  while (!write_from(view, oldest, (Text){note, WINDOW_NOTE_BYTES, true}) &&
         oldest < view->history.count) {
    ++oldest;
  }
}

/* --- reading ---------------------------------------------------------------------------- */

static int control_of(const char *symbol)
{
  for (int control = 0; control < CONTROL_COUNT; ++control) {
    if (is_kept(control) && strcmp(control_info[control].symbol, symbol) == 0) {
      return control;
    }
  }
  return CONTROL_COUNT;
}

static float value_of(int control, unsigned bits)
{
  const uint32_t word = bits;
  float value;
  memcpy(&value, &word, sizeof value);
  return control_clamp((Control)control, value);
}

/* Reads one word: a value of the other set, or a change of the last step. */
static void read_value(View *view, const char *word)
{
  char symbol[SYMBOL_SIZE];
  unsigned from = 0;
  unsigned to = 0;
  const int n_read = sscanf(word, "%31[a-z0-9_]=%8x>%8x", symbol, &from, &to);
  const int control = n_read >= 2 ? control_of(symbol) : CONTROL_COUNT;
  History *history = &view->history;
  if (control == CONTROL_COUNT) {
    return;
  }
  if (n_read == 3 && history->count > 0) {
    Step *step = &history->step[history->count - 1];
    step->before.value[control] = value_of(control, from);
    step->after.value[control] = value_of(control, to);
  } else if (n_read == 2 && history->count == 0) {
    view->other.value[control] = value_of(control, from);
    view->other_used = true;
  }
}

static void begin_step(View *view, bool can_be_undone)
{
  History *history = &view->history;
  if (history->count < HISTORY_SIZE) {
    history->step[history->count] = (Step){view->now, view->now, false};
    history->count += 1;
    history->at += can_be_undone && history->at == history->count - 1;
  }
}

void view_read_note(View *view, const char *note)
{
  char copy[WINDOW_NOTE_BYTES] = "";
  char *rest = NULL;
  memcpy(copy, note, strnlen(note, sizeof copy - 1));
  view->on_b = copy[0] == 'b';
  view->other_used = false;
  view->other = view->now;
  view->history.at = view->history.count = 0;
  view->nudge_left_s = 0.0;
  for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
    if (strcmp(word, "-") == 0 || strcmp(word, "+") == 0) {
      begin_step(view, word[0] == '-');
    } else if (strcmp(word, "ab") == 0 && view->history.count > 0) {
      view->history.step[view->history.count - 1].switches = true;
    } else {
      read_value(view, word);
    }
  }
  view->note_is_new = false;
  view->dirty |= REGION_BIT(REGION_HEADER);
}
