/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Five situations that the window must make plain, with invented reports of songs that have played
 * for two minutes.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_SITUATIONS_H
#define GENRE_EQ_TESTS_SUPPORT_SITUATIONS_H

#include <stdio.h>

#include "tests/support_window.h"

typedef enum {
  SITUATION_FAR,
  SITUATION_NEAR,
  SITUATION_UNSURE,
  SITUATION_OWN,
  SITUATION_MATCH,
  SITUATION_COUNT
} SituationId;

typedef struct {
  const char *name;
  int heard; /* Genre */
  float probability[GENRE_COUNT];
  int chosen; /* Genre; GENRE_UNSURE: Auto */
  float match, range_db;
  const char *profile; /* aims at this own profile; NULL: at a genre */
  float zone_low_db[BAND_COUNT], zone_high_db[BAND_COUNT];
  float aim_db[BAND_COUNT], level_db[BAND_COUNT], wanted_db[BAND_COUNT];
} Situation;

static const Situation situation[SITUATION_COUNT] = {
    [SITUATION_FAR] = {.name = "far",
                       .chosen = GENRE_UNSURE,
                       .heard = GENRE_JAZZ,
                       .probability = {0.02f, 0.01f, 0.0f, 0.93f, 0.01f, 0.03f},
                       .range_db = 4.0f,
                       .zone_low_db = {-5.2f, -10.4f, -7.1f, -19.0f, -31.2f},
                       .zone_high_db = {-1.9f, -6.6f, -3.9f, -10.8f, -19.0f},
                       .level_db = {-1.2f, -6.9f, -13.0f, -24.5f, -33.0f},
                       .aim_db = {-2.6f, -8.0f, -9.2f, -20.3f, -29.6f},
                       .wanted_db = {-1.4f, -1.1f, 3.8f, 4.0f, 3.4f}},
    [SITUATION_NEAR] = {.name = "near",
                        .chosen = GENRE_UNSURE,
                        .heard = GENRE_JAZZ,
                        .probability = {0.02f, 0.01f, 0.0f, 0.93f, 0.01f, 0.03f},
                        .range_db = 4.0f,
                        .zone_low_db = {-5.2f, -10.4f, -7.1f, -19.0f, -31.2f},
                        .zone_high_db = {-1.9f, -6.6f, -3.9f, -10.8f, -19.0f},
                        .level_db = {-2.9f, -7.6f, -5.4f, -14.8f, -24.6f},
                        .aim_db = {-2.9f, -7.6f, -5.5f, -14.7f, -24.5f},
                        .wanted_db = {0.0f, 0.0f, -0.1f, 0.1f, 0.1f}},
    [SITUATION_UNSURE] = {.name = "unsure",
                          .chosen = GENRE_UNSURE,
                          .heard = GENRE_UNSURE,
                          .probability = {0.34f, 0.04f, 0.11f, 0.13f, 0.16f, 0.20f, 0.02f},
                          .range_db = 4.0f,
                          .zone_low_db = {-4.0f, -11.4f, -8.0f, -15.6f, -23.6f},
                          .zone_high_db = {-1.7f, -8.1f, -4.6f, -10.2f, -16.6f},
                          .level_db = {-1.3f, -9.2f, -9.8f, -17.4f, -23.0f},
                          .aim_db = {-1.3f, -9.4f, -9.4f, -17.1f, -22.8f},
                          .wanted_db = {0.0f, -0.2f, 0.4f, 0.3f, 0.2f}},
    [SITUATION_OWN] = {.name = "own",
                       .heard = GENRE_COUNTRY,
                       .probability = {0.21f, 0.02f, 0.01f, 0.09f, 0.03f, 0.62f, 0.02f},
                       .chosen = GENRE_UNSURE,
                       .range_db = 4.0f,
                       .profile = "Songs of the lake",
                       .zone_low_db = {-2.9f, -9.4f, -7.4f, -15.2f, -22.6f},
                       .zone_high_db = {-1.5f, -7.9f, -5.6f, -13.0f, -19.8f},
                       .level_db = {-1.6f, -8.2f, -9.0f, -17.6f, -21.5f},
                       .aim_db = {-1.9f, -8.4f, -7.6f, -15.7f, -21.2f},
                       .wanted_db = {-0.3f, -0.2f, 1.4f, 1.9f, 0.3f}},
    [SITUATION_MATCH] = {.name = "match",
                         .heard = GENRE_COUNTRY,
                         .probability = {0.16f, 0.02f, 0.01f, 0.13f, 0.03f, 0.64f, 0.01f},
                         .chosen = GENRE_JAZZ,
                         .match = 100.0f,
                         .range_db = 6.0f,
                         .zone_low_db = {-5.3f, -10.2f, -7.0f, -19.2f, -31.7f},
                         .zone_high_db = {-1.9f, -6.4f, -3.9f, -10.8f, -19.2f},
                         .level_db = {-1.7f, -8.8f, -8.4f, -20.4f, -32.6f},
                         .aim_db = {-3.6f, -8.3f, -5.5f, -15.0f, -25.5f},
                         .wanted_db = {-1.9f, 0.5f, 2.9f, 5.4f, 6.0f}},
};

static inline void sample_situation(View *view, double host_scale, SituationId id)
{
  const Situation *now = &situation[id];
  Report report = sample_window_report();
  const float confidence = now->heard == GENRE_UNSURE ? 0.0f : now->probability[now->heard];
  report.label[0] = (float)genre_value_of(now->heard);
  report.confidence[0] = confidence;
  memcpy(report.probability, now->probability, sizeof now->probability);
  memcpy(report.zone_low_db, now->zone_low_db, sizeof now->zone_low_db);
  memcpy(report.zone_high_db, now->zone_high_db, sizeof now->zone_high_db);
  memcpy(report.level_db, now->level_db, sizeof now->level_db);
  memcpy(report.aim_db, now->aim_db, sizeof now->aim_db);
  memcpy(report.wanted_db, now->wanted_db, sizeof now->wanted_db);
  memcpy(report.applied_db, now->wanted_db, sizeof now->wanted_db);
  memcpy(report.section_db, now->wanted_db, sizeof now->wanted_db);
  memcpy(report.section_to_db, now->wanted_db, sizeof now->wanted_db);
  if (now->heard != GENRE_JAZZ) { /* country and pop/rock lead */
    for (int i = 0; i < EVIDENCE_COLUMNS; ++i) {
      report.evidence[GENRE_POPROCK * EVIDENCE_COLUMNS + i] =
          report.evidence[GENRE_JAZZ * EVIDENCE_COLUMNS + i];
    }
  }
  for (int i = 0; i < SUBBAND_COUNT; ++i) { /* the moment has about the balance of the song */
    const SubbandInfo *info = &subband_info[i];
    report.subband_db[i] = now->level_db[info->band] - 22.0f - 1.5f * (float)(i % 4);
  }
  snprintf(report.profile_name, sizeof report.profile_name, "%s", now->profile ? now->profile : "");
  view_init(view, (ViewOutlet){.host = NULL}, host_scale);
  view_port(view, CONTROL_GENRE,
            (float)(now->profile ? GENRE_VALUE_OWN : genre_value_of(now->chosen)));
  view_port(view, CONTROL_MATCH, now->match);
  view_port(view, CONTROL_RANGE, now->range_db);
  view_report(view, &report);
  view_port(view, CONTROL_PEAK_IN, -1.3f);
  view_port(view, CONTROL_PEAK_OUT, -0.9f);
}

#endif
