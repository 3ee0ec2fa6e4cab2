/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/inline_display.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/portable_math.h"
#include "dsp/shelves.h"
#include "plugin/dark_colors.h"
#include "plugin/inline_canvas.h"
#include "plugin/inline_font.h"
#include "plugin/learn.h"

/* Two hops: five pictures a second. */
#define HOPS_BETWEEN 2

#define ZONE_ALPHA 0.2
#define FILL_ALPHA 0.3

/* A narrower picture, as in a mixer strip, shows neither zones nor aims: there it would hide the
   curve. An aim is a mark of this part of the width, at either side of its column. */
#define ZONES_WIDTH 160
#define AIM_PART 0.02

/* The height of a picture divided by its width, if there is room. */
#define HEIGHT_PART 0.5
/* A dot of the font grows by one pixel for each of these pixels of width. */
#define WIDTH_OF_DOT 120
#define WIDTH_OF_FIRST_DOT 80
#define MARGIN_DOTS 3

void inline_display_init(InlineDisplay *display, double rate_hz)
{
  *display = (InlineDisplay){.rate_hz = rate_hz};
  for (int i = 0; i < INLINE_COUNT; ++i) {
    atomic_init(&display->shown[i], 0);
  }
  atomic_store(&display->shown[INLINE_MODE], INLINE_ON);
}

void inline_display_free(InlineDisplay *display)
{
  free(display->pixel);
  free(display->graph);
}

/* --- audio thread ------------------------------------------------------------------------ */

static bool put(InlineDisplay *display, int i, int value)
{
  const int before = atomic_exchange_explicit(&display->shown[i], value, memory_order_relaxed);
  return before != value;
}

/* Zone and aim follow the song's level, which never rests. Less than this is not drawn anew (tenths
   of a dB). */
#define ZONE_STEP 3

static bool put_level(InlineDisplay *display, int i, int value)
{
  const int before = atomic_load_explicit(&display->shown[i], memory_order_relaxed);
  return abs(value - before) >= ZONE_STEP && put(display, i, value);
}

static int rounded(float value)
{
  return (int)floorf(value + 0.5f);
}

bool inline_display_note(InlineDisplay *display, const Report *report, InlineMode mode)
{
  bool changed = false;
  display->hops_to_wait -= display->hops_to_wait > 0;
  if (display->hops_to_wait > 0) {
    return false;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    const float level_db = report->level_db[band];
    changed |= put(display, INLINE_SECTION + band, rounded(100.0f * report->section_db[band]));
    changed |= put_level(display, INLINE_ZONE_LOW + band,
                         rounded(10.0f * (report->zone_low_db[band] - level_db)));
    changed |= put_level(display, INLINE_ZONE_HIGH + band,
                         rounded(10.0f * (report->zone_high_db[band] - level_db)));
    changed |=
        put_level(display, INLINE_AIM + band, rounded(10.0f * (report->aim_db[band] - level_db)));
  }
  changed |= put(display, INLINE_LABEL, (int)report->label[0]);
  changed |= put(display, INLINE_PERCENT, (int)(100.0 * (double)report->confidence[0] + 0.5));
  changed |= put(display, INLINE_MODE, (int)mode);
  changed |= put(display, INLINE_LEARNS, (int)report->learn_phase[0] == LEARN_LISTENS);
  if (changed) {
    display->hops_to_wait = HOPS_BETWEEN;
  }
  return changed;
}

/* --- GUI thread -------------------------------------------------------------------------- */

typedef struct {
  double section_db[BAND_COUNT];
  double zone_low_db[BAND_COUNT]; /* above the song's level, as the rest */
  double zone_high_db[BAND_COUNT];
  double aim_db[BAND_COUNT];
  int label; /* from 1; 0 unsure */
  int percent;
  InlineMode mode;
  bool learns;
} Numbers;

static double take_db(InlineDisplay *display, int i, double parts)
{
  return atomic_load_explicit(&display->shown[i], memory_order_relaxed) / parts;
}

