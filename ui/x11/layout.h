/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Where everything in the window lies, in pixels, y downward. All lengths of the
 * window are in layout.c. Pure: any thread.
 */
#ifndef GENRE_EQ_UI_X11_LAYOUT_H
#define GENRE_EQ_UI_X11_LAYOUT_H

#include <stdbool.h>

#include "model/genres.h"
#include "ui/x11/widgets.h"

/** Size at scale 1 that the window opens with, and the smallest that holds all at
    full size; below it everything shrinks. */
#define LAYOUT_DEFAULT_WIDTH 1000
#define LAYOUT_DEFAULT_HEIGHT 680
#define LAYOUT_MINIMUM_WIDTH 860
#define LAYOUT_MINIMUM_HEIGHT 580
/** Height that the song's row adds. */
#define LAYOUT_SONG_HEIGHT 48
/** Larger windows are drawn in their upper left corner. */
#define LAYOUT_LARGEST 16384

typedef struct {
  double x, y, width, height;
} Rect;

/** Parts that are redrawn on their own. */
typedef enum {
  REGION_HEADER,
  REGION_SONG, /**< in the window of `genre-eq open` */
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
  Rect song;     /**< name, state and progress of the song */
  Rect side;     /**< card behind REGION_HEARD and REGION_METERS */
  Rect levels;   /**< plot of the bands */
  Rect response; /**< plot of the curve */
  Rect legend;   /**< what the lines of both are */
  Rect label;    /**< genre heard */
  Rect bars;     /**< GENRE_COUNT rows */
  Rect evidence; /**< a heading and BAND_COUNT rows */
  Rect meters;   /**< a heading and four rows */
  double row;    /**< height of a row in the side */
  Rect widget[WIDGET_COUNT];
  Rect dial[WIDGET_COUNT];  /**< of knobs: the round part */
  Rect value[WIDGET_COUNT]; /**< of knobs: the figures */
  Rect menu;
  Rect menu_item[GENRE_CHOICES]; /**< in the order of control_points() */
} Layout;

/** For a window of this many pixels on a display with host_scale pixels per length, with
    or without the song's row. Any values, nonsense too. A widget that is not there has
    no width. */
void layout_find(Layout *layout, double width, double height, double host_scale, bool with_song);

bool rect_holds(const Rect *rect, double x, double y);

#endif
