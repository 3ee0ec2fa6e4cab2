/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A sound file as the plugin hears it: sub-band energies, hop by hop, through the
 * plugin's own filter bank. Reads whatever libsndfile reads.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_LISTEN_H
#define GENRE_EQ_MODEL_TRAIN_LISTEN_H

#include <stdbool.h>

#include "dsp/bands.h"

/** Longer files are heard from their middle only (s). */
#define LISTEN_MAX_S 120

/** Settings of the equaliser through which a file is heard as well. */
#define LISTEN_COLORS 4

typedef struct {
  int n_hops;
  bool lacks_memory; /**< why there are none */
  double rate_hz;
  float (*energy)[PART_COUNT];  /**< mean squares, n_hops rows; owned */
  float (*colored)[PART_COUNT]; /**< the same through an equaliser, LISTEN_COLORS times
                                        n_hops rows, one setting after the other; or NULL;
                                        owned */
  float (*lossy)[PART_COUNT]; /**< the same, the first 10 s as an MP3 leaves them; or NULL; owned */
} Hops;

/** Listens to a file; with has_variants also through the plugin's equaliser, set at
    random within ±6 dB a band (the same file name, the same settings), and to what an
    MP3 of 128 kbit/s leaves of it (where lossy_copy.h can make one). On failure
    returns false with a one-line reason in `reason` (naming no path). Any thread.
    hops_free() what it gives. */
bool listen_to_file(const char *path, bool has_variants, Hops *hops, char *reason, int reason_size);

void hops_free(Hops *hops);

#endif