static Numbers take(InlineDisplay *display)
{
  Numbers numbers;
  for (int band = 0; band < BAND_COUNT; ++band) {
    numbers.section_db[band] = take_db(display, INLINE_SECTION + band, 100.0);
    numbers.zone_low_db[band] = take_db(display, INLINE_ZONE_LOW + band, 10.0);
    numbers.zone_high_db[band] = take_db(display, INLINE_ZONE_HIGH + band, 10.0);
    numbers.aim_db[band] = take_db(display, INLINE_AIM + band, 10.0);
  }
  numbers.label = atomic_load_explicit(&display->shown[INLINE_LABEL], memory_order_relaxed);
  numbers.percent = atomic_load_explicit(&display->shown[INLINE_PERCENT], memory_order_relaxed);
  numbers.learns = atomic_load_explicit(&display->shown[INLINE_LEARNS], memory_order_relaxed);
  numbers.mode =
      (InlineMode)atomic_load_explicit(&display->shown[INLINE_MODE], memory_order_relaxed);
  return numbers;
}

/* The curve's dB in each column, on a logarithmic axis between the outer band edges. */
static double find_curve(const Numbers *numbers, double rate_hz, float *gain_db, int width)
{
  const double low_hz = band_info[0].low_hz;
  const double octaves = portable_log(band_info[BAND_COUNT - 1].high_hz / low_hz);
  Biquad shelf[SHELF_COUNT];
  double most_db = 0.0;
  shelves_design(numbers->section_db, rate_hz, shelf);
  for (int x = 0; x < width; ++x) {
    const double wanted_hz = low_hz * portable_exp(octaves * (x + 0.5) / width);
    const double freq_hz = fmin(wanted_hz, 0.4999 * rate_hz);
    gain_db[x] = (float)power_to_db(shelves_power_at(shelf, freq_hz, rate_hz));
    most_db = fmax(most_db, fabs((double)gain_db[x]));
  }
  return most_db;
}

static double column_x(const Canvas *canvas, double freq_hz)
{
  const double low_hz = band_info[0].low_hz;
  const double octaves = portable_log(band_info[BAND_COUNT - 1].high_hz / low_hz);
  return canvas->width * portable_log(freq_hz / low_hz) / octaves;
}

/* The places of the bands in the plot. */
typedef struct {
  double top, bottom, zero, pixels_a_db;
} Plot;

static double height_of(const Plot *plot, double db)
{
  return fmin(plot->bottom, fmax(plot->top, plot->zero - plot->pixels_a_db * db));
}

/* Before anything is heard, the zones are empty. */
static void draw_zones(Canvas *canvas, const Numbers *numbers, const Plot *plot)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    canvas_fill(canvas, floor(column_x(canvas, band_info[band].low_hz)) + 1.0,
                height_of(plot, numbers->zone_high_db[band]),
                floor(column_x(canvas, band_info[band].high_hz)),
                height_of(plot, numbers->zone_low_db[band]), DARK_ZONE_LINE, ZONE_ALPHA);
  }
}

static void draw_aims(Canvas *canvas, const Numbers *numbers, const Plot *plot)
{
  const double length = floor(AIM_PART * canvas->width);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double left = floor(column_x(canvas, band_info[band].low_hz)) + 1.0;
    const double right = floor(column_x(canvas, band_info[band].high_hz));
    const double y = height_of(plot, numbers->aim_db[band]);
    if (numbers->zone_high_db[band] > numbers->zone_low_db[band]) {
      canvas_fill(canvas, left, y - 0.4 * length, left + length, y + 0.4 * length, DARK_AIM, 1.0);
      canvas_fill(canvas, right - length, y - 0.4 * length, right, y + 0.4 * length, DARK_AIM, 1.0);
    }
  }
}

static double limit_for(double most_db)
{
  return most_db > 11.5 ? 24.0 : most_db > 5.8 ? 12.0 : most_db > 2.9 ? 6.0 : 3.0;
}

/* How far the farthest aim is from the song. */
static double most_aim_db(const Numbers *numbers)
{
  double most_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    most_db = fmax(most_db, fabs(numbers->aim_db[band]));
  }
  return most_db;
}

