/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The versions in which a file is heard: unchanged, through equalisers, and with lost treble and
 * noise. The answer should not depend on the version.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_DISGUISE_H
#define GENRE_EQ_MODEL_TRAIN_DISGUISE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/train/sound.h"

typedef enum {
  VERSION_PLAIN,
  VERSION_EQUALISED,       /**< by the plugin's equaliser: random sections within ±6 dB */
  VERSION_EQUALISED_AGAIN, /**< likewise, with other sections */
  VERSION_OTHER_MAKE, /**< by one to four bells of Q 0.5 ... 2 within ±6 dB, as other equalisers
                         have */
  VERSION_LOST_TOP,   /**< a low-pass at 5.5 ... 9 kHz, noise at -30 ... -55 dB */
  VERSION_COUNT
} Version;

/** The largest gain of these equalisers (dB). */
#define DISGUISE_MAX_DB 6.0

/** Changes the sound in-place. The same seed makes the same change. gain_db is the gain of the
   whole sound besides. Returns false if memory is short. */
bool disguise(Sound *sound, Version version, double gain_db, uint64_t seed);

/** Puts the sound through a smooth curve over all frequencies, in-place: bells of Q 1.1 within
    ±most_db, 1.2 octaves apart. The first one's frequency is random. The same seed makes the same
    change. */
void disguise_smoothly(Sound *sound, double most_db, uint64_t seed);

#endif
