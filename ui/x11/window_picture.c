/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The view is painted into a picture in memory, region by region. Then the changed regions
 * are copied to the X server.
 */
#include <X11/Xutil.h>
#include <math.h>

#include "ui/x11/paint.h"
#include "ui/x11/window_internal.h"

void window_drop_picture(ViewWindow *window)
{
  if (window->picture) {
    cairo_surface_destroy(window->picture);
    window->picture = NULL;
  }
}

/* Makes a picture of the view's size; false if memory is short. */
static bool need_picture(ViewWindow *window)
{
  const Layout *layout = &window->view->layout;
  if (window->picture && cairo_image_surface_get_width(window->picture) == layout->width &&
      cairo_image_surface_get_height(window->picture) == layout->height) {
    return true;
  }
  window_drop_picture(window);
  window->picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, layout->width, layout->height);
  if (cairo_surface_status(window->picture) != CAIRO_STATUS_SUCCESS) {
    window_drop_picture(window);
    return false;
  }
  window->view->dirty = REGION_ALL;
  return true;
}

static int first_byte_order(void)
{
  const unsigned one = 1;
  return *(const unsigned char *)&one == 1 ? LSBFirst : MSBFirst;
}

/* Copies directly with Xlib: Cairo's surface for X windows (1.16) leaks memory at each
 * connection. CAIRO_FORMAT_RGB24 has the window's pixel format. */
static void copy(ViewWindow *window, unsigned regions)
{
  const int width = cairo_image_surface_get_width(window->picture);
  const int height = cairo_image_surface_get_height(window->picture);
  cairo_surface_flush(window->picture);
  XImage image = {.width = width,
                  .height = height,
                  .format = ZPixmap,
                  .data = (char *)cairo_image_surface_get_data(window->picture),
                  .byte_order = first_byte_order(),
                  .bitmap_unit = 32,
                  .bitmap_bit_order = first_byte_order(),
                  .bitmap_pad = 32,
                  .depth = DEPTH,
                  .bytes_per_line = cairo_image_surface_get_stride(window->picture),
                  .bits_per_pixel = 32,
                  .red_mask = window->visual->red_mask,
                  .green_mask = window->visual->green_mask,
                  .blue_mask = window->visual->blue_mask};
  if (!XInitImage(&image)) {
    return;
  }
  if (regions == REGION_ALL) {
    XPutImage(window->display, window->id, window->context, &image, 0, 0, 0, 0, (unsigned)width,
              (unsigned)height);
    return;
  }
  for (int region = 0; region < REGION_COUNT; ++region) {
    const Rect *rect = &window->view->layout.region[region];
    const int x = (int)fmax(0.0, rect->x);
    const int y = (int)fmax(0.0, rect->y);
    const int right = (int)fmin(width, rect->x + rect->width);
    const int bottom = (int)fmin(height, rect->y + rect->height);
    if ((regions & REGION_BIT(region)) && right > x && bottom > y) {
      XPutImage(window->display, window->id, window->context, &image, x, y, x, y,
                (unsigned)(right - x), (unsigned)(bottom - y));
    }
  }
}

void window_redraw(ViewWindow *window)
{
  if (!(window->view->dirty | window->exposed) || !need_picture(window)) {
    return;
  }
  const unsigned regions = window->view->dirty;
  window->view->dirty = 0;
  if (regions) {
    cairo_t *cr = cairo_create(window->picture);
    paint_view(cr, window->view, window->theme, regions);
    cairo_destroy(cr);
  }
  copy(window, regions | window->exposed);
  window->exposed = 0;
}
