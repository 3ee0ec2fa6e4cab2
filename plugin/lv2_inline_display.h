/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The binary interface of the LV2 extension "inline display": a picture in the host's
 * mixer strip. LV2's own headers do not have it. URIs, structures and threads as in
 * Ardour's libs/ardour/ardour/lv2_extensions.h (Robin Gareus, Harrison Consoles).
 */
#ifndef GENRE_EQ_PLUGIN_LV2_INLINE_DISPLAY_H
#define GENRE_EQ_PLUGIN_LV2_INLINE_DISPLAY_H

#include <lv2/core/lv2.h>
#include <stdint.h>

#define INLINE_DISPLAY_PREFIX "http://harrisonconsoles.com/lv2/inlinedisplay#"
#define INLINE_DISPLAY_INTERFACE_URI INLINE_DISPLAY_PREFIX "interface"
#define INLINE_DISPLAY_QUEUE_DRAW_URI INLINE_DISPLAY_PREFIX "queue_draw"

/** ARGB32 as Cairo has it: a pixel is a 32-bit word of this machine, alpha in its top
    byte, colours multiplied by alpha. The memory is the plugin's, from the first
    render() to cleanup(). */
typedef struct {
  unsigned char *data;
  int width;
  int height;
  int stride; /**< bytes from row to row */
} InlineDisplaySurface;

/** The host's feature: asks the host to call render(). May be called from run(). */
typedef struct {
  void *handle;
  void (*queue_draw)(void *handle);
} InlineDisplayQueueDraw;

/** The plugin's extension data. The picture may be smaller than width and height. The host
    calls it from its GUI thread, beside run(). NULL: no picture. */
typedef struct {
  InlineDisplaySurface *(*render)(LV2_Handle instance, uint32_t width, uint32_t height);
} InlineDisplayInterface;

#endif
