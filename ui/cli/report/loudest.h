/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Finds the stretch of a sound that has the most energy.
 */
#ifndef GENRE_EQ_UI_CLI_REPORT_LOUDEST_H
#define GENRE_EQ_UI_CLI_REPORT_LOUDEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  double *energy; /**< of each part of 0.1 s */
  size_t n_parts, capacity;
  uint32_t part_frames;
  uint32_t n_in_part; /**< frames of the part that is not yet full */
  double in_part;     /**< their energy */
  double total;
} Loudest;

void loudest_init(Loudest *loudest, int rate_hz);
void loudest_free(Loudest *loudest);

/** Adds a frame with this energy. False, with a message, if memory is short. */
bool loudest_add(Loudest *loudest, double energy);

/** First frame of the loudest stretch of n_frames frames. It begins at a multiple of 0.1 s. 0 if
    the sound is not longer than that. */
uint64_t loudest_find(const Loudest *loudest, uint64_t n_frames);

#endif
