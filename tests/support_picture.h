/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Pictures of a View in memory, and functions to look at their pixels.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_PICTURE_H
#define GENRE_EQ_TESTS_SUPPORT_PICTURE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>
#include <cmocka.h>

#include "ui/draw/panel.h"
#include "ui/x11/paint.h"

/* Tolerance of a channel (of 255): transparent colours over each other are rounded. */
enum { COLOR_TOLERANCE = 3 };

/* The scales that hosts set on screens of 96 to 288 dots an inch. */
static const double host_scales[] = {1.0, 1.25, 1.5, 2.0, 3.0};
enum { N_HOST_SCALES = sizeof host_scales / sizeof host_scales[0] };

/* Where a plot that fills the rectangle draws levels from low_db to high_db. */
static inline Panel panel_of(const Rect *rect, double low_db, double high_db)
{
  return (Panel){.x = rect->x,
                 .y = rect->y,
                 .width = rect->width,
                 .height = rect->height,
                 .low_db = low_db,
                 .high_db = high_db};
}

static inline void paint_onto(cairo_surface_t *surface, const View *view, const Theme *theme,
                              unsigned regions)
{
  cairo_t *cr = cairo_create(surface);
  paint_view(cr, view, theme, regions);
  assert_int_equal(cairo_status(cr), CAIRO_STATUS_SUCCESS);
  cairo_destroy(cr);
  cairo_surface_flush(surface);
}

static inline cairo_surface_t *blank(const View *view)
{
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, view->layout.width, view->layout.height);
  assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
  return surface;
}

static inline cairo_surface_t *picture(const View *view, const Theme *theme)
{
  cairo_surface_t *surface = blank(view);
  paint_onto(surface, view, theme, REGION_ALL);
  return surface;
}

static inline uint32_t pixel(cairo_surface_t *surface, double x, double y)
{
  const unsigned char *row = cairo_image_surface_get_data(surface) +
                             (ptrdiff_t)y * cairo_image_surface_get_stride(surface);
  uint32_t value;
  memcpy(&value, row + 4 * (ptrdiff_t)x, sizeof value);
  return value & 0xffffff;
}

static inline uint32_t packed(Color color)
{
  return (uint32_t)lround(255.0 * color.red) << 16 | (uint32_t)lround(255.0 * color.green) << 8 |
         (uint32_t)lround(255.0 * color.blue);
}

static inline bool is_color(uint32_t value, Color color)
{
  const uint32_t expected = packed(color);
  for (int shift = 0; shift <= 16; shift += 8) {
    if (abs((int)(value >> shift & 0xff) - (int)(expected >> shift & 0xff)) > COLOR_TOLERANCE) {
      return false;
    }
  }
  return true;
}

/* Pixels of a color in a rectangle. */
static inline int count(cairo_surface_t *surface, const Rect *rect, Color color)
{
  int n = 0;
  for (double y = rect->y; y < rect->y + rect->height; y += 1.0) {
    for (double x = rect->x; x < rect->x + rect->width; x += 1.0) {
      n += is_color(pixel(surface, x, y), color);
    }
  }
  return n;
}

static inline int count_changed(cairo_surface_t *a, cairo_surface_t *b, const Rect *rect)
{
  int n = 0;
  for (double y = rect->y; y < rect->y + rect->height; y += 1.0) {
    for (double x = rect->x; x < rect->x + rect->width; x += 1.0) {
      n += pixel(a, x, y) != pixel(b, x, y);
    }
  }
  return n;
}

#endif
