/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Runs the built program in a new scratch directory, which is also the current one. Reads what
 * it printed and what files it left.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_CLI_H
#define GENRE_EQ_TESTS_SUPPORT_CLI_H

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <sndfile.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support_music.h"

/* The files with the program's output lie beside the scratch directory. */
#define CLI_OUT "../out"
#define CLI_ERR "../err"

enum { WAV16 = SF_FORMAT_WAV | SF_FORMAT_PCM_16, WAV_FLOAT = SF_FORMAT_WAV | SF_FORMAT_FLOAT };

typedef struct {
  char program[PATH_MAX]; /**< of the build that this test belongs to */
  char bundle[PATH_MAX];
  char scratch[64];
} CliTest;

typedef struct {
  int exit_code; /**< -1: ended by a signal */
  int signal;
  char out[65536];
  char err[8192];
} CliResult;

/** Finds the program (GENRE_EQ_PROGRAM, or beside the tests' directory), and makes a scratch
    directory. If it cannot, it says so and returns false. */
static inline bool cli_test_begin(CliTest *test)
{
  const char *named = getenv("GENRE_EQ_PROGRAM");
  char self[PATH_MAX] = "";
  const ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  for (int i = 0; i < 2 && length > 0; ++i) {
    char *slash = strrchr(self, '/');
    *(slash ? slash : self) = '\0';
  }
  if (named && named[0] == '/') {
    snprintf(test->program, sizeof test->program, "%s", named);
  } else if (named) {
    char here[PATH_MAX / 2] = "";
    if (!getcwd(here, sizeof here)) {
      return false;
    }
    snprintf(test->program, sizeof test->program, "%s/%.1000s", here, named);
  } else {
    snprintf(test->program, sizeof test->program, "%.4000s/genre-eq", self);
  }
  snprintf(test->bundle, sizeof test->bundle, "%.4000s.lv2", test->program);
  strcpy(test->scratch, "/tmp/genre-eq-test-XXXXXX");
  if (access(test->program, X_OK) == 0 && mkdtemp(test->scratch) && chdir(test->scratch) == 0 &&
      mkdir("work", 0777) == 0 && chdir("work") == 0) {
    return true;
  }
  fprintf(stderr, "cannot try %s in %s: %s\n", test->program, test->scratch, strerror(errno));
  return false;
}

/** Starts the program with `words` (NULL-terminated, without the program's name);
    err_to: a descriptor for standard error, or −1 for the file .err. */
static inline pid_t cli_start(const CliTest *test, const char *const *words, long file_limit,
                              int err_to)
{
  const char *argv[64] = {"genre-eq"};
  for (int i = 0; words[i]; ++i) {
    argv[i + 1] = words[i];
  }
  fflush(NULL);
  const pid_t child = fork();
  if (child == 0) {
    if (!freopen(CLI_OUT, "w", stdout)) {
      _exit(126);
    }
    if (err_to >= 0) {
      dup2(err_to, STDERR_FILENO);
    } else if (!freopen(CLI_ERR, "w", stderr)) {
      _exit(126);
    }
    if (file_limit > 0) {
      const struct rlimit limit = {(rlim_t)file_limit, (rlim_t)file_limit};
      setrlimit(RLIMIT_FSIZE, &limit);
    }
    execv(test->program, (char *const *)argv);
    _exit(127);
  }
  return child;
}

static inline void cli_read_text(const char *path, char *text, size_t size)
{
  FILE *file = fopen(path, "r");
  text[0] = '\0';
  if (file) {
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
  }
}

static inline void cli_finish(pid_t child, CliResult *result)
{
  int status = 0;
  waitpid(child, &status, 0);
  result->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  result->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  cli_read_text(CLI_OUT, result->out, sizeof result->out);
  cli_read_text(CLI_ERR, result->err, sizeof result->err);
}

/** Runs the program on a line of words split at spaces; "" is an empty word. */
static inline const CliResult *cli_run(const CliTest *test, const char *line)
{
  static CliResult result;
  static char copy[4096];
  const char *words[64] = {NULL};
  int n_words = 0;
  snprintf(copy, sizeof copy, "%s", line);
  char *rest = copy;
  for (char *word = strtok_r(copy, " ", &rest); word && n_words < 60;
       word = strtok_r(NULL, " ", &rest)) {
    words[n_words++] = strcmp(word, "\"\"") == 0 ? "" : word;
  }
  cli_finish(cli_start(test, words, 0, -1), &result);
  return &result;
}

/** Runs the program on a line of words, and expects success without a message. */
static inline const CliResult *cli_run_fine(const CliTest *test, const char *line)
{
  const CliResult *result = cli_run(test, line);
  if (result->exit_code != 0 || result->err[0] != '\0') {
    fail_msg("%s: exit code %d, and\n%s", line, result->exit_code, result->err);
  }
  return result;
}

