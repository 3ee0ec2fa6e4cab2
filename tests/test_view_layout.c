/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window without a display: places at any scale and size, and readable colours with any host's
 * colours.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "ui/x11/layout.h"
#include "ui/x11/look.h"

static bool overlap(const Rect *a, const Rect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

static void check_layout(double width, double height, double scale, bool with_song)
{
  Layout layout;
  layout_find(&layout, width, height, scale, with_song);
  for (int a = 0; a < WIDGET_COUNT; ++a) {
    const Rect *rect = &layout.widget[a];
    if (!widget_is_in(a, with_song)) {
      assert_false(rect_holds(rect, 0.0, 0.0)); /* not there */
      continue;
    }
    assert_true(rect->x >= 0.0 && rect->y >= 0.0);
    assert_true(rect->x + rect->width <= layout.width);
    assert_true(rect->y + rect->height <= layout.height);
    assert_true(rect->width >= 1.0 && rect->height >= 1.0);
    for (int b = a + 1; b < WIDGET_COUNT; ++b) {
      if (overlap(rect, &layout.widget[b])) {
        print_message("%.0f x %.0f at %g: %s lies over %s\n", width, height, scale, widget_name(a),
                      widget_name(b));
      }
      assert_false(overlap(rect, &layout.widget[b]));
    }
  }
  for (int a = 0; a < REGION_COUNT; ++a) {
    for (int b = a + 1; b < REGION_COUNT; ++b) {
      assert_false(overlap(&layout.region[a], &layout.region[b]));
    }
  }
  assert_true(layout.levels.height > 0.0 && layout.response.height > 0.0);
}

static void check_sizes(double scale, bool with_song)
{
  const double song = with_song ? LAYOUT_SONG_HEIGHT : 0.0;
  const double least = (LAYOUT_MINIMUM_HEIGHT + song) * scale;
  check_layout(LAYOUT_DEFAULT_WIDTH * scale, (LAYOUT_DEFAULT_HEIGHT + song) * scale, scale,
               with_song);
  check_layout(LAYOUT_MINIMUM_WIDTH * scale, least, scale, with_song);
  check_layout(3840.0, 2160.0, scale, with_song);
  check_layout(2000.0, least, scale, with_song);
  check_layout(LAYOUT_MINIMUM_WIDTH * scale, 3000.0, scale, with_song);
  check_layout(430.0, 290.0, scale, with_song); /* smaller than the host was asked for */
}

static void nothing_overlaps_at_any_scale(void **state)
{
  (void)state;
  static const double scale[] = {1.0, 1.25, 1.5, 2.0, 3.0};
  for (size_t i = 0; i < sizeof scale / sizeof scale[0]; ++i) {
    check_sizes(scale[i], false);
    check_sizes(scale[i], true);
  }
}

static void the_scale_is_the_hosts(void **state)
{
  (void)state;
  static const double scale[] = {1.0, 1.25, 1.5, 2.0, 3.0};
  Layout layout;
  for (size_t i = 0; i < sizeof scale / sizeof scale[0]; ++i) {
    layout_find(&layout, LAYOUT_DEFAULT_WIDTH * scale[i], LAYOUT_DEFAULT_HEIGHT * scale[i],
                scale[i], false);
    assert_true(fabs(layout.scale - scale[i]) < 1e-9);
    layout_find(&layout, LAYOUT_MINIMUM_WIDTH * scale[i], LAYOUT_MINIMUM_HEIGHT * scale[i],
                scale[i], false);
    assert_true(fabs(layout.scale - scale[i]) < 1e-9);
  }
  layout_find(&layout, 3840.0, 2160.0, 1.0, false);
  print_message("scale at 3840 x 2160: %.2f\n", layout.scale);
  assert_true(layout.scale > 2.0);
}

static void sizes_of_nonsense_are_made_good(void **state)
{
  (void)state;
  static const double wrong[] = {
      0.0, -1.0, 1.0, 1e9, (double)NAN, (double)INFINITY, -(double)INFINITY};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
    for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; ++k) {
      Layout layout;
      layout_find(&layout, wrong[i], wrong[k], wrong[(i + k) % 7], k % 2);
      assert_true(layout.width >= 1 && layout.width <= LAYOUT_LARGEST);
      assert_true(layout.height >= 1 && layout.height <= LAYOUT_LARGEST);
      assert_true(isfinite(layout.scale) && layout.scale > 0.0);
    }
  }
}

static void host_colors_stay_readable(void **state)
{
  (void)state;
  static const uint32_t ground[] = {0x000000ff, 0x202020ff, 0x3c3c3cff, 0x808080ff,
                                    0xd0d0d0ff, 0xffffffff, 0x2050a0ff, 0xe0e040ff};
  double least = 21.0;
  double least_mark = 21.0;
  double least_panel = 21.0;
  for (size_t i = 0; i < sizeof ground / sizeof ground[0]; ++i) {
    for (size_t k = 0; k < sizeof ground / sizeof ground[0]; ++k) {
      const HostColors colors = {true, true, ground[i], ground[k]};
      const Theme theme = look_for(&colors);
      const Color on[] = {theme.background, theme.panel};
      for (int n = 0; n < 2; ++n) {
        least = fmin(least, look_contrast(theme.text, on[n]));
        least = fmin(least, look_contrast(theme.faint_text, on[n]));
        least = fmin(least, look_contrast(theme.after, on[n]));
        least = fmin(least, look_contrast(theme.curve, on[n]));
        least = fmin(least, look_contrast(theme.zone_line, on[n])); /* the name of the zone */
        least_mark = fmin(least_mark, look_contrast(theme.edge, on[n]));
        least_mark = fmin(least_mark, look_contrast(theme.aim, on[n]));
      }
      least_mark = fmin(least_mark, look_contrast(theme.edge, theme.grid));
      least_panel = fmin(least_panel, look_contrast(theme.panel, theme.background));
    }
  }
  print_message("least contrast of text: %.2f, of outlines and marks: %.2f, of the panel: %.3f\n",
                least, least_mark, least_panel);
  assert_true(least >= 4.5);
  assert_true(least_mark >= 3.0);
  assert_true(least_panel >= 1.02); /* Carla's black, too: seen to fail there with 1.00 */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_overlaps_at_any_scale),
      cmocka_unit_test(the_scale_is_the_hosts),
      cmocka_unit_test(sizes_of_nonsense_are_made_good),
      cmocka_unit_test(host_colors_stay_readable),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
