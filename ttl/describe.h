/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What is said about the plugin in Turtle: the files of the bundle. Build
 * time only.
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

/** The presets' part of manifest.ttl: which there are, for which variant. */
void list_presets(Turtle *turtle);

/** manifest-ui.ttl: the window of both variants, to be added to manifest.ttl
    where the window is built, and only there. */
void describe_window(Turtle *turtle);

#endif
