/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The least cost of each block, kept in a file from replay to replay.
 */
#ifndef GENRE_EQ_TESTS_HOSTS_METER_COSTS_H
#define GENRE_EQ_TESTS_HOSTS_METER_COSTS_H

#include <stddef.h>
#include <stdio.h>

/** Writes the smaller value of each block to the file, and prints the largest of them. */
static inline void costs_keep(const char *path, float *cost_ms, size_t n_blocks, FILE *to)
{
  FILE *file = fopen(path, "rb");
  for (size_t i = 0; file && i < n_blocks; ++i) {
    float known_ms = 0.0f;
    if (fread(&known_ms, sizeof known_ms, 1, file) == 1 && known_ms < cost_ms[i]) {
      cost_ms[i] = known_ms;
    }
  }
  if (file) {
    fclose(file);
  }
  size_t worst = 0;
  for (size_t i = 1; i < n_blocks; ++i) {
    worst = cost_ms[i] > cost_ms[worst] ? i : worst;
  }
  fprintf(to, "  own_ms %.4f  at %zu", (double)cost_ms[worst], worst);
  file = fopen(path, "wb");
  if (file) {
    fwrite(cost_ms, sizeof *cost_ms, n_blocks, file);
    fclose(file);
  }
}

#endif
