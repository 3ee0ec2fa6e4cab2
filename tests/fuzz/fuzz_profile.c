/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A profile's text of any bytes. It is refused with a reason, or read. Then its numbers are in
 * range, and writing and reading it again gives the same profile.
 */
#include <math.h>

#include "model/profile.h"
#include "plugin/profile_file.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  Profile profile, again;
  char error[PROFILE_ERROR_BYTES] = "";
  char text[PROFILE_TEXT_BYTES];
  profile_clear(&profile);
  profile_clear(&again);
  const bool is_read = profile_read((const char *)data, size, &profile, error);
  promise(memchr(error, 0, sizeof error) != NULL, "a reason that ends");
  promise(is_read || error[0] != '\0', "a reason");
  if (!is_read) {
    return 0;
  }
  promise(profile_name_is_fine(profile.name), "a name");
  for (int band = 0; band < BAND_COUNT; ++band) {
    promise(isfinite(profile.zone[band].low_db) && isfinite(profile.zone[band].high_db) &&
                profile.zone[band].low_db <= profile.zone[band].high_db,
            "zones with a low and a high edge");
  }
  const size_t length = profile_write(&profile, text);
  promise(length < sizeof text && text[length] == '\0', "its text ends");
  promise(profile_read(text, length, &again, error), "what was written is read");
  promise(profile_write(&again, text) == length, "and is the same");
  const char *path = fuzz_file("profile.txt", data, size);
  promise(profile_file_read(path, &again, error), "from a file, too");
  return 0;
}
