/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/view.h"

#include <math.h>
#include <string.h>

#include "ui/x11/values.h"

/* How long the pointer rests before a tooltip appears. */
#define TIP_S 0.6
#define TIP_END_S 12.0
#define ZOOM_LEAST 0.5
#define ZOOM_MOST 3.0

void view_init(View *view, ViewOutlet outlet, double host_scale)
{
  *view = (View){.host_scale = host_scale,
                 .zoom = 1.0,
                 .offers_own = true,
                 .outlet = outlet,
                 .screen_width = LAYOUT_LARGEST,
                 .screen_height = LAYOUT_LARGEST,
                 .hover = WIDGET_NONE,
                 .clicked = WIDGET_NONE,
                 .hover_value = -1,
                 .hover_band = BAND_COUNT,
                 .tip = WIDGET_NONE,
                 .focus = WIDGET_NONE,
                 .dragged = WIDGET_NONE,
                 .pressed_last = WIDGET_NONE,
                 .peak_held_db = {NO_PEAK_DB, NO_PEAK_DB}};
  for (int control = 0; control < CONTROL_COUNT; ++control) {
    view->now.value[control] = control_info[control].default_value;
  }
  view_resize(view, LAYOUT_DEFAULT_WIDTH * host_scale, LAYOUT_DEFAULT_HEIGHT * host_scale);
}

void view_resize(View *view, double width, double height)
{
  layout_find(&view->layout, width, height, view->host_scale * view->zoom, view->with_song);
  view_fit_menu(view);
  view->dirty = REGION_ALL;
}

void view_open_at(View *view, double width, double height)
{
  view_resize(view, fmin(width, view->screen_width), fmin(height, view->screen_height));
}

void view_set_screen(View *view, int width, int height)
{
  view->screen_width = width;
  view->screen_height = height;
  view_open_at(view, view->layout.width, view->layout.height);
}

void view_show_song_row(View *view)
{
  view->with_song = true;
  view_resize(view, view->layout.width,
              view->layout.height + LAYOUT_SONG_HEIGHT * view->host_scale * view->zoom);
}

void view_set_song(View *view, const SongRow *song)
{
  const SongRow *now = &view->song;
  const bool same = strcmp(song->name, now->name) == 0 && strcmp(song->state, now->state) == 0 &&
                    song->failed == now->failed && song->busy == now->busy &&
                    song->heard == now->heard && song->part == now->part;
  if (!same) {
    view->dirty |= REGION_BIT(REGION_SONG);
    view->dirty |= song->failed || now->failed ? REGION_BIT(REGION_WORDS) : 0u;
    /* Before an answer, the plot of the bands says what to do next. */
    const bool same_step = song->busy == now->busy && !song->name[0] == !now->name[0];
    view->dirty |= same_step ? 0u : REGION_BIT(REGION_BANDS);
    view->dirty |= song->heard != now->heard ? REGION_ALL : 0u;
    view->song = *song;
  }
}

/* At a larger zoom than this, nothing grows any more, because the screen is full. */
static double most_zoom(const View *view)
{
  const double song = view->with_song ? LAYOUT_SONG_HEIGHT : 0.0;
  const double fits = fmin(view->screen_width / (double)LAYOUT_MINIMUM_WIDTH,
                           view->screen_height / (LAYOUT_MINIMUM_HEIGHT + song));
  return fmin(ZOOM_MOST, fmax(1.0, fits / view->host_scale));
}

/* A side as much longer or shorter as the zoom, but not so short that all would shrink: a side that
   the screen has cut would end far too short. */
static double zoomed(double length, double ratio, double least)
{
  return fmax(length * ratio, fmin(length, least));
}

void view_set_zoom(View *view, double zoom)
{
  const double good = fmin(most_zoom(view), fmax(ZOOM_LEAST, zoom));
  const double ratio = good / view->zoom;
  if (!isfinite(zoom) || fabs(ratio - 1.0) < 1e-6) {
    return;
  }
  const double scale = view->host_scale * good;
  const double song = view->with_song ? LAYOUT_SONG_HEIGHT : 0.0;
  const double width = zoomed(view->layout.width, ratio, LAYOUT_MINIMUM_WIDTH * scale);
  const double height = zoomed(view->layout.height, ratio, (LAYOUT_MINIMUM_HEIGHT + song) * scale);
  view->zoom = good;
  view_resize(view, view->layout.width, view->layout.height);
  if (view->outlet.resize) {
    view->outlet.resize(view->outlet.host, (int)fmin(view->screen_width, width + 0.5),
                        (int)fmin(view->screen_height, height + 0.5));
  }
}

