/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A disk that has no room for what is to be written: told before the work. The songs are holes in
 * sparse files, and take no room themselves.
 */
#include <poll.h>
#include <sys/statvfs.h>

#include "tests/support_bytes.h"
#include "tests/support_cli.h"

static CliTest test;

/* A stereo RF64 file (EBU Tech 3306) of silence, with 16 bits. */
static bool write_silence(const char *path, uint64_t bytes)
{
  unsigned char header[80] = "RF64\xff\xff\xff\xffWAVEds64\x1c\0\0\0";
  const uint64_t lengths[] = {bytes + sizeof header - 8, bytes, bytes / 4};
  for (int i = 0; i < 3; ++i) {
    bytes_put_little(header + 20 + 8 * i, (uint32_t)lengths[i]);
    bytes_put_little(header + 24 + 8 * i, (uint32_t)(lengths[i] >> 32));
  }
  memcpy(header + 48, "fmt \x10\0\0\0\1\0\2\0\x44\xac\0\0\x10\xb1\2\0\4\0\x10\0", 24);
  memcpy(header + 72, "data\xff\xff\xff\xff", 8);
  bytes_save(path, header, sizeof header, NULL, 0);
  return truncate(path, (off_t)(sizeof header + bytes)) == 0;
}

/* The first line of standard error. The program is ended then. */
static void run_until_told(const char *const *words, char *line, size_t size)
{
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  const pid_t child = cli_start(&test, words, 0, ends[1]);
  close(ends[1]);
  struct pollfd waiting = {.fd = ends[0], .events = POLLIN};
  size_t n = 0;
  line[0] = '\0';
  /* The line may come in pieces. A program that tells nothing works for hours. */
  while (!strchr(line, '\n') && n + 1 < size && poll(&waiting, 1, 60000) == 1) {
    const ssize_t got = read(ends[0], line + n, size - 1 - n);
    if (got <= 0) {
      break;
    }
    n += (size_t)got;
    line[n] = '\0';
  }
  kill(child, SIGTERM);
  CliResult result;
  cli_finish(child, &result);
  close(ends[0]);
  print_message("%s %s: %s\n", words[0], words[1], line);
}

static void no_room_is_told_before_the_work(void **state)
{
  (void)state;
  struct statvfs disk;
  assert_int_equal(statvfs(".", &disk), 0);
  const uint64_t free_bytes = (uint64_t)disk.f_bfree * disk.f_frsize;
  assert_int_equal(mkdir("songs", 0777), 0);
  if (disk.f_blocks == 0 || !write_silence("song.wav", free_bytes / 4 * 4 + (1u << 30)) ||
      !write_silence("songs/1.wav", free_bytes / 8 * 5) ||
      !write_silence("songs/2.wav", free_bytes / 8 * 5)) {
    print_message("needs a file system with sparse files\n");
    skip();
  }
  static const struct {
    const char *words[5];
    const char *target;
  } cases[] = {{{"render", "song.wav", "out.wav"}, "out.wav: warning: "},
               {{"render", "song.wav", "out.caf"}, "out.caf: warning: "},
               {{"master", "song.wav"}, "song.genre-eq.wav: warning: "},
               {{"render", "--album", "songs", "masters"}, "masters/: warning: "}};
  bool fine = true;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    char told[512];
    run_until_told(cases[i].words, told, sizeof told);
    fine =
        fine && strstr(told, cases[i].target) && strstr(told, "make room, or choose another disk");
  }
  assert_true(fine);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_room_is_told_before_the_work),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
