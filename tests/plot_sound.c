/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * plot_sound DIRECTORY [SONG]: pictures of what the equaliser does, measured on the plugin's own
 * code. responses.png: the shelves at 44.1 and 192 kHz over their analog prototypes.
 * modulation.png: the spectrum of a tone under gliding gains. gliding.png: a minute of gains
 * over a song.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>
#include <sndfile.h>

#include "dsp/equalizer.h"
#include "dsp/glide.h"
#include "dsp/grid.h"
#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "tests/support_spectrum.h"
#include "ui/draw/panel.h"
#include "ui/draw/text.h"
#include "ui/draw/theme.h"

enum { WIDTH = 1200, HEIGHT = 860, SECONDS = 60, HOPS = 10 * SECONDS };

static const Theme *const theme = &theme_light;

/* Colours of Okabe & Ito, which colour-blind people can tell apart, too. */
static const Color hue[BAND_COUNT] = {{0.0, 0.45, 0.70, 1.0},
                                      {0.84, 0.37, 0.0, 1.0},
                                      {0.0, 0.62, 0.45, 1.0},
                                      {0.80, 0.47, 0.65, 1.0},
                                      {0.35, 0.35, 0.35, 1.0}};

static void write_line(cairo_t *cr, double x, double y, bool bold, const char *text)
{
  const TextStyle style = {theme, bold ? theme->title_size : theme->text_size, bold, theme->text};
  text_draw(cr, &style, ALIGN_LEFT, x, y, text);
}

static cairo_surface_t *begin_picture(cairo_t **cr, const char *title, const char *line)
{
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  *cr = cairo_create(surface);
  theme_set_color(*cr, theme->background);
  cairo_paint(*cr);
  cairo_set_line_width(*cr, theme->thin);
  write_line(*cr, 60.0, 28.0, true, title);
  write_line(*cr, 60.0, 54.0, false, line);
  return surface;
}

static bool end_picture(cairo_t *cr, cairo_surface_t *surface, const char *directory,
                        const char *name)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", directory, name);
  cairo_destroy(cr);
  const cairo_status_t status = cairo_surface_write_to_png(surface, path);
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    fprintf(stderr, "%s: %s\n", path, cairo_status_to_string(status));
    return false;
  }
  puts(path);
  return true;
}

/* --- responses ---------------------------------------------------------------------------- */

/** Gain (dB) of one shelf at a sample rate, or of its analog prototype (rate 0). */
static double shelf_db(int shelf, double gain_db, double rate_hz, double freq_hz)
{
  const ShelfShape shape = shelf_shape(shelf, gain_db);
  double power = 0.0;
  if (rate_hz > 0.0) {
    const Biquad h = shelf_design(shelf, gain_db, rate_hz);
    power = biquad_power_at(&h, freq_hz, rate_hz);
  } else if (shelf < MIDDLE_BAND) {
    power = analog_low_shelf_power(freq_hz, shape.freq_hz, shape.q, gain_db);
  } else {
    power = analog_high_shelf_power(freq_hz, shape.freq_hz, shape.q, gain_db);
  }
  return 10.0 * log10(power);
}

static void trace_shelf(cairo_t *cr, const Panel *panel, int shelf, double gain_db, double rate_hz)
{
  cairo_new_path(cr);
  for (double x = panel->x; x <= panel->x + panel->width; x += 1.0) {
    const double y = panel_y(panel, shelf_db(shelf, gain_db, rate_hz, panel_freq_hz(panel, x)));
    cairo_line_to(cr, x, y);
  }
  cairo_stroke(cr);
}

