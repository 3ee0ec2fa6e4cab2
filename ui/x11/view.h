/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window's state: the controls' values, the plugin's report, and where pointer and
 * keyboard are. It knows neither X nor Cairo. Events come in through functions. `dirty` says
 * which regions (REGION_BIT) must be painted. What the user does goes out through the
 * outlet. One thread; times are in milliseconds of any clock that does not run backward.
 */
#ifndef GENRE_EQ_UI_X11_VIEW_H
#define GENRE_EQ_UI_X11_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "plugin/window_note.h"
#include "ui/draw/plain_words.h"
#include "ui/x11/history.h"
#include "ui/x11/layout.h"
#include "ui/x11/motion.h"

/** Receives what the user does. Any function may be NULL. */
typedef struct {
  void (*write)(void *host, Control control, float value);
  /** A gesture begins (true) or ends (false); all its writes lie between. */
  void (*touch)(void *host, Control control, bool grabbed);
  /** The window would like another size (pixels). */
  void (*resize)(void *host, int width, int height);
  /** WIDGET_CHOOSE, WIDGET_RUN or WIDGET_SAVE has been pressed. */
  void (*act)(void *host, int widget);
  void *host;
} ViewOutlet;

enum { SONG_TEXT_SIZE = 512 };

/** The row above the picture in the window of `genre-eq open`. */
typedef struct {
  char name[SONG_TEXT_SIZE];  /**< of the file; "" if none is chosen */
  char state[SONG_TEXT_SIZE]; /**< the work that is going on, is done, or failed */
  bool failed;                /**< then `state` stands in the line of words, which has more room */
  bool busy;                  /**< at work: `part` of it is done, 0 … 1 */
  bool heard;                 /**< there is something to save */
  double part;
} SongRow;

typedef enum {
  KEY_NONE,
  KEY_TAB,
  KEY_BACK_TAB,
  KEY_LEFT,
  KEY_RIGHT,
  KEY_UP,
  KEY_DOWN,
  KEY_PAGE_UP,
  KEY_PAGE_DOWN,
  KEY_HOME,
  KEY_END,
  KEY_ENTER,
  KEY_SPACE,
  KEY_ESCAPE,
  KEY_BACKSPACE,
  KEY_DELETE,
  KEY_UNDO,
  KEY_REDO,
  KEY_ZOOM_IN,
  KEY_ZOOM_OUT,
  KEY_ZOOM_RESET,
  KEY_CHOOSE,
  KEY_SAVE,
  KEY_TEXT, /**< a printable ASCII character */
} Key;

enum { TYPED_SIZE = 16 };

/** The value of peak_held_db before there was a peak. */
#define NO_PEAK_DB (-120.0f)

typedef struct {
  Layout layout;
  double host_scale;
  double zoom; /**< the user's, times the host's scale */
  bool with_song;
  bool offers_own;                 /**< the genre may be the own profile */
  bool has_keyboard;               /**< no host behind it wants the keys */
  int screen_width, screen_height; /**< it opens and zooms no larger; pixels */
  SongRow song;
  ViewOutlet outlet;
  ControlSet now;
  Motion motion;
  char words[PLAIN_WORDS_BYTES]; /**< what is done and why; "" before the first answer */
  float peak_held_db[2]; /**< highest of the reports; the ports' where the host sends them */
  bool peak_sent[2];
  unsigned dirty;

  int hover;   /**< Widget or WIDGET_NONE */
  int clicked; /**< the pointer has not left it since */
  int focus;
  bool focus_shown; /**< the keyboard has been used to move it */
  int hover_value;  /**< of a SHAPE_CHOICE under the pointer, or -1 */
  double probe_x;   /**< the pointer in the plot of the curve, pixels; 0: not there */
  int hover_band;   /**< whose column in the plot of the bands the pointer is in, or BAND_COUNT */
  double hover_s;   /**< how long the pointer, or else the keyboard's focus, has rested */
  int tip;          /**< widget of the tooltip, or WIDGET_NONE */

  int dragged;
  double drag_x, drag_y;
  double drag_position; /**< not clamped, so that a drag beyond the end comes back late */
  ControlSet before;    /**< controls before the current gesture */

  bool explain_open; /**< the card that explains the marks */
  bool menu_open;
  int menu_item; /**< highlighted */

  bool typing;
  char typed[TYPED_SIZE];
  int n_typed;

  int pressed_last; /**< for double-clicks */
  uint32_t pressed_ms;
  double relearn_left_s; /**< until the trigger is released */
  bool learn_is_asked;   /**< Learn or relearn was pressed, and no report has come since */
  double silent_s;       /**< since the last report */
  Control nudged;        /**< last by the wheel or an arrow key */
  double nudge_left_s;   /**< while above 0, another nudge is the same step of undo */

  History history;
  ControlSet other; /**< A/B: the set not in use */
  bool on_b;
  bool other_used;
  bool note_is_new; /**< A, B or undo has changed: the plugin is to keep it */
} View;

