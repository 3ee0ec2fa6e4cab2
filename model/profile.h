/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * An own profile: the balance of a user's finished songs, used instead of a genre's. A profile
 * file and a saved session hold it as text:
 *
 *   Genre EQ profile 1
 *   name Songs of the lake
 *   songs 10
 *   blend 0.00
 *   zone low -4.012 -1.603                             low_db high_db, one a band
 *   …
 *   pull low 0.4140 -0.1800 -0.0870 -0.0450 -0.1020    a row of K in likely_balance.h
 *   …
 *
 * The lines are in this order. Bands have their symbols and the order of bands.def. Empty lines
 * and lines that begin with # are skipped. Numbers have a point in every locale. profile_learn.h
 * says how the figures are computed.
 *
 * Plain data without pointers; any thread, no allocation.
 */
#ifndef GENRE_EQ_MODEL_PROFILE_H
#define GENRE_EQ_MODEL_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/zones.h"

#define PROFILE_NAME_BYTES 48   /**< with the final NUL */
#define PROFILE_TEXT_BYTES 4096 /**< no profile's text is longer, with the final NUL */
#define PROFILE_ERROR_BYTES 128

#define PROFILE_MAX_SONGS 100000

/** Edges of a zone lie within these (dB). */
#define PROFILE_LOWEST_DB (-120.0)
#define PROFILE_HIGHEST_DB 40.0

typedef struct {
  char name[PROFILE_NAME_BYTES];       /**< UTF-8 without control characters */
  int n_songs;                         /**< 0: there is no profile */
  double blend;                        /**< 0 … 1: share of the genre's zone, once it is heard */
  Zone zone[BAND_COUNT];               /**< level relative to the sum of all five, dB */
  double pull[BAND_COUNT][BAND_COUNT]; /**< K of likely_balance.h */
} Profile;

/** Makes it no profile. Real-time safe. */
void profile_clear(Profile *profile);

/** True for 1 … PROFILE_NAME_BYTES − 1 bytes of UTF-8 without control characters and with a
    visible character. */
bool profile_name_is_fine(const char *name);

/** Writes the text and its final NUL; returns its length. Levels are rounded to
    0.001 dB, pulls to 0.0001, the blend to 0.01. Real-time safe. */
size_t profile_write(const Profile *profile, char text[PROFILE_TEXT_BYTES]);

/** Reads `size` bytes of text (no NUL needed); any bytes are safe. If a line is missing or a
    number is out of range, returns false, says so in `error`, and does not change *profile.
    Real-time safe except on an error. */
bool profile_read(const char *text, size_t size, Profile *profile, char error[PROFILE_ERROR_BYTES]);

#endif
