/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The picture in the host's mixer strip: the curve, and the genre that is heard; while Learn
 * listens, it says "learning" instead. Where there
 * is room, the zone and the aim of each band as seen from the song: 0 dB is the song's own level.
 * The audio thread stores a few numbers; the host's GUI thread draws them.
 */
#ifndef GENRE_EQ_PLUGIN_INLINE_DISPLAY_H
#define GENRE_EQ_PLUGIN_INLINE_DISPLAY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "plugin/lv2_inline_display.h"
#include "plugin/report.h"

/** Never drawn larger, whatever the host asks for. */
#define INLINE_DISPLAY_LARGEST 4096

/** The numbers that pass between the threads. Each is a C11 atomic. A picture may mix the
    numbers of two hops, a tenth of a second apart. */
enum {
  INLINE_SECTION,                                  /**< gains of the sections, hundredths of a dB */
  INLINE_ZONE_LOW = INLINE_SECTION + BAND_COUNT,   /**< above the song's level, tenths of a dB */
  INLINE_ZONE_HIGH = INLINE_ZONE_LOW + BAND_COUNT, /**< the same */
  INLINE_AIM = INLINE_ZONE_HIGH + BAND_COUNT,      /**< the same */
  INLINE_LABEL = INLINE_AIM + BAND_COUNT,
  INLINE_PERCENT,
  INLINE_MODE,
  INLINE_LEARNS, /**< 1: Learn listens */
  INLINE_COUNT
};

/** What the output is: the bypassed sound, the processed sound, or the difference. */
typedef enum { INLINE_OFF, INLINE_ON, INLINE_DELTA } InlineMode;

typedef struct {
  atomic_int shown[INLINE_COUNT];
  int hops_to_wait; /**< audio thread: until the next picture may be asked for */
  double rate_hz;

  /* GUI thread: */
  uint32_t *pixel;
  float *graph; /**< a column's height */
  InlineDisplaySurface surface;
} InlineDisplay;

/** Flat, unsure. Before any thread uses it. */
void inline_display_init(InlineDisplay *display, double rate_hz);

/** Frees the picture. No thread may use it any more. */
void inline_display_free(InlineDisplay *display);

/** Audio thread, real-time safe: a new report (once a hop). True when the picture has
    changed and one may be asked for: five a second at most. */
bool inline_display_note(InlineDisplay *display, const Report *report, InlineMode mode);

/** GUI thread: draws what was noted last, within width x height. The surface is valid
    until the next call; NULL without room or memory. */
InlineDisplaySurface *inline_display_render(InlineDisplay *display, uint32_t width,
                                            uint32_t height);

#endif
