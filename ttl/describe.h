/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes the description of the plugin in Turtle: the files of the bundle. Used only while
 * the bundle is built.
 */
#ifndef GENRE_EQ_TTL_DESCRIBE_H
#define GENRE_EQ_TTL_DESCRIBE_H

#include "ttl/turtle.h"

/** One of the two plugins of the bundle. */
typedef struct {
  const char *uri;
  const char *name;
  const char *comment;
  int n_channels;
} Variant;

enum { VARIANT_COUNT = 2 };
extern const Variant variants[VARIANT_COUNT];

#define PLUGIN_FILE "genre-eq.ttl"
#define PRESETS_FILE "presets.ttl"

/** genre-eq.ttl: the project, the port groups, the variants with all their ports. */
void describe_plugins(Turtle *turtle);

/** presets.ttl: the values of every preset. */
void describe_presets(Turtle *turtle);

/** The presets' part of manifest.ttl: the list of presets of each variant. */
void list_presets(Turtle *turtle);

/** manifest-ui.ttl: the window of both variants. It is added to manifest.ttl only in a build
    with the window. */
void describe_window(Turtle *turtle);

#endif