void view_init(View *view, ViewOutlet outlet, double host_scale);

/** Sets the size in pixels. Any values are safe. */
void view_resize(View *view, double width, double height);

/** From now on no larger than a screen of this many pixels, unless the host resizes it. */
void view_set_screen(View *view, int width, int height);

/** As view_resize(), but within the screen. */
void view_open_at(View *view, double width, double height);

/** From now on shows the row of a song above the picture. */
void view_show_song_row(View *view);

/** From now on the own profile cannot be chosen: there is none. */
void view_hide_own(View *view);

/** Sets what the row says; repaints it if that has changed. */
void view_set_song(View *view, const SongRow *song);

/** Sets the zoom, 0.5 … 3, and asks the host to resize the window by the same factor. */
void view_set_zoom(View *view, double zoom);

/* --- from the host ---------------------------------------------------------------- */

/** A control port has a new value. NaN becomes the default, and values are clamped. A control
    that the user is moving does not change. */
void view_port(View *view, Control control, float value);

void view_report(View *view, const Report *report);

/** Forgets all reports, as if nothing had been heard. */
void view_forget(View *view);

/** The window closes: ends each gesture that is open. A trigger left pressed would make the next
    press no press. */
void view_finish(View *view);

/** Moves what moves by dt_s. */
void view_advance(View *view, double dt_s);

/* --- pointer: pixels; fine: shift or ctrl is down ------------------------------------- */

void view_pointer(View *view, double x, double y, bool fine);
void view_leave(View *view);
void view_press(View *view, double x, double y, uint32_t time_ms);
void view_release(View *view);
void view_wheel(View *view, double x, double y, double n_steps, bool fine);

/* --- keyboard --------------------------------------------------------------------------- */

/** character: of KEY_TEXT. False when the key is the host's. A window in a host takes keys once Tab
   has brought the focus, or while a value is typed or a menu is open; Escape ends it. A click alone
   takes none but Tab. */
bool view_key(View *view, Key key, char character, bool fine);

/* --- what outlives the window ------------------------------------------------------------ */

/** A and B and what can be undone, as a text; the oldest steps are left out if it gets too
    long. */
void view_write_note(const View *view, char note[WINDOW_NOTE_BYTES]);

/** Takes A, B and undo from such a text, which may be any. */
void view_read_note(View *view, const char *note);

/* --- used by all of the above -------------------------------------------------------------- */

/** The widget at this place, or WIDGET_NONE. */
int view_widget_at(const View *view, double x, double y);

/** True if the widget is in this window. */
bool view_has(const View *view, int widget);

/** True if an action would do anything now. */
bool view_can(const View *view, int widget);

/** True once anything was heard: the bands have levels. */
bool view_has_heard(const View *view);

/** True once there was an answer which genre it is. */
bool view_has_answer(const View *view);

/** True if Learn or relearn was pressed where the plugin does not run: it begins when it runs. */
bool view_awaits_host(const View *view);

/** The name of the genre or profile whose zone was chosen; NULL in Auto, and for an own profile
    that is not loaded. */
const char *view_zone_name(const View *view);

/** A whole gesture: touch, write, release. Undo can take it back. */
void view_set(View *view, Control control, float value);

/** A gesture of the wheel or an arrow key: one of many, which undo takes back as one. */
void view_nudge(View *view, Control control, float value);

/** The two halves of a gesture, with view_move() between. */
void view_grab(View *view, Control control);
void view_move(View *view, Control control, float value);
void view_let_go(View *view, Control control);

/** What a click, Enter or the space bar does. */
void view_activate(View *view, int widget);

/** What a click on one of a choice's values does; place: from the left, from 0. */
void view_press_choice(View *view, int widget, int place);

/** Presses the trigger that makes the plugin forget. */
void view_press_relearn(View *view);

/** A control was moved: it may ask the plugin to learn. */
void view_ask_to_learn(View *view, Control control);

/** A report has come: the plugin runs, and has heard what was asked. */
void view_take_answer(View *view);

/** dt_s has passed. */
void view_await_answer(View *view, double dt_s);

void view_open_menu(View *view);
void view_close_menu(View *view);
void view_choose(View *view, int item);

/** Takes from the layout what the menu does not offer. */
void view_fit_menu(View *view);

/** The value that the control gets instead of one that is not offered. */
float view_offered(const View *view, Control control, float value);

/** The menu's item at this place, or -1. */
int view_menu_item_at(const View *view, double x, double y);

/** A key while the menu is open; false when it is not the menu's. */
bool view_menu_key(View *view, Key key);

/** Opens or closes the card that explains the marks. */
void view_explain(View *view, bool open);

void view_begin_typing(View *view, int widget);
/** Ends typing. If `take` and the text is a value, sets it. */
void view_end_typing(View *view, bool take);

/** Removes the tooltip; the next one waits until the pointer rests. */
void view_drop_tip(View *view);

void view_set_focus(View *view, int widget, bool shown);
void view_redraw_widget(View *view, int widget);

#endif
