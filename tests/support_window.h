/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Views for tests and pictures, with invented reports.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_WINDOW_H
#define GENRE_EQ_TESTS_SUPPORT_WINDOW_H

#include <string.h>

#include "ui/x11/view.h"

static inline Report sample_window_report(void)
{
  static const float probability[GENRE_COUNT] = {0.09f, 0.02f, 0.03f, 0.71f, 0.04f, 0.11f};
  static const float level_db[BAND_COUNT] = {-1.4f, -7.9f, -10.1f, -20.6f, -26.2f};
  static const float low_db[BAND_COUNT] = {-4.8f, -10.8f, -7.4f, -17.9f, -28.6f};
  static const float high_db[BAND_COUNT] = {-1.8f, -7.1f, -4.3f, -10.6f, -18.0f};
  static const float aim_db[BAND_COUNT] = {-2.4f, -8.3f, -7.9f, -17.4f, -24.4f};
  static const float wanted_db[BAND_COUNT] = {-1.0f, -0.4f, 2.2f, 3.2f, 1.8f};
  static const float applied_db[BAND_COUNT] = {-0.7f, -0.3f, 1.5f, 2.1f, 1.2f};
  static const float section_db[BAND_COUNT] = {-0.8f, -0.4f, 1.7f, 2.3f, 0.9f};
  static const float section_to_db[BAND_COUNT] = {-1.2f, -0.6f, 2.4f, 3.5f, 1.4f};
  static const float subband_db[SUBBAND_COUNT] = {-26.0f, -17.1f, -17.8f, -23.5f, -23.6f, -25.0f,
                                                  -28.9f, -29.8f, -32.0f, -33.2f, -37.1f, -39.6f,
                                                  -41.0f, -43.4f, -44.0f, -46.6f, -49.2f};
  /* Movement, attack, harmony; then the bands, which add up to the same. */
  static const float evidence[2][EVIDENCE_COLUMNS] = {
      {0.6f, 0.4f, 1.9f, 0.9f, 0.4f, -0.3f, 1.2f, 0.7f},
      {0.5f, -0.7f, 0.4f, -0.5f, 0.8f, 0.2f, -0.6f, 0.3f}};
  Report report = {.label = {(float)genre_value[GENRE_JAZZ]},
                   .confidence = {0.71f},
                   .listened_s = {127.0f},
                   .answered = {1.0f},
                   .makeup_db = {-0.2f},
                   .peak_db = {-4.1f, -3.6f},
                   .rate_hz = {48000.0f},
                   .loudness_lufs = {-14.2f, -14.1f}};
  memcpy(report.version, genre_eq_build, sizeof report.version);
  memcpy(report.probability, probability, sizeof probability);
  memcpy(report.level_db, level_db, sizeof level_db);
  memcpy(report.zone_low_db, low_db, sizeof low_db);
  memcpy(report.zone_high_db, high_db, sizeof high_db);
  memcpy(report.aim_db, aim_db, sizeof aim_db);
  memcpy(report.wanted_db, wanted_db, sizeof wanted_db);
  memcpy(report.applied_db, applied_db, sizeof applied_db);
  memcpy(report.section_db, section_db, sizeof section_db);
  memcpy(report.section_to_db, section_to_db, sizeof section_to_db);
  memcpy(report.subband_db, subband_db, sizeof subband_db);
  memcpy(&report.evidence[GENRE_JAZZ * EVIDENCE_COLUMNS], evidence[0], sizeof evidence[0]);
  memcpy(&report.evidence[GENRE_COUNTRY * EVIDENCE_COLUMNS], evidence[1], sizeof evidence[1]);
  return report;
}

/* A window on a song that has played for two minutes. */
static inline void sample_window(View *view, double host_scale)
{
  const Report report = sample_window_report();
  view_init(view, (ViewOutlet){.host = NULL}, host_scale);
  view_report(view, &report);
  view_port(view, CONTROL_PEAK_IN, -1.3f);
  view_port(view, CONTROL_PEAK_OUT, -0.9f);
}

/* Two seconds into a song: bands have levels, and there is no answer yet. */
static inline void sample_listening_window(View *view, double host_scale)
{
  Report report = sample_window_report();
  report.label[0] = (float)GENRE_VALUE_UNSURE;
  report.listened_s[0] = 2.0f;
  report.answered[0] = 0.0f;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    report.probability[genre] = 1.0f / GENRE_COUNT;
  }
  memset(report.evidence, 0, sizeof report.evidence);
  memset(report.wanted_db, 0, sizeof report.wanted_db);
  memset(report.applied_db, 0, sizeof report.applied_db);
  memset(report.section_db, 0, sizeof report.section_db);
  memset(report.section_to_db, 0, sizeof report.section_to_db);
  view_init(view, (ViewOutlet){.host = NULL}, host_scale);
  view_report(view, &report);
}

/* sample_window() in the window of `genre-eq open`, half way through a song. */
static inline void sample_song_window(View *view, double host_scale)
{
  const SongRow song = {.name = "my-song.flac", .state = "Listening", .busy = true, .part = 0.5};
  sample_window(view, host_scale);
  view_show_song_row(view);
  view_set_song(view, &song);
}

#endif
