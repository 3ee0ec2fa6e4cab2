/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Zone and aim in a wide inline display. PNGs of it stay in GENRE_EQ_BUILD to look at.
 */
#include "tests/support_inline.h"

#include <math.h>
#include <stdbool.h>

#define RATE_HZ 48000.0

/* The middle of what is green (the zone) or pink (the aim) in a column; -1: there is none. */
static double middle_of(const InlineDisplaySurface *surface, int x, bool pink)
{
  double sum = 0.0;
  int n = 0;
  for (int y = 0; y < surface->height; ++y) {
    const Pixel pixel = pixel_at(surface, x, y);
    const bool green = pixel.green > pixel.red + 15 && pixel.green > 40;
    const bool is_pink = pixel.red > 180 && pixel.blue > 150 && pixel.green < 160;
    if (pink ? is_pink : green) {
      sum += y + 0.5;
      ++n;
    }
  }
  return n > 0 ? sum / n : -1.0;
}

/* A column of a band, `part` of its width from its lower edge on. */
static int column_of(const InlineDisplaySurface *surface, int band, double part)
{
  const double low_hz = band_info[band].low_hz;
  const double freq_hz = low_hz * pow(band_info[band].high_hz / low_hz, part);
  return (int)(surface->width * log(freq_hz / 20.0) / log(1000.0));
}

static void zone_and_aim_are_seen_from_the_song(void **state)
{
  (void)state;
  static const int widths[] = {160, 220, 440};
  for (size_t i = 0; i < sizeof widths / sizeof widths[0]; ++i) {
    InlineDisplay display;
    Report report = {.label = {(float)genre_value[GENRE_JAZZ]}, .confidence = {0.71f}};
    inline_display_init(&display, RATE_HZ);
    inline_display_note(&display, &report, INLINE_ON);
    const InlineDisplaySurface *surface = inline_display_render(&display, (uint32_t)widths[i], 400);
    assert_true(middle_of(surface, column_of(surface, BAND_MID, 0.5), false) < 0.0);
    assert_true(middle_of(surface, column_of(surface, BAND_LOW, 0.0) + 2, true) < 0.0);
    const double zero = curve_height(surface, surface->width / 2);
    for (int band = 0; band < BAND_COUNT; ++band) { /* above, below, above … the song */
      const float sign = band % 2 ? -1.0f : 1.0f;
      report.level_db[band] = -10.0f;
      report.zone_low_db[band] = -10.0f + 2.0f * sign - 0.8f;
      report.zone_high_db[band] = -10.0f + 2.0f * sign + 0.8f;
      report.aim_db[band] = -10.0f + 1.5f * sign;
    }
    inline_display_note(&display, &report, INLINE_ON);
    inline_display_note(&display, &report, INLINE_ON);
    surface = inline_display_render(&display, (uint32_t)widths[i], 400);
    const double pixels_a_db = (surface->height - 1.0 - zero) / 3.0;
    for (int band = 0; band < BAND_COUNT; ++band) {
      const double sign = band % 2 ? -1.0 : 1.0;
      const int left = column_of(surface, band, 0.0) + 2;
      const double zone = middle_of(surface, column_of(surface, band, 0.5), false);
      const double aim = middle_of(surface, left, true);
      print_message("%d wide, %s: zone %.1f, aim %.1f dB above the song\n", widths[i],
                    band_info[band].name, (zero - zone) / pixels_a_db, (zero - aim) / pixels_a_db);
      assert_true(fabs(zone - (zero - 2.0 * sign * pixels_a_db)) <= 1.5);
      assert_true(fabs(aim - (zero - 1.5 * sign * pixels_a_db)) <= 1.5);
    }
    char name[64];
    snprintf(name, sizeof name, "inline-display-zones-%d", widths[i]);
    keep(surface, name);
    surface = inline_display_render(&display, 110, 400); /* a mixer strip has the curve alone */
    assert_true(middle_of(surface, column_of(surface, BAND_MID, 0.5), false) < 0.0);
    inline_display_free(&display);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(zone_and_aim_are_seen_from_the_song),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