void view_redraw_widget(View *view, int widget)
{
  if (widget != WIDGET_NONE) {
    const Shape shape = widget_info[widget].shape;
    view->dirty |= REGION_BIT(shape == SHAPE_KNOB || shape == SHAPE_TOGGLE ? REGION_CONTROLS
                              : widget_info[widget].place == PLACE_SONG    ? REGION_SONG
                                                                           : REGION_HEADER);
  }
  view->dirty |=
      widget != WIDGET_NONE && widget == view->tip ? REGION_ALL : REGION_BIT(REGION_HELP);
}

/* --- from the host -------------------------------------------------------------------- */

/* Says anew what is done and why. */
static void tell_words(View *view)
{
  char words[PLAIN_WORDS_BYTES] = "";
  if (view_has_answer(view)) {
    plain_words(words, &view->motion.goal, view->now.value);
  }
  if (strcmp(words, view->words) != 0) {
    memcpy(view->words, words, sizeof words);
    view->dirty |= REGION_BIT(REGION_WORDS);
  }
}

static void redraw_control(View *view, Control control)
{
  if (!control_info[control].is_output) {
    tell_words(view);
  }
  const int widget = widget_of_control(control);
  if (widget != WIDGET_NONE) {
    view_redraw_widget(view, widget);
  }
  switch (control) {
  case CONTROL_ENABLED: /* while the equaliser is off, its picture is fainter */
  case CONTROL_MODE:
  case CONTROL_DELTA:
    view->dirty |= REGION_BIT(REGION_CURVE) | REGION_BIT(REGION_BANDS) | REGION_BIT(REGION_KEY);
    break;
  case CONTROL_GENRE:
    view->dirty |= REGION_BIT(REGION_KEY) | REGION_BIT(REGION_BANDS) | REGION_BIT(REGION_HEARD);
    break;
  case CONTROL_PEAK_IN:
  case CONTROL_PEAK_OUT:
  case CONTROL_LOUDNESS_MATCH:
    view->dirty |= REGION_BIT(REGION_METERS);
    break;
  default:
    break;
  }
}

void view_port(View *view, Control control, float value)
{
  if (control >= CONTROL_COUNT ||
      (view->dragged != WIDGET_NONE && widget_info[view->dragged].control == control)) {
    return;
  }
  const float good = control_clamp(control, value);
  if (control == CONTROL_PEAK_IN || control == CONTROL_PEAK_OUT) {
    const int which = control == CONTROL_PEAK_OUT;
    view->peak_sent[which] = true;
    if (fabsf(view->peak_held_db[which] - good) >= 0.05f) {
      view->peak_held_db[which] = good;
      redraw_control(view, control);
    }
  }
  if (good != view->now.value[control]) {
    view->now.value[control] = good;
    redraw_control(view, control);
  }
}

void view_forget(View *view)
{
  view->motion = (Motion){.started = false};
  for (int i = 0; i < 2; ++i) {
    view->peak_held_db[i] = NO_PEAK_DB;
    view->peak_sent[i] = false;
  }
  tell_words(view);
  view->dirty = REGION_ALL;
}

bool view_has_heard(const View *view)
{
  return view->motion.started && view->motion.goal.listened_s[0] > 0.0f;
}

/* Until then all genres are as probable as each other. */
bool view_has_answer(const View *view)
{
  return view_has_heard(view) && view->motion.goal.answered[0] > 0.0f;
}

void view_report(View *view, const Report *report)
{
  const bool was_heard = view_has_heard(view);
  const bool was_answered = view_has_answer(view);
  view->dirty |= motion_goal(&view->motion, report);
  if (view_has_heard(view) != was_heard || view_has_answer(view) != was_answered) {
    view->dirty |= REGION_BIT(REGION_KEY) | REGION_BIT(REGION_BANDS) | REGION_BIT(REGION_CURVE) |
                   REGION_BIT(REGION_HEARD) | REGION_BIT(REGION_HELP);
  }
  for (int i = 0; i < 2; ++i) {
    if (!view->peak_sent[i] && view->motion.goal.peak_db[i] > view->peak_held_db[i]) {
      view->peak_held_db[i] = view->motion.goal.peak_db[i];
      view->dirty |= REGION_BIT(REGION_METERS);
    }
  }
  view_take_answer(view);
  tell_words(view);
}

