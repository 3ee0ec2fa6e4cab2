/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/layout.h"

#include <math.h>

#include "model/evidence.h"

/* Lengths at scale 1. */
enum {
  MARGIN = 16,
  GAP = 10,

  HEADER = 54,
  HEADER_ROW = 30, /* height of the header's widgets */
  POWER = 32,
  TITLE = 104,
  MODE_VALUE = 62, /* width of each of its values */
  GENRE = 174,
  ARROW = 30,
  COMPARE = 62,
  DELTA = 34, /* width of the third button beside A and B */
  RELEARN = 80,
  EXPLAIN = 30,
  CHOOSE = 80,
  RUN = 80,
  SAVE = 80,
  MENU_ROW = 28,
  MENU_PADDING = 5,

  WORDS = 30,        /* the line under the header */
  AXIS = 40,         /* for dB figures beside the plots */
  KEY = 20,          /* over the band names */
  BAND_NAMES = 42,   /* over the levels: names and verdicts */
  BAND_CHANGES = 34, /* between the plots: gains in figures */
  FREQUENCIES = 22,  /* under the curve */
  LEGEND = 20,       /* under these */
  OVERHANG = 8,      /* of figures beside a plot's upper edge */

  CONTROLS = 108,
  KNOB_CELL = 112,
  KNOB_NAME = 20,
  KNOB_VALUE = 22,
  DIAL = 50,
  TOGGLES = 150,
  TOGGLE_ROW = 28,

  SIDE = 264,
  SIDE_PADDING = 14,
  LABEL = 60,
  SIDE_ROW = 20,
  SIDE_ROW_LARGEST = 36,
  SIDE_GAP = 14,
  GENRE_NAME = 86, /* beside its bar */

  HELP = 28,
};

/* Rows of the side: genres, evidence and meters with a heading each. */
#define METER_ROWS (1 + 4)
#define SIDE_ROWS (GENRE_COUNT + 1 + EVIDENCE_COLUMNS + METER_ROWS)
#define LEVELS_PART 0.6
/* In a window beyond the default size everything grows with this power of the size. */
#define GROWTH 0.8

bool rect_holds(const Rect *rect, double x, double y)
{
  return x >= rect->x && x < rect->x + rect->width && y >= rect->y && y < rect->y + rect->height;
}

/* A rectangle of whole pixels, so that edges are sharp at any scale. */
static Rect rect(const Layout *layout, double x, double y, double width, double height)
{
  const double left = floor(x * layout->scale + 0.5);
  const double top = floor(y * layout->scale + 0.5);
  return (Rect){left, top, fmax(0.0, floor((x + width) * layout->scale + 0.5) - left),
                fmax(0.0, floor((y + height) * layout->scale + 0.5) - top)};
}

/* Between the smallest and the default size only the plots shrink. Below, everything
 * shrinks. Above, everything grows a little less than the window, and the plots a little
 * more. */
static double scale_for(double width, double height, double host_scale, double song)
{
  const double least = fmin(width / (LAYOUT_MINIMUM_WIDTH * host_scale),
                            height / ((LAYOUT_MINIMUM_HEIGHT + song) * host_scale));
  const double usual = fmin(width / (LAYOUT_DEFAULT_WIDTH * host_scale),
                            height / ((LAYOUT_DEFAULT_HEIGHT + song) * host_scale));
  return host_scale * (least < 1.0 ? least : usual > 1.0 ? pow(usual, GROWTH) : 1.0);
}

static double sane(double value, double low, double high, double otherwise)
{
  return !isfinite(value) ? otherwise : fmin(high, fmax(low, value));
}

/* --- parts: lengths at scale 1 from here on -------------------------------------------- */

/* Places a widget at x if this window has it; returns its width, or 0. */
static double put(Layout *layout, int widget, double x, double top, double width, double height)
{
  if (!widget_is_in(widget, layout->with_song)) {
    return 0.0;
  }
  layout->widget[widget] = rect(layout, x, top, width, height);
  return width + GAP;
}

static void place_menu(Layout *layout, double x, double top)
{
  layout->menu = rect(layout, x, top, GENRE, GENRE_CHOICES * MENU_ROW + 2 * MENU_PADDING);
  for (int item = 0; item < GENRE_CHOICES; ++item) {
    layout->menu_item[item] =
        rect(layout, x, top + MENU_PADDING + item * MENU_ROW, GENRE, MENU_ROW);
  }
}

