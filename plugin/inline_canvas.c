/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/inline_canvas.h"

#include <math.h>

static double clamp(double x, double low, double high)
{
  return fmin(high, fmax(low, x));
}

void canvas_clear(Canvas *canvas, uint32_t color)
{
  for (int i = 0; i < canvas->width * canvas->height; ++i) {
    canvas->pixel[i] = 0xff000000u | color;
  }
}

static uint32_t mix(uint32_t from, uint32_t to, double part, int shift)
{
  const double a = (double)(from >> shift & 0xffu);
  const double b = (double)(to >> shift & 0xffu);
  return (uint32_t)(a + part * (b - a) + 0.5) << shift;
}

static void blend(Canvas *canvas, int x, int y, uint32_t color, double part)
{
  uint32_t *pixel = &canvas->pixel[y * canvas->width + x];
  *pixel = 0xff000000u | mix(*pixel, color, part, 16) | mix(*pixel, color, part, 8) |
           mix(*pixel, color, part, 0);
}

/* The part of the pixel [at, at + 1] that lies between `from` and `to`. */
static double overlap(int at, double from, double to)
{
  return clamp(fmin(to, at + 1.0) - fmax(from, (double)at), 0.0, 1.0);
}

static int first(double from)
{
  return (int)floor(fmax(0.0, from));
}

static int end(double to, int limit)
{
  return (int)ceil(clamp(to, 0.0, (double)limit));
}

void canvas_fill(Canvas *canvas, double left, double top, double right, double bottom,
                 uint32_t color, double alpha)
{
  for (int y = first(top); y < end(bottom, canvas->height); ++y) {
    for (int x = first(left); x < end(right, canvas->width); ++x) {
      blend(canvas, x, y, color, alpha * overlap(x, left, right) * overlap(y, top, bottom));
    }
  }
}

void canvas_fill_graph(Canvas *canvas, const float *y, double level, uint32_t color, double alpha)
{
  for (int x = 0; x < canvas->width; ++x) {
    canvas_fill(canvas, x, fmin((double)y[x], level), x + 1.0, fmax((double)y[x], level), color,
                alpha);
  }
}

/* Squared distance from a point to the line between two points of the graph. */
static double distance2(double px, double py, double x, double from_y, double to_y)
{
  const double rise = to_y - from_y;
  const double along = clamp(((px - x) + (py - from_y) * rise) / (1.0 + rise * rise), 0.0, 1.0);
  const double dx = px - x - along;
  const double dy = py - from_y - along * rise;
  return dx * dx + dy * dy;
}

/* A pixel's coverage depends on its distance from the nearest piece of the line. */
void canvas_stroke_graph(Canvas *canvas, const float *y, double line_width, uint32_t color)
{
  const double half = 0.5 * line_width;
  const int reach = (int)ceil(half) + 1;
  for (int x = 0; x < canvas->width; ++x) {
    const int from = x > reach ? x - reach : 0;
    const int to = x + reach < canvas->width ? x + reach : canvas->width - 1;
    double top = (double)y[from];
    double bottom = top;
    for (int i = from; i <= to; ++i) {
      top = fmin(top, (double)y[i]);
      bottom = fmax(bottom, (double)y[i]);
    }
    for (int row = first(top - reach); row < end(bottom + reach, canvas->height); ++row) {
      double nearest = HUGE_VAL;
      for (int i = from; i < to || i == from; ++i) {
        const double next = (double)y[i < to ? i + 1 : i];
        nearest = fmin(nearest, distance2(x + 0.5, row + 0.5, i + 0.5, (double)y[i], next));
      }
      const double coverage = clamp(half + 0.5 - sqrt(nearest), 0.0, 1.0);
      if (coverage > 0.0) {
        blend(canvas, x, row, color, coverage);
      }
    }
  }
}
