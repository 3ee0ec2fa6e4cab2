/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A bundle with damaged Turtle is refused with one line, or opened and played, and never ends the
 * host.
 *
 * Damages the files of the good bundle ($GENRE_EQ_BUNDLE): changes, removes and inserts bytes, and
 * cuts the file.
 */

#include <dlfcn.h>
#include <limits.h>
#include <math.h>

#include "tests/fuzz/fuzz.h"
#include "ui/cli/host/host.h"

enum { LARGEST = 1 << 18, BLOCK = 256 };

typedef struct {
  const char *name;
  char text[LARGEST];
  size_t size;
} File;

static File good[3] = {{.name = "manifest.ttl"}, {.name = "genre-eq.ttl"}, {.name = "presets.ttl"}};

static void read_good_bundle(void)
{
  char path[PATH_MAX], target[PATH_MAX + 32];
  const char *bundle = getenv("GENRE_EQ_BUNDLE");
  if (!bundle || !realpath(bundle, path)) {
    fprintf(stderr, "GENRE_EQ_BUNDLE does not name the built bundle\n");
    exit(1);
  }
  for (int i = 0; i < 3; ++i) {
    snprintf(target, sizeof target, "%s/%s", path, good[i].name);
    FILE *file = fopen(target, "rb");
    good[i].size = file ? fread(good[i].text, 1, LARGEST, file) : 0;
    promise(good[i].size > 0, "the bundle is there");
    fclose(file);
  }
  char here[PATH_MAX];
  snprintf(target, sizeof target, "%s/genre-eq.so", path);
  snprintf(here, sizeof here, "%s/genre-eq.so", fuzz_folder());
  promise(symlink(target, here) == 0, "a link to the binary");
  dlopen(target, RTLD_NOW | RTLD_LOCAL); /* never closed: libFuzzer's counters are in it */
}

static size_t damage(Input *input, char *text, size_t size)
{
  const uint8_t how = take_byte(input);
  const size_t place = (take_word(input) & 0xffffff) % size;
  const size_t n = how % 16;
  switch (how / 16 % 4) {
  case 0: /* other bytes */
    take(input, text + place, n < size - place ? n : size - place);
    return size;
  case 1: /* bytes put in */
    memmove(text + place + n, text + place, size - place);
    take(input, text + place, n);
    return size + n;
  case 2: { /* a stretch cut out */
    const size_t gone = n * n < size - place ? n * n : size - place - 1;
    memmove(text + place, text + place + gone, size - place - gone);
    return size - gone;
  }
  default: /* cut off */
    return place + 1;
  }
}

static void play(Host *host)
{
  static float silence[BLOCK];
  float *sound[2] = {silence, silence};
  Plugin *plugin = plugin_open(host, 2, 48000.0, BLOCK);
  for (int i = 0; plugin && i < 4; ++i) {
    plugin_run(plugin, sound, sound, BLOCK);
  }
  if (plugin) {
    plugin_load_preset(plugin, "gentle");
  }
  plugin_close(plugin);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static char text[LARGEST + 65536];
  be_silent();
  if (good[0].size == 0) {
    read_good_bundle();
  }
  Input input = {data, size};
  const int which = take_byte(&input) % 3;
  for (int i = 0; i < 3; ++i) {
    memcpy(text, good[i].text, good[i].size);
    size_t n_bytes = good[i].size;
    for (int n = 0; i == which && n < 8 && input.size > 0; ++n) {
      n_bytes = damage(&input, text, n_bytes);
    }
    fuzz_file(good[i].name, text, n_bytes);
  }
  Host *host = host_open(fuzz_folder());
  if (host) {
    play(host);
  }
  host_close(host);
  return 0;
}
