/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/files/plot_file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <cairo.h>

#include "ui/cli/files/target_file.h"
#include "ui/cli/terminal/message.h"

enum { WIDTH = 1200, HEIGHT = 720 };

static cairo_status_t write_bytes(void *user, const unsigned char *data, unsigned int length)
{
  const TargetFile *target = (const TargetFile *)user;
  while (length > 0) {
    const ssize_t written = write(target->descriptor, data, length);
    if (written <= 0) {
      return CAIRO_STATUS_WRITE_ERROR;
    }
    data += written;
    length -= (unsigned int)written;
  }
  return CAIRO_STATUS_SUCCESS;
}

bool plot_file_write(const char *path, const CurveView *view, bool overwrite)
{
  TargetFile target;
  if (!target_file_open(&target, path, overwrite)) {
    return false;
  }
  errno = 0;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create(surface);
  curve_plot_draw(cr, WIDTH, HEIGHT, &theme_light, view);
  cairo_destroy(cr);
  const cairo_status_t status = cairo_surface_write_to_png_stream(surface, write_bytes, &target);
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    const int error = errno;
    message_error(path, "the picture cannot be written (%s); %s",
                  error != 0 ? strerror(error) : cairo_status_to_string(status),
                  message_remedy(error != 0 ? error : ENOMEM));
    target_file_drop(&target);
    return false;
  }
  return target_file_keep(&target);
}
