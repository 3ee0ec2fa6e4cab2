/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * generate DIRECTORY: writes the bundle's Turtle files there, from the tables
 * (plugin/controls.def, model/genres.def, ttl/presets.def). The window's part of the
 * manifest is a separate file, manifest-ui.ttl, since not every build has the window.
 */
#include <stdio.h>
#include <stdlib.h>

#include "plugin/controls.h"
#include "ttl/describe.h"

#define BINARY_FILE "genre-eq.so"

const Variant variants[VARIANT_COUNT] = {
    {GENRE_EQ_URI_STEREO, "Genre EQ",
     "Listens to the master bus, hears which genre the music is, and moves five bands toward the "
     "balance of that genre's masters.",
     2},
    {GENRE_EQ_URI_MONO, "Genre EQ Mono",
     "Listens to one channel, hears which genre the music is, and moves five bands toward the "
     "balance of that genre's masters.",
     1},
};

static void describe_bundle(Turtle *turtle)
{
  for (int v = 0; v < VARIANT_COUNT; ++v) {
    turtle_subject(turtle, variants[v].uri);
    turtle_name(turtle, "a", "lv2:Plugin");
    turtle_uri(turtle, "lv2:binary", BINARY_FILE);
    turtle_uri(turtle, "rdfs:seeAlso", PLUGIN_FILE);
  }
  list_presets(turtle);
}

static bool write_file(const char *directory, const char *name, const char *prefixes,
                       void (*describe)(Turtle *))
{
  char path[4096];
  const int length = snprintf(path, sizeof path, "%s/%s", directory, name);
  if (length < 0 || (size_t)length >= sizeof path) {
    fprintf(stderr, "%s: name too long\n", directory);
    return false;
  }
  Turtle *turtle = turtle_open(path, prefixes);
  if (!turtle) {
    return false;
  }
  describe(turtle);
  return turtle_close(turtle);
}

int main(int argc, char **argv)
{
  if (argc != 2) {
    fputs("Usage: generate DIRECTORY\n", stderr);
    return 2;
  }
  const bool fine =
      write_file(argv[1], "manifest.ttl", "lv2 pset rdfs", describe_bundle) &&
      write_file(argv[1], PLUGIN_FILE,
                 "atom doap foaf log lv2 patch pg pprops rdf rdfs rsz state units urid work",
                 describe_plugins) &&
      write_file(argv[1], PRESETS_FILE, "lv2 pset rdfs", describe_presets) &&
      write_file(argv[1], "manifest-ui.ttl", "atom lv2 opts ui urid", describe_window);
  return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
