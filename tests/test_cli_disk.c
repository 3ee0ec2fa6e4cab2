/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A disk that fails while a song is read: a stick with a fault, a network that is gone. It is told
 * as what it is. (A file that is cut ends without an error.)
 * Seen to fail: with the errors of pread() taken for the end of the file.
 */
#define _GNU_SOURCE /* syscall */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>

#include "tests/support_cli.h"
#include "ui/cli/sound/audio_input.h"

enum { BLOCK = 512, MOST_READS = 4000 };

static CliTest test;
static int reads_left = INT32_MAX; /* before the disk fails */

/* In place of the system's. */
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
ssize_t pread(int file, void *to, size_t size, off_t offset)
{
  if (reads_left == 0) {
    errno = EIO;
    return -1;
  }
  --reads_left;
  return syscall(SYS_pread64, file, to, size, offset);
}

/* True if all of the song was read, twice. */
static bool read_twice(const char *path)
{
  AudioInput *input = audio_input_open(path, BLOCK);
  bool fine = input != NULL;
  for (int time = 0; time < 2 && fine; ++time) {
    uint32_t n_frames = 1;
    fine = audio_input_rewind(input);
    while (fine && n_frames > 0) {
      fine = audio_input_read(input, &n_frames);
    }
  }
  audio_input_close(input);
  return fine;
}

/* The same, with what it says in `said`, on a disk that fails after so many reads. */
static bool read_on_bad_disk(const char *path, int reads, char said[512])
{
  const int kept = dup(STDERR_FILENO);
  const int file = open("said.txt", O_RDWR | O_CREAT | O_TRUNC, 0666);
  assert_int_equal(dup2(file, STDERR_FILENO), STDERR_FILENO);
  reads_left = reads;
  const bool fine = read_twice(path);
  reads_left = INT32_MAX;
  assert_int_equal(dup2(kept, STDERR_FILENO), STDERR_FILENO);
  close(kept);
  const ssize_t n = pread(file, said, 511, 0);
  said[n > 0 ? n : 0] = '\0';
  close(file);
  return fine;
}

static void a_fault_of_the_disk_is_told(void **state)
{
  (void)state;
  static const struct {
    const char *path;
    int format;
  } songs[] = {{"song.wav", WAV16},
               {"song.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_24},
               {"song.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
               {"song.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
               {"song.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III}};
  for (size_t i = 0; i < sizeof songs / sizeof songs[0]; ++i) {
    char said[512];
    int reads = 0;
    cli_write_music(songs[i].path, songs[i].format, 44100, 2, 1.0, 1.0f);
    while (!read_on_bad_disk(songs[i].path, reads, said)) {
      if (!cli_is_one_clear_line(said, songs[i].path) ||
          !strstr(said, "cannot be read (Input/output error); check the disk")) {
        fail_msg("after %d reads: %s", reads, said);
      }
      assert_true(++reads < MOST_READS);
    }
    print_message("%-9s %d reads, an error at each was told\n", songs[i].path, reads);
    assert_true(reads > 5);
  }
}

static int begin(void **state)
{
  (void)state;
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_fault_of_the_disk_is_told)};
  return CLI_RUN_TESTS(&test, tests, begin);
}