static void place_header(Layout *layout, double width)
{
  const double top = 0.5 * (HEADER - HEADER_ROW);
  double x = MARGIN;
  layout->region[REGION_HEADER] = rect(layout, 0.0, 0.0, width, HEADER);
  x += put(layout, WIDGET_ENABLED, x, 0.5 * (HEADER - POWER), POWER, POWER);
  layout->title = rect(layout, x, top, TITLE, HEADER_ROW);
  x += TITLE + GAP;
  int n_modes;
  control_points(KIND_MODE, &n_modes);
  x += put(layout, WIDGET_MODE, x, top, n_modes * MODE_VALUE, HEADER_ROW);
  place_menu(layout, x, top + HEADER_ROW + 2);
  put(layout, WIDGET_GENRE, x, top, GENRE, HEADER_ROW);

  /* From the right. A, B and the difference stand close together, and so do the arrows. */
  const bool song = layout->with_song;
  const double right = width - MARGIN - EXPLAIN - GAP;
  put(layout, WIDGET_EXPLAIN, right + GAP, top, EXPLAIN, HEADER_ROW);
  x = right - (song ? 0 : RELEARN + GAP + DELTA) - COMPARE;
  put(layout, WIDGET_COMPARE, x, top, COMPARE, HEADER_ROW);
  put(layout, WIDGET_DELTA, x + COMPARE, top, DELTA, HEADER_ROW);
  put(layout, WIDGET_RELEARN, right - RELEARN, top, RELEARN, HEADER_ROW);
  x -= GAP + ARROW;
  put(layout, WIDGET_REDO, x, top, ARROW, HEADER_ROW);
  put(layout, WIDGET_UNDO, x - ARROW, top, ARROW, HEADER_ROW);
}

static void place_song(Layout *layout, double width)
{
  const double top = HEADER + 0.5 * (LAYOUT_SONG_HEIGHT - HEADER_ROW);
  const double left = MARGIN + CHOOSE + GAP;
  const double right = width - MARGIN - SAVE - GAP - RUN - GAP;
  layout->region[REGION_SONG] = rect(layout, 0.0, HEADER, width, LAYOUT_SONG_HEIGHT);
  layout->widget[WIDGET_CHOOSE] = rect(layout, MARGIN, top, CHOOSE, HEADER_ROW);
  layout->song = rect(layout, left, top, right - left, HEADER_ROW);
  layout->widget[WIDGET_RUN] = rect(layout, right + GAP, top, RUN, HEADER_ROW);
  layout->widget[WIDGET_SAVE] = rect(layout, right + GAP + RUN + GAP, top, SAVE, HEADER_ROW);
}

static void place_plots(Layout *layout, double top, double right, double bottom)
{
  const double left = MARGIN + AXIS;
  const double both = bottom - top - KEY - BAND_NAMES - BAND_CHANGES - FREQUENCIES - LEGEND;
  const double levels = LEVELS_PART * both;
  const double middle = top + KEY + BAND_NAMES + levels + BAND_CHANGES;
  layout->key = rect(layout, left, top, right - left, KEY);
  layout->levels = rect(layout, left, top + KEY + BAND_NAMES, right - left, levels);
  layout->response = rect(layout, left, middle, right - left, both - levels);
  layout->legend = rect(layout, left, bottom - LEGEND, right - left, LEGEND);
  const double cut = middle - OVERHANG;
  layout->explain = rect(layout, left, top, right - left, bottom - top);
  layout->region[REGION_KEY] = rect(layout, 0.0, top, right + 0.5 * MARGIN, KEY);
  layout->region[REGION_BANDS] =
      rect(layout, 0.0, top + KEY, right + 0.5 * MARGIN, cut - top - KEY);
  layout->region[REGION_CURVE] = rect(layout, 0.0, cut, right + 0.5 * MARGIN, bottom - cut);
}