const char *view_zone_name(const View *view)
{
  const int choice = (int)view->now.value[CONTROL_GENRE];
  const int genre = genre_of_value(choice);
  if (choice == GENRE_VALUE_OWN) {
    const char *name = view->motion.shown.profile_name;
    return name[0] ? name : NULL;
  }
  return genre == GENRE_UNSURE ? NULL : genre_name[genre];
}

/* For the widget under the pointer, or else for that of the keyboard. */
static void wait_for_tip(View *view, double dt_s)
{
  const int focus = view->focus_shown ? view->focus : WIDGET_NONE;
  const int widget = view->hover != WIDGET_NONE ? view->hover : focus;
  if (widget == WIDGET_NONE || view->menu_open || view->typing || view->dragged != WIDGET_NONE ||
      !(dt_s > 0.0) || view->hover_s >= TIP_END_S) {
    return;
  }
  view->hover_s += dt_s;
  if (view->hover_s >= TIP_END_S) {
    view_drop_tip(view);
  } else if (view->hover_s >= TIP_S && view->tip != widget) {
    view->tip = widget;
    view->dirty = REGION_ALL;
  }
}

void view_drop_tip(View *view)
{
  view->hover_s = TIP_END_S; /* the user has moved or read it: no tooltip again */
  if (view->tip != WIDGET_NONE) {
    view->tip = WIDGET_NONE;
    view->dirty = REGION_ALL;
  }
}

void view_advance(View *view, double dt_s)
{
  wait_for_tip(view, dt_s);
  view->nudge_left_s -= dt_s;
  if (view->motion.started) {
    view->dirty |= motion_step(&view->motion, dt_s);
    const bool band_moved = view->dirty & REGION_BIT(REGION_BANDS);
    view->dirty |= band_moved && view->hover_band < BAND_COUNT ? REGION_BIT(REGION_HELP) : 0u;
  }
  view_await_answer(view, dt_s);
}

/* --- gestures ------------------------------------------------------------------------------ */

void view_grab(View *view, Control control)
{
  view->nudge_left_s = 0.0;
  view->before = view->now;
  if (view->outlet.touch) {
    view->outlet.touch(view->outlet.host, control, true);
  }
}

void view_move(View *view, Control control, float value)
{
  const float good = view_offered(view, control, control_clamp(control, value));
  if (good == view->now.value[control]) {
    return;
  }
  view->now.value[control] = good;
  view_ask_to_learn(view, control);
  redraw_control(view, control);
  if (view->outlet.write) {
    view->outlet.write(view->outlet.host, control, good);
  }
}

void view_let_go(View *view, Control control)
{
  if (view->outlet.touch) {
    view->outlet.touch(view->outlet.host, control, false);
  }
  if (view->before.value[control] != view->now.value[control]) {
    Step step = {view->now, view->now, false}; /* what the host has moved meanwhile is the host's */
    step.before.value[control] = view->before.value[control];
    history_add(&view->history, &step);
    view->note_is_new = true;
    view->dirty |= REGION_BIT(REGION_HEADER);
  }
}

void view_set(View *view, Control control, float value)
{
  view_grab(view, control);
  view_move(view, control, value);
  view_let_go(view, control);
}

/* --- card, typing, focus ------------------------------------------------------------------------
 */

void view_explain(View *view, bool open)
{
  if (view->explain_open != open) {
    view->explain_open = open;
    view->dirty |= REGION_ALL;
  }
}

void view_begin_typing(View *view, int widget)
{
  view_set_focus(view, widget, view->focus_shown);
  view->typing = true;
  view->n_typed = 0;
  view->typed[0] = '\0';
  view_redraw_widget(view, widget);
}

void view_end_typing(View *view, bool take)
{
  if (!view->typing) {
    return;
  }
  view->typing = false;
  view_redraw_widget(view, view->focus);
  const Control control = widget_info[view->focus].control;
  float value;
  if (take && value_parse(control, view->typed, &value)) {
    view_set(view, control, value);
  }
}

void view_set_focus(View *view, int widget, bool shown)
{
  if (widget != view->focus) {
    view_end_typing(view, true);
  }
  view_redraw_widget(view, view->focus);
  view_redraw_widget(view, widget);
  view->focus = widget;
  view->focus_shown = shown;
}
