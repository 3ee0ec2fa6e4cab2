/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Looks at the pixels of a picture in the mixer strip.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_INLINE_H
#define GENRE_EQ_TESTS_SUPPORT_INLINE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>
#include <cmocka.h>

#include "plugin/inline_display.h"

typedef struct {
  int red, green, blue;
} Pixel;

static inline Pixel pixel_at(const InlineDisplaySurface *surface, int x, int y)
{
  assert_true(x >= 0 && x < surface->width && y >= 0 && y < surface->height);
  uint32_t word;
  memcpy(&word, surface->data + (ptrdiff_t)y * surface->stride + (ptrdiff_t)x * 4, sizeof word);
  assert_int_equal(word >> 24, 0xff);
  return (Pixel){(int)(word >> 16 & 0xff), (int)(word >> 8 & 0xff), (int)(word & 0xff)};
}

/* The place of the curve's colour, strong in red and weak in blue, in a column; -1: none. */
static inline double curve_height(const InlineDisplaySurface *surface, int x)
{
  double sum = 0.0;
  double weight = 0.0;
  for (int y = 0; y < surface->height; ++y) {
    const Pixel pixel = pixel_at(surface, x, y);
    const double part = pixel.red > 150 && pixel.red > 2 * pixel.blue ? 1.0 : 0.0;
    sum += part * (y + 0.5);
    weight += part;
  }
  return weight > 0.0 ? sum / weight : -1.0;
}

static inline void keep(const InlineDisplaySurface *surface, const char *name)
{
  char path[4096];
  const char *build = getenv("GENRE_EQ_BUILD");
  snprintf(path, sizeof path, "%s/tests/%s.png", build ? build : "build", name);
  cairo_surface_t *picture = cairo_image_surface_create_for_data(
      surface->data, CAIRO_FORMAT_ARGB32, surface->width, surface->height, surface->stride);
  cairo_surface_write_to_png(picture, path);
  cairo_surface_destroy(picture);
}

#endif
