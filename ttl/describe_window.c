/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include <stddef.h>

#include "plugin/controls.h"
#include "ttl/describe.h"

#define BINARY_FILE "genre-eq-ui.so"

/* The reports reach the window only if it asks for them. */
static void ask_for_reports(Turtle *turtle, const Variant *variant)
{
  turtle_begin(turtle, "ui:portNotification");
  turtle_uri(turtle, "ui:plugin", variant->uri);
  turtle_text(turtle, "lv2:symbol", "notify");
  turtle_name(turtle, "ui:protocol", "atom:eventTransfer");
  turtle_end(turtle);
}

void describe_window(Turtle *turtle)
{
  static const char *const optional[] = {
      "ui:parent", "ui:idleInterface", "ui:resize", "ui:touch", "urid:map", "opts:options",
  };
  for (int v = 0; v < VARIANT_COUNT; ++v) {
    turtle_subject(turtle, variants[v].uri);
    turtle_uri(turtle, "ui:ui", GENRE_EQ_UI_URI);
  }
  turtle_subject(turtle, GENRE_EQ_UI_URI);
  turtle_name(turtle, "a", "ui:X11UI");
  turtle_uri(turtle, "ui:binary", BINARY_FILE);
  for (size_t i = 0; i < sizeof optional / sizeof optional[0]; ++i) {
    turtle_name(turtle, "lv2:optionalFeature", optional[i]);
  }
  turtle_name(turtle, "lv2:extensionData", "ui:idleInterface");
  turtle_name(turtle, "lv2:extensionData", "ui:resize");
  turtle_name(turtle, "lv2:extensionData", "ui:showInterface");
  for (int v = 0; v < VARIANT_COUNT; ++v) {
    ask_for_reports(turtle, &variants[v]);
  }
}