static void draw_curve(InlineDisplay *display, Canvas *canvas, const Numbers *numbers, double top)
{
  const double bottom = canvas->height - 1.0;
  const double zero = floor(0.5 * (top + bottom)) + 0.5;
  const double most_db = find_curve(numbers, display->rate_hz, display->graph, canvas->width);
  const bool with_zones = canvas->width >= ZONES_WIDTH && numbers->mode != INLINE_OFF;
  const double limit_db = limit_for(with_zones ? fmax(most_db, most_aim_db(numbers)) : most_db);
  const Plot plot = {top, bottom, zero, 0.5 * (bottom - top) / limit_db};
  const double line = fmax(1.5, canvas->width / 75.0);
  for (int x = 0; x < canvas->width; ++x) {
    display->graph[x] = (float)(zero - (double)display->graph[x] / limit_db * 0.5 * (bottom - top));
  }
  for (int i = -1; i <= 1; ++i) {
    const double y = zero + 0.5 * i * (0.5 * (bottom - top));
    canvas_fill(canvas, 0.0, floor(y), canvas->width, floor(y) + 1.0,
                i == 0 ? DARK_EDGE : DARK_GRID, 1.0);
  }
  if (with_zones) {
    draw_zones(canvas, numbers, &plot);
  }
  if (numbers->mode != INLINE_OFF) {
    canvas_fill_graph(canvas, display->graph, zero, DARK_CURVE, FILL_ALPHA);
  }
  canvas_stroke_graph(canvas, display->graph, line,
                      numbers->mode != INLINE_OFF ? DARK_CURVE : DARK_EDGE);
  if (with_zones) {
    draw_aims(canvas, numbers, &plot);
  }
}

static void percent_text(char text[8], int percent)
{
  const int shown = percent < 0 ? 0 : percent > 100 ? 100 : percent;
  char *s = text;
  if (shown >= 100) {
    *s++ = '1';
  }
  if (shown >= 10) {
    *s++ = (char)('0' + shown / 10 % 10);
  }
  *s++ = (char)('0' + shown % 10);
  *s++ = '%';
  *s = '\0';
}

static const char *words_for(const Numbers *numbers)
{
  const int genre = genre_of_value(numbers->label);
  return numbers->mode == INLINE_OFF     ? "off"
         : numbers->mode == INLINE_DELTA ? "delta"
         : numbers->learns               ? "learning"
         : genre == GENRE_UNSURE         ? "unsure"
                                         : genre_name[genre];
}

/* Returns the height of the words, or 0 if there is no room for them. "Delta" stands out,
 * because a user who forgets it would export only the difference. */
static double draw_words(Canvas *canvas, const Numbers *numbers)
{
  const int wide = (canvas->width + WIDTH_OF_DOT - WIDTH_OF_FIRST_DOT) / WIDTH_OF_DOT;
  const int dot = wide > 1 ? wide : 1;
  const int margin = MARGIN_DOTS * dot;
  const bool sure = numbers->mode == INLINE_ON && !numbers->learns &&
                    genre_of_value(numbers->label) != GENRE_UNSURE;
  const char *words = words_for(numbers);
  const int width = font_width(words) * dot;
  if (canvas->height < 3 * FONT_ROWS * dot || canvas->width < width + 2 * margin) {
    return 0.0;
  }
  font_draw(canvas, words, margin, margin, dot,
            sure                            ? DARK_TEXT
            : numbers->mode == INLINE_DELTA ? DARK_CURVE
                                            : DARK_FAINT_TEXT);
  char percent[8];
  percent_text(percent, numbers->percent);
  const int left = canvas->width - margin - font_width(percent) * dot;
  if (sure && left > 2 * margin + width) {
    font_draw(canvas, percent, left, margin, dot, DARK_FAINT_TEXT);
  }
  return margin + FONT_ROWS * dot;
}

static bool make_room(InlineDisplay *display, int width, int height)
{
  if (display->pixel && display->graph && display->surface.width == width &&
      display->surface.height == height) {
    return true;
  }
  free(display->pixel);
  free(display->graph);
  display->pixel = calloc((size_t)width * (size_t)height, sizeof *display->pixel);
  display->graph = calloc((size_t)width, sizeof *display->graph);
  display->surface = (InlineDisplaySurface){.data = (unsigned char *)display->pixel,
                                            .width = width,
                                            .height = height,
                                            .stride = width * (int)sizeof *display->pixel};
  return display->pixel && display->graph;
}

InlineDisplaySurface *inline_display_render(InlineDisplay *display, uint32_t width, uint32_t height)
{
  const uint32_t w = width < INLINE_DISPLAY_LARGEST ? width : INLINE_DISPLAY_LARGEST;
  const uint32_t wished = (uint32_t)(HEIGHT_PART * w + 0.5);
  const uint32_t h = height < wished ? height : wished;
  if (w == 0 || h == 0 || !make_room(display, (int)w, (int)h)) {
    return NULL;
  }
  Canvas canvas = {display->pixel, (int)w, (int)h};
  const Numbers numbers = take(display);
  canvas_clear(&canvas, DARK_BACKGROUND);
  draw_curve(display, &canvas, &numbers, draw_words(&canvas, &numbers));
  return &display->surface;
}