static void draw_family(cairo_t *cr, double y, double rate_hz)
{
  const Panel panel = {.x = 60.0,
                       .y = y,
                       .width = WIDTH - 90.0,
                       .height = 320.0,
                       .low_db = -15.0,
                       .high_db = 15.0,
                       .step_db = 3.0,
                       .theme = theme};
  double worst_db = 0.0;
  char line[128];
  panel_draw_grid(cr, &panel, "dB", true);
  panel_draw_frequencies(cr, &panel);
  for (int shelf = 0; shelf < SHELF_COUNT; ++shelf) {
    for (int step = -4; step <= 4; ++step) {
      Color wide = hue[shelf];
      wide.alpha = 0.3;
      theme_set_color(cr, wide);
      cairo_set_line_width(cr, 5.0);
      trace_shelf(cr, &panel, shelf, 3.0 * step, 0.0);
      theme_set_color(cr, hue[shelf]);
      cairo_set_line_width(cr, 1.2);
      trace_shelf(cr, &panel, shelf, 3.0 * step, rate_hz);
      for (double f = 20.0; f <= 20000.0 && f <= 0.45 * rate_hz; f *= 1.02) {
        const double off_db =
            shelf_db(shelf, 3.0 * step, rate_hz, f) - shelf_db(shelf, 3.0 * step, 0.0, f);
        worst_db = fmax(worst_db, fabs(off_db));
      }
    }
  }
  snprintf(line, sizeof line, "%.1f kHz: off by %.3f dB at most, up to %.1f kHz", rate_hz / 1000.0,
           worst_db, fmin(20.0, 0.00045 * rate_hz));
  write_line(cr, 60.0, y - 14.0, false, line);
}

static bool plot_responses(const char *directory)
{
  cairo_t *cr = NULL;
  cairo_surface_t *surface =
      begin_picture(&cr, "Shelves at 44.1 and 192 kHz over their analog prototypes",
                    "Wide and pale: analog. Thin: what the plugin filters with. Gains -12 to +12 "
                    "dB in steps of 3 dB.");
  draw_family(cr, 106.0, 44100.0);
  draw_family(cr, 490.0, 192000.0);
  return end_picture(cr, surface, directory, "responses.png");
}

/* --- modulation ---------------------------------------------------------------------------- */

enum { SPECTRUM = 1 << 17 };

/** A 1 kHz sine at -6 dBFS, with all sections gliding up and down at full speed. */
static void glide_tone(float *x, uint32_t n_frames, double rate_hz)
{
  static Equalizer eq;
  Glide glide[BAND_COUNT];
  double gain_db[BAND_COUNT];
  uint32_t at = 0;
  equalizer_init(&eq, rate_hz);
  for (int band = 0; band < BAND_COUNT; ++band) {
    gain_db[band] = band % 2 ? 6.0 : -6.0;
    glide_jump(&glide[band], gain_db[band]);
  }
  equalizer_jump(&eq, gain_db);
  for (uint32_t i = 0; i < n_frames; ++i) {
    x[i] = (float)(0.5011872 * sin(2.0 * SPECTRUM_PI * fmod(1000.0 * i / rate_hz, 1.0)));
  }
  for (int tick = 0; at < n_frames; ++tick) {
    uint32_t next = (uint32_t)((tick + 1) * rate_hz / TICKS_PER_SECOND);
    next = next < n_frames ? next : n_frames;
    for (int band = 0; band < BAND_COUNT; ++band) {
      const double way = ((tick / 1280) % 2 == 0) == (band % 2 == 0) ? 6.0 : -6.0;
      gain_db[band] = glide_tick(&glide[band], way, 6.0);
    }
    equalizer_ramp(&eq, gain_db, next - at);
    equalizer_process(&eq, (const float *const[]){x + at}, (float *const[]){x + at}, 1, next - at);
    at = next;
  }
}