/** True for exactly one line that begins "genre-eq: <subject>: " and says what to do
    behind a semicolon. */
static inline bool cli_is_one_clear_line(const char *err, const char *subject)
{
  char start[512];
  snprintf(start, sizeof start, "genre-eq: %s: ", subject);
  const char *newline = strchr(err, '\n');
  return strncmp(err, start, strlen(start)) == 0 && newline && newline[1] == '\0' &&
         strchr(err, ';') != NULL;
}

/** Names in the current directory, for comparing before and after. */
static inline int cli_count_files(void)
{
  int count = 0;
  DIR *directory = opendir(".");
  while (directory && readdir(directory)) {
    ++count;
  }
  if (directory) {
    closedir(directory);
  }
  return count;
}

/** Writes interleaved samples. */
static inline void cli_write_sound(const char *path, int format, int rate_hz, int channels,
                                   const float *sample, sf_count_t n_frames)
{
  SF_INFO info = {.format = format, .samplerate = rate_hz, .channels = channels};
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  if (!file || sf_writef_float(file, sample, n_frames) != n_frames) {
    fprintf(stderr, "%s: %s\n", path, sf_strerror(file));
    exit(1);
  }
  sf_close(file);
}

/** Writes some music, `gain` times as loud as support_music.h makes it. */
static inline void cli_write_music(const char *path, int format, int rate_hz, int channels,
                                   double seconds, float gain)
{
  Music music = music_make(seconds, rate_hz);
  float *sample = calloc((size_t)music.n_frames * (size_t)channels + 1, sizeof *sample);
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    for (int channel = 0; channel < channels; ++channel) {
      sample[i * (uint32_t)channels + (uint32_t)channel] = gain * music.channel[channel % 2][i];
    }
  }
  cli_write_sound(path, format, rate_hz, channels, sample, music.n_frames);
  free(sample);
  music_free(&music);
}

typedef struct {
  SF_INFO info;
  float *sample; /**< interleaved; free() it */
} Sound;

static inline Sound cli_read_sound(const char *path)
{
  Sound sound = {.info = {.format = 0}};
  SNDFILE *file = sf_open(path, SFM_READ, &sound.info);
  if (file) {
    sound.sample =
        calloc((size_t)(sound.info.frames * sound.info.channels) + 1, sizeof *sound.sample);
    /* libsndfile may return less than it has, mostly with Opus: reads until all is read. */
    sf_count_t done = 0;
    sf_count_t n = 1;
    while (n > 0 && done < sound.info.frames) {
      n = sf_readf_float(file, sound.sample + done * sound.info.channels, sound.info.frames - done);
      done += n;
    }
    sf_close(file);
  }
  return sound;
}

/** True if two mono files hold the same samples. */
static inline bool cli_same_sound(const char *a, const char *b)
{
  const Sound first = cli_read_sound(a);
  const Sound second = cli_read_sound(b);
  print_message("%s: %ld frames; %s: %ld\n", a, (long)first.info.frames, b,
                (long)second.info.frames);
  const bool same =
      first.info.frames == second.info.frames &&
      memcmp(first.sample, second.sample, (size_t)first.info.frames * sizeof(float)) == 0;
  free(first.sample);
  free(second.sample);
  return same;
}

/** True if both files hold the same bytes. */
static inline bool cli_same_bytes(const char *a, const char *b)
{
  FILE *first = fopen(a, "rb");
  FILE *second = fopen(b, "rb");
  bool same = first && second;
  while (same) {
    const int byte = fgetc(first);
    same = byte == fgetc(second);
    if (byte == EOF) {
      break;
    }
  }
  if (first) {
    fclose(first);
  }
  if (second) {
    fclose(second);
  }
  return same;
}

/** Set-up of tests that need one song of 6 s, song.wav, and none of the presets in the ~/.lv2 of
    whoever runs them. */
static inline int cli_begin_with_song(void **state)
{
  (void)state;
  char scratch[PATH_MAX];
  assert_non_null(getcwd(scratch, sizeof scratch));
  setenv("HOME", scratch, 1);
  cli_write_music("song.wav", WAV16, 44100, 2, 6.0, 1.0f);
  return 0;
}

/** Removes the scratch directory and what is in it. Returns `failed`. */
static inline int cli_test_end(const CliTest *test, int failed)
{
  char command[256];
  if (chdir("/") == 0) {
    snprintf(command, sizeof command, "chmod -R u+rwx %s && rm -rf %s", test->scratch,
             test->scratch);
    if (system(command) != 0) {
      fprintf(stderr, "%s could not be removed\n", test->scratch);
    }
  }
  return failed;
}

/** What main() returns. `begin`: cmocka's set-up of all tests, or NULL. */
#define CLI_RUN_TESTS(test, tests, begin)                                                          \
  (cli_test_begin(test) ? cli_test_end(test, cmocka_run_group_tests(tests, begin, NULL)) : 1)

#endif
