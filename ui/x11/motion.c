/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/motion.h"

#include <math.h>
#include <string.h>

#include "ui/x11/layout.h"

/* Two thirds of a way take this time. */
#define TIME_CONSTANT_S 0.07

#define BANDS REGION_BIT(REGION_BANDS)
#define CURVE REGION_BIT(REGION_CURVE)
#define KEY REGION_BIT(REGION_KEY)
#define HEARD REGION_BIT(REGION_HEARD)
#define HELP REGION_BIT(REGION_HELP)
#define METERS REGION_BIT(REGION_METERS)

/* near: a difference that the eye cannot see. Fields with 0 do not glide: they jump to the
 * value that the text shows. */
static const struct {
  float limit; /* largest magnitude */
  float near;
  unsigned regions;
} rule[REPORT_FIELD_COUNT] = {
    [REPORT_probability] = {1.0f, 0.002f, HEARD},
    [REPORT_label] = {(float)GENRE_VALUE_LARGEST, 0.0f, HEARD | KEY},
    [REPORT_confidence] = {1.0f, 0.002f, HEARD},
    [REPORT_listened_s] = {1e6f, 0.0f, HEARD},
    [REPORT_subband_db] = {200.0f, 0.1f, BANDS},
    [REPORT_level_db] = {200.0f, 0.03f, BANDS},
    [REPORT_zone_low_db] = {200.0f, 0.03f, BANDS | KEY}, /* a zone without width has another key */
    [REPORT_zone_high_db] = {200.0f, 0.03f, BANDS | KEY},
    [REPORT_wanted_db] = {60.0f, 0.01f, BANDS},
    [REPORT_applied_db] = {60.0f, 0.01f, BANDS},
    [REPORT_section_db] = {60.0f, 0.01f, CURVE},
    [REPORT_section_to_db] = {60.0f, 0.01f, CURVE},
    [REPORT_makeup_db] = {60.0f, 0.0f, METERS},
    [REPORT_peak_db] = {200.0f, 0.0f, METERS},
    [REPORT_evidence] = {1e6f, 0.0f, HEARD},
    [REPORT_rate_hz] = {1e7f, 0.0f, CURVE},
    [REPORT_loudness_lufs] = {200.0f, 0.0f, METERS},
    [REPORT_short_db] = {60.0f, 0.01f, BANDS},
    [REPORT_aim_db] = {200.0f, 0.03f, BANDS},
    [REPORT_learn_phase] = {4.0f, 0.0f, HEARD | CURVE | BANDS | HELP},
    [REPORT_answered] = {1.0f, 0.0f, HEARD | BANDS},
};

static float sane(float value, float limit)
{
  return isnan(value) ? 0.0f : fminf(limit, fmaxf(-limit, value));
}

/* Rounded as the text shows it: the same text needs no new picture. */
static float as_written(int field, float value)
{
  switch (field) {
  case REPORT_listened_s:
    return floorf(value);
  case REPORT_makeup_db:
  case REPORT_peak_db:
  case REPORT_loudness_lufs:
    return floorf(10.0f * value + 0.5f) / 10.0f;
  default:
    return value;
  }
}

/* A text changes at once; if it is not text, none is shown. */
static unsigned take_text(Motion *motion, const Report *report, int i, unsigned regions)
{
  const ReportText *text = &report_text[i];
  const size_t n_bytes = (size_t)text->n_bytes;
  char *shown = (char *)&motion->shown + text->offset;
  char now[PROFILE_NAME_BYTES > VERSION_BYTES ? PROFILE_NAME_BYTES : VERSION_BYTES] = "";
  memcpy(now, (const char *)report + text->offset, n_bytes - 1);
  if (!profile_name_is_fine(now)) {
    memset(now, 0, sizeof now);
  }
  const bool same = strcmp(shown, now) == 0;
  memcpy(shown, now, n_bytes);
  memcpy((char *)&motion->goal + text->offset, now, n_bytes);
  return same ? 0 : regions;
}

unsigned motion_goal(Motion *motion, const Report *report)
{
  unsigned regions = take_text(motion, report, REPORT_profile_name, HEARD | KEY) |
                     take_text(motion, report, REPORT_version, HELP);
  for (int field = 0; field < REPORT_FIELD_COUNT; ++field) {
    const float *from =
        (const float *)(const void *)((const char *)report + report_field[field].offset);
    float *goal = (float *)(void *)((char *)&motion->goal + report_field[field].offset);
    float *shown = (float *)(void *)((char *)&motion->shown + report_field[field].offset);
    for (int i = 0; i < report_field[field].count; ++i) {
      goal[i] = as_written(field, sane(from[i], rule[field].limit));
      if ((!motion->started || rule[field].near <= 0.0f) && shown[i] != goal[i]) {
        shown[i] = goal[i];
        regions |= rule[field].regions;
      }
    }
  }
  if (!motion->started) {
    motion->started = true;
    return REGION_ALL;
  }
  return regions;
}

unsigned motion_step(Motion *motion, double dt_s)
{
  const float part = (float)(1.0 - exp(-fmin(1.0, fmax(0.0, dt_s)) / TIME_CONSTANT_S));
  unsigned regions = 0;
  for (int field = 0; field < REPORT_FIELD_COUNT; ++field) {
    const float *goal =
        (const float *)(const void *)((const char *)&motion->goal + report_field[field].offset);
    float *shown = (float *)(void *)((char *)&motion->shown + report_field[field].offset);
    for (int i = 0; i < report_field[field].count; ++i) {
      const float way = goal[i] - shown[i];
      if (way == 0.0f) { /* NOLINT: at rest, exactly */
        continue;
      }
      shown[i] = fabsf(way) <= rule[field].near ? goal[i] : shown[i] + part * way;
      regions |= rule[field].regions;
    }
  }
  return regions;
}
