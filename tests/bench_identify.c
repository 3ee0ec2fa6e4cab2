/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Measures how many times faster than real time `genre-eq identify` hears a file, with start
 * and decoding, in processor time, which other programs disturb least. Then measures how much
 * sooner many files are done on all processors than on one.
 */
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support_bench.h"

enum { RUNS = 9, MAX_FILES = 64, FILES_A_PROCESSOR = 4 };

typedef struct {
  double cpu_s;
  double wall_s;
} Cost;

static const char *program;
static const char *song;

/** Processor time of all children that have ended. */
static double children_cpu_s(void)
{
  struct rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

static void identify(const char *jobs, int n_files)
{
  const char *argument[MAX_FILES + 6] = {program, "identify", "--json", "--jobs", jobs};
  for (int i = 0; i < n_files; ++i) {
    argument[5 + i] = song;
  }
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  execv(program, (char *const *)argument);
  _exit(127);
}

/** The least of some runs. */
static Cost cost_of(const char *jobs, int n_files)
{
  Cost least = {HUGE_VAL, HUGE_VAL};
  for (int run = 0; run < RUNS; ++run) {
    const double from_cpu_s = children_cpu_s();
    const double from_s = bench_now_s();
    const pid_t child = fork();
    if (child == 0) {
      identify(jobs, n_files);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
      fprintf(stderr, "bench_identify: %s identify %s failed\n", program, song);
      exit(1);
    }
    least.wall_s = fmin(least.wall_s, bench_now_s() - from_s);
    least.cpu_s = fmin(least.cpu_s, children_cpu_s() - from_cpu_s);
  }
  return least;
}

/** As `identify` itself prints it. */
static double length_s(void)
{
  char command[4096];
  char told[8192] = "";
  snprintf(command, sizeof command, "'%s' identify --json '%s'", program, song);
  FILE *pipe = popen(command, "r");
  if (pipe) {
    told[fread(told, 1, sizeof told - 1, pipe)] = '\0';
    pclose(pipe);
  }
  const char *length = strstr(told, "\"seconds\":");
  return length ? strtod(length + strlen("\"seconds\":"), NULL) : 0.0;
}

int main(void)
{
  program = getenv("GENRE_EQ_PROGRAM");
  song = getenv("GENRE_EQ_SONG");
  if (!program || !song) {
    fprintf(stderr, "bench_identify: GENRE_EQ_PROGRAM and GENRE_EQ_SONG must be set\n");
    return 2;
  }
  const int n_processors = (int)sysconf(_SC_NPROCESSORS_ONLN);
  const int wanted = n_processors * FILES_A_PROCESSOR;
  const int n_files = wanted < MAX_FILES ? wanted : MAX_FILES;
  char all[16];
  snprintf(all, sizeof all, "%d", n_processors);
  const double song_s = length_s();
  const double times = song_s / cost_of("1", 1).cpu_s;
  const double sooner = cost_of("1", n_files).wall_s / cost_of(all, n_files).wall_s;
  printf("a song of %.0f s: %.0f times as fast as real time on one core (at least 300)\n"
         "%d songs on %d processors: done %.2f times as soon as on one\n",
         song_s, times, n_files, n_processors, sooner);
  bench_row("identify", "a song on one core", times, "x real time");
  bench_row("identify", "many songs on all processors / on one", sooner, "ratio");
  return 0;
}
