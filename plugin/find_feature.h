/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A host's features by their URI. Any thread, real-time safe.
 */
#ifndef GENRE_EQ_PLUGIN_FIND_FEATURE_H
#define GENRE_EQ_PLUGIN_FIND_FEATURE_H

#include <lv2/core/lv2.h>
#include <string.h>

/** The feature's data, or NULL. Copes with features without a URI, which some hosts list. */
static inline void *find_feature(const LV2_Feature *const *features, const char *uri)
{
  for (int i = 0; features && features[i]; ++i) {
    if (features[i]->URI && strcmp(features[i]->URI, uri) == 0) {
      return features[i]->data;
    }
  }
  return NULL;
}

#endif