static bool plot_modulation(const char *directory)
{
  const double rate_hz = 48000.0;
  const uint32_t n_frames = 3 * SPECTRUM;
  float *x = calloc(n_frames, sizeof *x);
  double *amplitude = calloc(SPECTRUM / 2, sizeof *amplitude);
  double *part = calloc(SPECTRUM / 2, sizeof *part);
  if (!x || !amplitude || !part) {
    free(x);
    free(amplitude);
    free(part);
    return false;
  }
  glide_tone(x, n_frames, rate_hz);
  for (uint32_t from = SPECTRUM; from + SPECTRUM <= n_frames; from += SPECTRUM / 8) {
    spectrum_amplitude(x + from, SPECTRUM, part);
    for (int i = 0; i < SPECTRUM / 2; ++i) {
      amplitude[i] = fmax(amplitude[i], part[i]);
    }
  }
  const double worst_db = spectrum_worst_db(amplitude, SPECTRUM, rate_hz, 1000.0, 100.0);
  char line[200];
  snprintf(line, sizeof line,
           "All sections between -6 and +6 dB, neighbours against each other, at 6 dB/s (the "
           "fastest); 48 kHz. Highest in 8 s; beyond +-100 Hz: %.1f dBFS at most.",
           worst_db);
  cairo_t *cr = NULL;
  cairo_surface_t *surface =
      begin_picture(&cr, "A 1 kHz sine at -6 dBFS while the gains glide", line);
  const Panel panel = {.x = 60.0,
                       .y = 80.0,
                       .width = WIDTH - 90.0,
                       .height = HEIGHT - 130.0,
                       .low_db = -200.0,
                       .high_db = 0.0,
                       .step_db = 20.0,
                       .theme = theme};
  panel_draw_grid(cr, &panel, "dBFS", false);
  panel_draw_frequencies(cr, &panel);
  theme_set_color(cr, (Color){0.0, 0.62, 0.45, 0.15});
  cairo_rectangle(cr, panel_x(&panel, 900.0), panel.y,
                  panel_x(&panel, 1100.0) - panel_x(&panel, 900.0), panel.height);
  cairo_fill(cr);
  theme_set_color(cr, hue[1]);
  cairo_move_to(cr, panel.x, panel_y(&panel, -100.0));
  cairo_rel_line_to(cr, panel.width, 0.0);
  cairo_stroke(cr);
  theme_set_color(cr, hue[0]);
  cairo_new_path(cr);
  int bin = (int)(20.0 * SPECTRUM / rate_hz);
  for (double px = panel.x; px <= panel.x + panel.width; px += 1.0) {
    /* The highest of the bins that fall on a pixel. */
    const int to = (int)(panel_freq_hz(&panel, px) * SPECTRUM / rate_hz);
    double highest = amplitude[bin];
    for (; bin < to; ++bin) {
      highest = fmax(highest, amplitude[bin]);
    }
    cairo_line_to(cr, px, panel_y(&panel, fmax(-200.0, 20.0 * log10(fmax(highest, 1e-12)))));
  }
  cairo_stroke(cr);
  free(x);
  free(amplitude);
  free(part);
  return end_picture(cr, surface, directory, "modulation.png");
}

/* --- gliding --------------------------------------------------------------------------------- */

typedef struct {
  int n_hops;
  double applied_db[HOPS][BAND_COUNT];
  double wanted_db[HOPS][BAND_COUNT];
} Minute;

/** Plays a minute of a song through the plugin at default settings, hop by hop. */
static bool play_minute(Minute *minute, const char *path)
{
  SF_INFO info = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  if (!file) {
    fprintf(stderr, "%s: %s\n", path, sf_strerror(NULL));
    return false;
  }
  const uint32_t hop = (uint32_t)(info.samplerate / 10);
  float *frames = calloc((size_t)hop * (size_t)info.channels, sizeof *frames);
  float *sound[2] = {calloc(hop, sizeof(float)), calloc(hop, sizeof(float))};
  Engine *engine = engine_new(info.samplerate, 2, NULL, NULL);
  bool fine = frames && sound[0] && sound[1] && engine;
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  const uint64_t mode = float_mode_enter();
  while (fine && minute->n_hops < HOPS && sf_readf_float(file, frames, hop) == hop) {
    Memory memory;
    for (uint32_t i = 0; i < hop; ++i) {
      sound[0][i] = frames[i * (uint32_t)info.channels];
      sound[1][i] = frames[i * (uint32_t)info.channels + (info.channels > 1 ? 1 : 0)];
    }
    engine_process(engine, control, (const float *const[]){sound[0], sound[1]}, sound, hop);
    engine_memory(engine, &memory);
    for (int band = 0; band < BAND_COUNT; ++band) {
      const Control gain = (Control)(CONTROL_GAIN_LOW + band);
      minute->applied_db[minute->n_hops][band] = (double)engine_output(engine, gain);
      minute->wanted_db[minute->n_hops][band] = memory.wanted_db[band];
    }
    ++minute->n_hops;
  }
  float_mode_leave(mode);
  engine_free(engine);
  free(frames);
  free(sound[0]);
  free(sound[1]);
  sf_close(file);
  return fine;
}

