/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/figures.h"

#include <math.h>
#include <stddef.h>

/* All figures, and how many earlier hops they need. */
static const struct {
  size_t at;
  size_t size;
  int hops_back;
} fields[] = {
/* clang-format off */
#define FIELD(field, hops_back) \
  {offsetof(Figures, field), sizeof((Figures *)NULL)->field, hops_back}
    /* clang-format on */
    FIELD(movement.level, 0),     FIELD(movement.power, 0),       FIELD(movement.square, 1),
    FIELD(movement.cube, 1),      FIELD(movement.pair, 1),        FIELD(movement.follow, 2),
    FIELD(movement.rise, 1),      FIELD(movement.step[0], 1),     FIELD(movement.step[1], 2),
    FIELD(movement.step[2], 4),   FIELD(movement.step[3], 8),     FIELD(movement.step[4], 16),
    FIELD(movement.rhythm, 17),   FIELD(movement.fast_step, 1),   FIELD(movement.fast_power, 1),
    FIELD(movement.onset, 1),     FIELD(movement.rise_square, 1), FIELD(movement.rise_pair, 1),
    FIELD(movement.common, 1),    FIELD(harmony.flat, 0),         FIELD(harmony.steady, 1),
    FIELD(harmony.steady_4, 2),   FIELD(harmony.glide, 1),        FIELD(harmony.moment, 0),
    FIELD(harmony.voice, 0),      FIELD(harmony.chroma, 0),       FIELD(harmony.amount, 0),
    FIELD(harmony.novelty[0], 1), FIELD(harmony.novelty[1], 1),   FIELD(harmony.novelty[2], 2),
    FIELD(harmony.novelty[3], 4), FIELD(harmony.novelty[4], 8),   FIELD(harmony.novelty[5], 16),
#undef FIELD
};

void figures_learn(Figures *mean, const Figures *hop, double n_hops, double memory_hops,
                   int n_before)
{
  for (size_t k = 0; k < sizeof fields / sizeof fields[0]; ++k) {
    float *to = (float *)mean + fields[k].at / sizeof *to;
    const float *from = (const float *)hop + fields[k].at / sizeof *from;
    const double n = fmin(n_hops - fields[k].hops_back, memory_hops);
    const float share = (float)(1.0 / fmax(n, 1.0));
    for (size_t i = 0; n_before >= fields[k].hops_back && i < fields[k].size / sizeof *to; ++i) {
      to[i] += share * (from[i] - to[i]);
    }
  }
}
