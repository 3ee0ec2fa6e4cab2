/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The place of everything in the window, in pixels; y points down. All lengths of the window
 * are in layout.c. Pure: any thread.
 */
#ifndef GENRE_EQ_UI_X11_LAYOUT_H
#define GENRE_EQ_UI_X11_LAYOUT_H

#include <stdbool.h>

#include "model/genres.h"
#include "ui/x11/widgets.h"

/** The size at scale 1 that the window opens with, and the smallest size that holds
    everything at full size. Below that everything shrinks. */
#define LAYOUT_DEFAULT_WIDTH 1000
#define LAYOUT_DEFAULT_HEIGHT 700
#define LAYOUT_MINIMUM_WIDTH 940
#define LAYOUT_MINIMUM_HEIGHT 600
/** Height that the song's row adds. */
#define LAYOUT_SONG_HEIGHT 48
/** The largest side that is drawn; in a larger window, only its upper left corner is. */
#define LAYOUT_LARGEST 16384

typedef struct {
  double x, y, width, height;
} Rect;

/** Parts that are redrawn separately. */
typedef enum {
  REGION_HEADER,
  REGION_SONG, /**< in the window of `genre-eq open` */
  REGION_WORDS,
  REGION_KEY,
  REGION_BANDS,
  REGION_CURVE,
  REGION_HEARD,
  REGION_METERS,
  REGION_CONTROLS,
  REGION_HELP,
  REGION_COUNT
} WindowRegion;

#define REGION_BIT(region) (1u << (region))
#define REGION_ALL (REGION_BIT(REGION_COUNT) - 1u)

typedef struct {
  double scale; /**< pixels per length of layout.c */
  int width, height;
  bool with_song;
  Rect region[REGION_COUNT];
  Rect title;
  Rect song;       /**< name, state and progress of the song */
  Rect words;      /**< the line that says what is done and why */
  Rect side;       /**< card behind REGION_HEARD and REGION_METERS */
  Rect key;        /**< names of the marks in the plot of the bands */
  Rect levels;     /**< plot of the bands */
  Rect response;   /**< plot of the curve */
  Rect legend;     /**< names of the lines in the plot of the curve */
  Rect explain;    /**< the card that explains the marks, over both plots */
  Rect label;      /**< genre heard */
  Rect bars;       /**< GENRE_COUNT rows */
  double bar_name; /**< width of their names */
  Rect evidence;   /**< a heading and EVIDENCE_COLUMNS rows */
  Rect meters;     /**< a heading and four rows */
  double row;      /**< height of a row in the side */
  Rect widget[WIDGET_COUNT];
  Rect dial[WIDGET_COUNT];  /**< of knobs: the round part */
  Rect value[WIDGET_COUNT]; /**< of knobs: the figures */
  Rect menu;
  Rect menu_item[GENRE_CHOICES]; /**< in the order of control_points() */
} Layout;

/** The layout of a window of this many pixels, on a display with host_scale pixels per
    length, with or without the song's row. Any values are safe. A widget that the window
    does not have has width 0. */
void layout_find(Layout *layout, double width, double height, double host_scale, bool with_song);

bool rect_holds(const Rect *rect, double x, double y);

#endif
