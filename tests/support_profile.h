/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * An own profile for tests. It is so far from every genre that tests can tell them apart.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_PROFILE_H
#define GENRE_EQ_TESTS_SUPPORT_PROFILE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/profile.h"

static inline Profile test_profile(const char *name)
{
  static const double middle_db[BAND_COUNT] = {-8.0, -9.0, -4.0, -6.0, -12.0};
  Profile profile;
  profile_clear(&profile);
  strncpy(profile.name, name, sizeof profile.name - 1);
  profile.n_songs = 10;
  for (int band = 0; band < BAND_COUNT; ++band) {
    profile.zone[band] = (Zone){middle_db[band] - 1.5, middle_db[band] + 1.5};
    for (int other = 0; other < BAND_COUNT; ++other) {
      profile.pull[band][other] = band == other ? 0.72 : -0.18;
    }
  }
  return profile;
}

/** Writes its text into a file. */
static inline void test_profile_file(const char *path, const Profile *profile)
{
  char text[PROFILE_TEXT_BYTES];
  const size_t length = profile_write(profile, text);
  FILE *file = fopen(path, "w");
  if (!file || fwrite(text, 1, length, file) != length || fclose(file) != 0) {
    fprintf(stderr, "%s cannot be written\n", path);
    exit(1);
  }
}

#endif