static void place_knob(Layout *layout, int widget, double x, double top, double cell)
{
  layout->widget[widget] = rect(layout, x, top, cell, CONTROLS);
  layout->dial[widget] = rect(layout, x + 0.5 * (cell - DIAL), top + KNOB_NAME + 6, DIAL, DIAL);
  layout->value[widget] =
      rect(layout, x + 5, top + KNOB_NAME + 6 + DIAL + 1, cell - 10, KNOB_VALUE);
}

static bool is_knob(const Layout *layout, int widget)
{
  return widget_info[widget].shape == SHAPE_KNOB && widget_is_in(widget, layout->with_song);
}

static void place_controls(Layout *layout, double right, double top)
{
  const double left = MARGIN;
  layout->region[REGION_CONTROLS] = rect(layout, 0.0, top, right + 0.5 * MARGIN, CONTROLS);
  int n_knobs = 0;
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    n_knobs += is_knob(layout, widget);
  }
  const double cell = fmin(KNOB_CELL, (right - left - TOGGLES) / n_knobs);
  double x = left;
  double y = top + KNOB_NAME + 6;
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    if (is_knob(layout, widget)) {
      place_knob(layout, widget, x, top, cell);
      x += cell;
    } else if (widget_info[widget].shape == SHAPE_TOGGLE) {
      layout->widget[widget] = rect(layout, right - TOGGLES, y, TOGGLES, TOGGLE_ROW);
      y += TOGGLE_ROW;
    }
  }
}

static void place_side(Layout *layout, double top, double left, double right, double bottom)
{
  const double room = bottom - top - 2 * SIDE_PADDING - LABEL - 3 * SIDE_GAP;
  const double row = fmin(SIDE_ROW_LARGEST, room / SIDE_ROWS);
  const double spare = (room - row * SIDE_ROWS) / 3.0;
  const double x = left + SIDE_PADDING;
  const double width = right - left - 2 * SIDE_PADDING;
  double y = top + SIDE_PADDING;
  layout->row = row * layout->scale;
  layout->side = rect(layout, left, top, right - left, bottom - top);
  layout->label = rect(layout, x, y, width, LABEL);
  y += LABEL + SIDE_GAP + spare;
  layout->bars = rect(layout, x, y, width, GENRE_COUNT * row);
  layout->bar_name = GENRE_NAME * layout->scale;
  y += GENRE_COUNT * row + SIDE_GAP + spare;
  layout->evidence = rect(layout, x, y, width, (EVIDENCE_COLUMNS + 1) * row);
  y += (EVIDENCE_COLUMNS + 1) * row + SIDE_GAP + spare;
  layout->meters = rect(layout, x, y, width, METER_ROWS * row);
  layout->region[REGION_HEARD] = rect(layout, left, top, right - left, y - 4 - top);
  layout->region[REGION_METERS] = rect(layout, left, y - 4, right - left, bottom - y + 4);
}

void layout_find(Layout *layout, double width, double height, double host_scale, bool with_song)
{
  const double pixels_x = floor(sane(width, 1.0, LAYOUT_LARGEST, LAYOUT_DEFAULT_WIDTH));
  const double pixels_y = floor(sane(height, 1.0, LAYOUT_LARGEST, LAYOUT_DEFAULT_HEIGHT));
  *layout = (Layout){.width = (int)pixels_x, .height = (int)pixels_y, .with_song = with_song};
  const double song = with_song ? LAYOUT_SONG_HEIGHT : 0.0;
  const double top = HEADER + song + WORDS;
  layout->scale = scale_for(pixels_x, pixels_y, sane(host_scale, 0.25, 16.0, 1.0), song);

  const double right = pixels_x / layout->scale;
  const double bottom = pixels_y / layout->scale;
  const double side = right - MARGIN - SIDE;
  const double picture_right = side - MARGIN;
  place_header(layout, right);
  if (with_song) {
    place_song(layout, right);
  }
  layout->region[REGION_WORDS] = rect(layout, 0.0, HEADER + song, right, WORDS);
  layout->words = rect(layout, MARGIN, HEADER + song, right - 2 * MARGIN, WORDS);
  place_plots(layout, top, picture_right, bottom - HELP - CONTROLS);
  place_controls(layout, picture_right, bottom - HELP - CONTROLS);
  place_side(layout, top, side, right - MARGIN, bottom - HELP - GAP);
  layout->region[REGION_HELP] = rect(layout, 0.0, bottom - HELP, right, HELP);
}
