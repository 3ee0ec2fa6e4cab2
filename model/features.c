/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include <stddef.h>

#include "model/feature_blocks.h"

typedef enum { OF_SUBBANDS, OF_PAIRS, OF_FOLLOWERS, OF_TONES, OF_MOMENTS, OF_ALL } Layout;

#define OF_ALL(n) OF_ALL

static const struct {
  const char *name;
  FeatureFamily family;
  Layout layout;
  int at;
  int size;
  void (*find)(const Figures *mean, float *feature);
} blocks[FEATURE_BLOCKS] = {
#define FEATURES(id, family, layout, comment)                                                      \
  {#id,                                                                                            \
   FAMILY_##family,                                                                                \
   OF_##layout,                                                                                    \
   (int)(offsetof(Features, id) / sizeof(float)),                                                  \
   LAYOUT_##layout,                                                                                \
   features_find_##id},
#include "model/features.def"
};

void features_find_block(Features *features, int block, const Figures *mean)
{
  blocks[block].find(mean, (float *)features + blocks[block].at);
}

void features_find(Features *features, const Figures *mean)
{
  for (int block = 0; block < FEATURE_BLOCKS; ++block) {
    features_find_block(features, block, mean);
  }
}

static int band_at(double freq_hz)
{
  int band = 0;
  while (band < BAND_COUNT - 1 && band_info[band].high_hz <= freq_hz) {
    ++band;
  }
  return band;
}

/* The bands of the feature at a place of its block. */
static void find_bands(Layout layout, int place, unsigned char band[2])
{
  int low = place;
  int high = place;
  if (layout == OF_ALL) {
    band[0] = band[1] = BAND_COUNT;
    return;
  }
  if (layout == OF_TONES || layout == OF_MOMENTS) {
    const double freq_hz = tone_band_hz(layout == OF_TONES ? place : 2 * place + 1);
    band[0] = band[1] = (unsigned char)band_at(freq_hz);
    return;
  }
  if (layout == OF_PAIRS) {
    for (low = 0; place >= HEARD_COUNT - 1 - low; ++low) {
      place -= HEARD_COUNT - 1 - low;
    }
    high = low + 1 + place;
  } else if (layout == OF_FOLLOWERS) {
    low = place / HEARD_COUNT;
    high = place % HEARD_COUNT;
  }
  band[0] = (unsigned char)subband_info[low].band;
  band[1] = (unsigned char)subband_info[high].band;
}

void features_find_origins(FeatureOrigin origin[])
{
  for (int block = 0; block < FEATURE_BLOCKS; ++block) {
    for (int place = 0; place < blocks[block].size; ++place) {
      FeatureOrigin *of = &origin[blocks[block].at + place];
      of->family = (unsigned char)blocks[block].family;
      find_bands(blocks[block].layout, place, of->band);
    }
  }
}

const char *feature_name(int feature, int *place)
{
  int block = 0;
  while (block < FEATURE_BLOCKS - 1 && blocks[block + 1].at <= feature) {
    ++block;
  }
  *place = feature - blocks[block].at;
  return blocks[block].name;
}
