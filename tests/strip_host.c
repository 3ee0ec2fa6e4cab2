/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A host with a mixer strip, for tests/allocation_commands.sh. It asks the plugin for its picture
 * again and again, at two sizes, whether it gets one or not.
 *
 *   strip_host GENRE-EQ.SO    exit code 0: a picture each time; 1: not each time, or no plugin
 */
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "plugin/lv2_inline_display.h"

typedef const LV2_Descriptor *(*GetDescriptor)(uint32_t index);

static bool draw(const LV2_Descriptor *descriptor, LV2_Handle plugin)
{
  static const uint32_t widths[] = {100, 100, 120, 120, 100, 100};
  const InlineDisplayInterface *strip = descriptor->extension_data(INLINE_DISPLAY_INTERFACE_URI);
  int n_pictures = 0;
  for (int i = 0; i < 6; ++i) {
    n_pictures += strip->render(plugin, widths[i], 50) != NULL;
  }
  return n_pictures == 6;
}

int main(int argc, char **argv)
{
  void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW) : NULL;
  if (!library) {
    fputs("strip_host: which plugin?\n", stderr);
    return 2;
  }
  const GetDescriptor get = (GetDescriptor)(uintptr_t)dlsym(library, "lv2_descriptor");
  const LV2_Descriptor *descriptor = get(0);
  const LV2_Feature *const none[] = {NULL};
  LV2_Handle plugin = descriptor->instantiate(descriptor, 48000.0, "/", none);
  bool fine = false;
  if (plugin) {
    fine = draw(descriptor, plugin);
    descriptor->cleanup(plugin);
  }
  dlclose(library);
  return !fine;
}
