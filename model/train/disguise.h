/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The ways in which a file is heard: as it is, in other colours, and worse for wear. The
 * answer is not to depend on which.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_DISGUISE_H
#define GENRE_EQ_MODEL_TRAIN_DISGUISE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/train/sound.h"

typedef enum {
  VERSION_PLAIN,
  VERSION_EQUALISED,       /**< by the plugin's equaliser: sections at random within ±6 dB */
  VERSION_EQUALISED_AGAIN, /**< ..., others */
  VERSION_OTHER_MAKE,      /**< by one to four bells of Q 0.5 ... 2 within ±6 dB */
  VERSION_LOST_TOP,        /**< a low-pass at 5.5 ... 9 kHz, noise at -30 ... -55 dB */
  VERSION_COUNT
} Version;

/** The largest change of level by an equaliser (dB). */
#define DISGUISE_MAX_DB 6.0

/** Changes the sound in place: the same seed, the same way. gain_db: of all besides. False: no
    memory. */
bool disguise(Sound *sound, Version version, double gain_db, uint64_t seed);

/** A smooth curve over all frequencies: bells of Q 1.1 within +-6 dB, 1.2 octaves apart from a
    random one on. Changes the sound in place: the same seed, the same way. */
void disguise_smoothly(Sound *sound, uint64_t seed);

#endif
