/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * shoot_listening SONG FROM_S DIRECTORY: plays ten seconds of a song through the plugin, from
 * FROM_S on, and draws the window eight times a second, as a host would show it, without a display.
 */
#include <stdio.h>
#include <stdlib.h>

#include <cairo.h>

#include "model/train/sound.h"
#include "plugin/engine.h"
#include "ui/x11/paint.h"
#include "ui/x11/view.h"

enum { FRAMES_PER_SECOND = 8, SECONDS = 10 };

/* What the demo masters its mixes with. */
static const float match_percent = 100.0f;
static const float range_db = 6.0f;

static void set_controls(ControlValues control, View *view)
{
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_MATCH] = match_percent;
  control[CONTROL_RANGE] = range_db;
  view_port(view, CONTROL_MATCH, match_percent);
  view_port(view, CONTROL_RANGE, range_db);
}

static bool draw(const View *view, const char *directory, int frame)
{
  char path[4096];
  const int length = snprintf(path, sizeof path, "%s/%03d.png", directory, frame);
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, view->layout.width, view->layout.height);
  cairo_t *cr = cairo_create(surface);
  paint_view(cr, view, &theme_dark, REGION_ALL);
  cairo_destroy(cr);
  const bool fine = length > 0 && (size_t)length < sizeof path &&
                    cairo_surface_write_to_png(surface, path) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(surface);
  if (!fine) {
    fprintf(stderr, "%s: cannot be written\n", path);
  }
  return fine;
}

/* Plays what is heard in the time of one picture. */
static void play(Engine *engine, const ControlValues control, Sound *sound, int from, int until,
                 View *view)
{
  const int block = sound->rate_hz / 100;
  for (int at = from; at < until; at += block) {
    float *channel[2] = {&sound->channel[0][at], &sound->channel[1][at]};
    const int left = until - at;
    engine_process(engine, control, (const float *const *)channel, channel,
                   (uint32_t)(left < block ? left : block));
    const Report *report = engine_report(engine);
    if (report) {
      view_report(view, report);
    }
  }
}

static bool shoot(Sound *sound, double from_s, const char *directory)
{
  View view;
  ControlValues control;
  const int begin = (int)(from_s * sound->rate_hz);
  Engine *engine = engine_new(sound->rate_hz, sound->n_channels, NULL, NULL);
  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  set_controls(control, &view);
  bool fine = engine && begin + SECONDS * sound->rate_hz <= sound->n_frames;
  for (int frame = 0; fine && frame < FRAMES_PER_SECOND * SECONDS; ++frame) {
    fine = draw(&view, directory, frame);
    play(engine, control, sound, begin + frame * sound->rate_hz / FRAMES_PER_SECOND,
         begin + (frame + 1) * sound->rate_hz / FRAMES_PER_SECOND, &view);
    view_advance(&view, 1.0 / FRAMES_PER_SECOND);
  }
  engine_free(engine);
  return fine;
}

int main(int argc, char **argv)
{
  char reason[256];
  Sound sound;
  if (argc != 4) {
    fputs("Usage: shoot_listening SONG FROM_S DIRECTORY\n", stderr);
    return 2;
  }
  if (!sound_load(&sound, argv[1], reason, sizeof reason)) {
    fprintf(stderr, "%s: %s\n", argv[1], reason);
    return 1;
  }
  const bool fine = shoot(&sound, strtod(argv[2], NULL), argv[3]);
  sound_free(&sound);
  return fine ? 0 : 1;
}
