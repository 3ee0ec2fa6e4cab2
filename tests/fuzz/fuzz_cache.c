/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The trainer's cache of what it heard, with any bytes instead of one of its files. A valid file
 * is used; otherwise the sound is heard again.
 */
#include <dirent.h>

#include "model/train/recording_cache.h"
#include "tests/fuzz/fuzz.h"

/* A second of a tone, as WAV. */
static const char *write_sound(void)
{
  enum { FRAMES = 44100 };
  static struct {
    char riff[4];
    uint32_t size;
    char wave[8];
    uint32_t format_size;
    uint16_t format, channels;
    uint32_t rate, bytes_per_second;
    uint16_t bytes_per_frame, bits;
    char data[4];
    uint32_t data_size;
    int16_t sample[FRAMES];
  } file = {"RIFF", 36 + 2 * FRAMES, "WAVEfmt ", 16, 1, 1, 44100, 88200, 2,
            16,     "data",          2 * FRAMES, {0}};
  for (int i = 0; i < FRAMES; ++i) {
    file.sample[i] = (int16_t)(i % 100 * 100);
  }
  return fuzz_file("tone.wav", &file, sizeof file);
}

/* The one file that the cache holds. */
static void find_cached(char *name, size_t size)
{
  char folder[256];
  snprintf(folder, sizeof folder, "%s/genre-eq", fuzz_folder());
  DIR *cache = opendir(folder);
  for (struct dirent *entry; cache && (entry = readdir(cache));) {
    if (strstr(entry->d_name, ".heard")) {
      snprintf(name, size, "genre-eq/%.40s", entry->d_name);
    }
  }
  promise(cache != NULL, "there is a cache");
  closedir(cache);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static char sound[256], cached[256];
  static int n_stretches;
  char reason[256];
  Recording recording = {0};
  if (n_stretches == 0) {
    snprintf(sound, sizeof sound, "%s", write_sound());
    setenv("XDG_CACHE_HOME", fuzz_folder(), 1);
    promise(recording_recall(&recording, sound, reason, sizeof reason), "the sound is heard");
    n_stretches = recording.n_stretches;
    recording_free(&recording);
    find_cached(cached, sizeof cached);
  }
  fuzz_file(cached, data, size);
  promise(recording_recall(&recording, sound, reason, sizeof reason), "it is heard all the same");
  promise(recording.n_stretches == n_stretches, "as much was heard");
  volatile float last = recording.stretch[n_stretches - 1].band_energy[BAND_COUNT - 1];
  (void)last;
  recording_free(&recording);
  return 0;
}