static double time_x(const Panel *panel, double seconds)
{
  return panel->x + panel->width * seconds / SECONDS;
}

static void draw_time_grid(cairo_t *cr, const Panel *panel)
{
  const TextStyle style = {theme, theme->small_size, false, theme->faint_text};
  theme_set_color(cr, theme->panel);
  cairo_rectangle(cr, panel->x, panel->y, panel->width, panel->height);
  cairo_fill(cr);
  char label[16];
  for (int db = (int)panel->low_db; db <= (int)panel->high_db; ++db) {
    theme_set_color(cr, db == 0 ? theme->edge : theme->grid);
    cairo_move_to(cr, panel->x, floor(panel_y(panel, db)) + 0.5);
    cairo_rel_line_to(cr, panel->width, 0.0);
    cairo_stroke(cr);
    snprintf(label, sizeof label, "%+d dB", db);
    text_draw(cr, &style, ALIGN_RIGHT, panel->x - 8.0, panel_y(panel, db), label);
  }
  for (int second = 0; second <= SECONDS; second += 5) {
    theme_set_color(cr, theme->grid);
    cairo_move_to(cr, floor(time_x(panel, second)) + 0.5, panel->y);
    cairo_rel_line_to(cr, 0.0, panel->height);
    cairo_stroke(cr);
    snprintf(label, sizeof label, "%d s", second);
    text_draw(cr, &style, ALIGN_CENTER, time_x(panel, second), panel->y + panel->height + 14.0,
              label);
  }
}

static void trace_minute(cairo_t *cr, const Panel *panel, int band,
                         const double value_db[HOPS][BAND_COUNT], int n_hops)
{
  cairo_new_path(cr);
  for (int hop = 0; hop < n_hops; ++hop) {
    cairo_line_to(cr, time_x(panel, 0.1 * (hop + 1)), panel_y(panel, value_db[hop][band]));
  }
  cairo_stroke(cr);
}

static bool plot_gliding(const char *directory, const char *path)
{
  static Minute minute;
  if (!play_minute(&minute, path)) {
    return false;
  }
  const char *slash = strrchr(path, '/');
  char line[512];
  snprintf(line, sizeof line,
           "%.300s, as the plugin comes (Auto, 0.5 dB/s). Thin: change wanted of each band's "
           "level. Thick: change that the curve makes.",
           slash ? slash + 1 : path);
  cairo_t *cr = NULL;
  cairo_surface_t *surface = begin_picture(&cr, "A minute of gains gliding over a song", line);
  const Panel panel = {.x = 70.0,
                       .y = 110.0,
                       .width = WIDTH - 100.0,
                       .height = HEIGHT - 160.0,
                       .low_db = -5.0,
                       .high_db = 5.0,
                       .step_db = 1.0,
                       .theme = theme};
  draw_time_grid(cr, &panel);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const TextStyle style = {theme, theme->text_size, true, hue[band]};
    theme_set_color(cr, hue[band]);
    cairo_set_line_width(cr, 0.8);
    trace_minute(cr, &panel, band, minute.wanted_db, minute.n_hops);
    cairo_set_line_width(cr, 2.6);
    trace_minute(cr, &panel, band, minute.applied_db, minute.n_hops);
    text_draw(cr, &style, ALIGN_LEFT, 70.0 + 110.0 * band, 86.0, band_info[band].name);
  }
  return end_picture(cr, surface, directory, "gliding.png");
}

int main(int argc, char **argv)
{
  if (argc != 2 && argc != 3) {
    fputs("Usage: plot_sound DIRECTORY [SONG]\n", stderr);
    return 2;
  }
  bool fine = plot_responses(argv[1]);
  fine = plot_modulation(argv[1]) && fine;
  fine = (argc < 3 || plot_gliding(argv[1], argv[2])) && fine;
  return fine ? 0 : 1;
}
