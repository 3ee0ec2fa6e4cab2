/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/report/loudest.h"

#include <stdlib.h>

#include "ui/cli/terminal/message.h"

void loudest_init(Loudest *loudest, int rate_hz)
{
  *loudest = (Loudest){.part_frames = (uint32_t)(rate_hz / 10)};
}

void loudest_free(Loudest *loudest)
{
  free(loudest->energy);
  loudest->energy = NULL;
}

static bool end_part(Loudest *loudest)
{
  if (loudest->n_parts == loudest->capacity) {
    const size_t capacity = 2 * loudest->capacity + 64;
    double *energy = realloc(loudest->energy, capacity * sizeof *energy);
    if (!energy) {
      message_error("memory", "not enough; close other programs");
      return false;
    }
    loudest->energy = energy;
    loudest->capacity = capacity;
  }
  loudest->energy[loudest->n_parts++] = loudest->in_part;
  loudest->in_part = 0.0;
  loudest->n_in_part = 0;
  return true;
}

bool loudest_add(Loudest *loudest, double energy)
{
  loudest->in_part += energy;
  loudest->total += energy;
  return ++loudest->n_in_part < loudest->part_frames || end_part(loudest);
}

uint64_t loudest_find(const Loudest *loudest, uint64_t n_frames)
{
  const size_t length = (size_t)((n_frames + loudest->part_frames - 1) / loudest->part_frames);
  double sum = 0.0;
  double most = 0.0;
  size_t best = 0;
  for (size_t i = 0; i < loudest->n_parts; ++i) {
    sum += loudest->energy[i];
    if (i >= length) {
      sum -= loudest->energy[i - length];
    }
    if (i + 1 >= length && sum > most) {
      most = sum;
      best = i + 1 - length;
    }
  }
  return (uint64_t)best * loudest->part_frames;
}
