/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: Match turned from 0 to 100 percent, one at a time, as a user would.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_MATCH_H
#define GENRE_EQ_TESTS_SUPPORT_MATCH_H

#include <math.h>
#include <stdio.h>

#include "model/target.h"

enum { MATCH_RANGES = 3 };

static const double match_range_db[MATCH_RANGES] = {3.0, 4.0, 6.0};

/* A step above this is counted. */
#define MATCH_STEEP_DB 0.05

/** The largest of all sounds and bands, dB. */
typedef struct {
  double wanted_db;
  double step_db; /**< of a wish, from one percent to the next */
  double bend_db; /**< of a wish, off the straight line from Match 0 to Match 100 */
  double aim_bend_db;
  int n_sounds;
  int n_steep; /**< sounds with a step above MATCH_STEEP_DB */
} MatchFigures;

/** Raises the figures of each range to those of one more sound. */
static inline void sweep_match(MatchFigures most[MATCH_RANGES], const Decision *decision, int genre,
                               const BalanceErrors errors[GENRE_COUNT])
{
  for (int range = 0; range < MATCH_RANGES; ++range) {
    TargetSettings settings = {.genre = genre, .amount = 1.0, .range_db = match_range_db[range]};
    Target target[101];
    for (int percent = 0; percent <= 100; ++percent) {
      settings.match = percent / 100.0;
      target_find_by(&target[percent], decision, &settings, errors);
    }
    MatchFigures *of = &most[range];
    double step_db = 0.0;
    for (int percent = 0; percent <= 100; ++percent) {
      const Target *now = &target[percent];
      const double share = percent / 100.0;
      for (int band = 0; band < BAND_COUNT; ++band) {
        const double before_db = target[percent > 0 ? percent - 1 : 0].wanted_db[band];
        const double line_db =
            (1.0 - share) * target[0].wanted_db[band] + share * target[100].wanted_db[band];
        const double aim_line_db =
            (1.0 - share) * target[0].aim_db[band] + share * target[100].aim_db[band];
        of->wanted_db = fmax(of->wanted_db, fabs(now->wanted_db[band]));
        step_db = fmax(step_db, fabs(now->wanted_db[band] - before_db));
        of->bend_db = fmax(of->bend_db, fabs(now->wanted_db[band] - line_db));
        of->aim_bend_db = fmax(of->aim_bend_db, fabs(now->aim_db[band] - aim_line_db));
      }
    }
    of->step_db = fmax(of->step_db, step_db);
    ++of->n_sounds;
    of->n_steep += step_db > MATCH_STEEP_DB;
  }
}

static inline void print_match_sweep(const MatchFigures most[MATCH_RANGES])
{
  printf("\nThe true genre, Match from 0 to 100 %% in steps of one, the largest of all sounds and "
         "bands:\n\n"
         "| range | wish | its step a percent | sounds with a step above %.2f dB | off a straight "
         "line "
         "| aim off a straight line |\n"
         "|---|---|---|---|---|---|\n",
         MATCH_STEEP_DB);
  for (int range = 0; range < MATCH_RANGES; ++range) {
    const MatchFigures *of = &most[range];
    printf("| %.0f dB | %.2f dB | %.3f dB | %d of %d | %.3f dB | %.3f dB |\n",
           match_range_db[range], of->wanted_db, of->step_db, of->n_steep, of->n_sounds,
           of->bend_db, of->aim_bend_db);
  }
}

#endif
