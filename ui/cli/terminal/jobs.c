/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#define _GNU_SOURCE /* memfd_create, MAP_ANONYMOUS */

#include "ui/cli/terminal/jobs.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ui/cli/terminal/interrupt.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/progress.h"

/* A child may be this many files ahead of the first one that is not done, because the files
 * with the children's output stay open until then. */
enum { MOST_AHEAD = 100, LOOK_EVERY_MS = 20 };

/* A child's exit code if not all that it printed could be kept. */
enum { EXIT_UNPRINTED = 3 };

typedef struct {
  pid_t child; /* 0: none */
  bool done;
  bool unprinted;
  int signal; /* that ended it, or 0 */
  FILE *out;  /* what it printed */
  FILE *err;
  double bytes;
} Job;

typedef struct {
  const Jobs *jobs;
  Job *job;
  JobResults *results;
  double *part; /* progress of each, 0 ... 1; shared with the children */
  int next;     /* the next file to start */
  int running;
  int told; /* the output of so many files has been printed */
} Crew;

static void *share(size_t bytes)
{
  void *memory =
      mmap(NULL, bytes > 0 ? bytes : 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

/* --- a child --------------------------------------------------------------------------- */

static _Noreturn void work(Crew *crew, int index)
{
  const Jobs *jobs = crew->jobs;
  const Job *job = &crew->job[index];
  if (dup2(fileno(job->out), STDOUT_FILENO) < 0 || dup2(fileno(job->err), STDERR_FILENO) < 0) {
    _exit(1);
  }
  progress_relay(&crew->part[index]);
  const bool fine =
      jobs->run(index, jobs->user, crew->results->result + (size_t)index * jobs->result_size);
  _exit(fflush(NULL) != 0 ? EXIT_UNPRINTED : fine ? 0 : 1);
}

/* What a process prints must not depend on a disk that may be full. */
static FILE *file_in_memory(void)
{
  const int descriptor = memfd_create("genre-eq", MFD_CLOEXEC);
  FILE *file = descriptor >= 0 ? fdopen(descriptor, "w+") : NULL;
  if (!file && descriptor >= 0) {
    close(descriptor);
  }
  return file;
}

static bool start(Crew *crew)
{
  const int index = crew->next;
  Job *job = &crew->job[index];
  job->out = file_in_memory();
  job->err = file_in_memory();
  fflush(NULL);
  job->child = job->out && job->err ? fork() : -1;
  if (job->child < 0) {
    message_error(crew->jobs->name(index, crew->jobs->user),
                  "cannot start a process for it (%s); close other programs", strerror(errno));
    job->child = 0;
    job->done = true;
    ++crew->next;
    return false;
  }
  if (job->child == 0) {
    work(crew, index);
  }
  ++crew->next;
  ++crew->running;
  return true;
}

/* --- their end --------------------------------------------------------------------------- */

static void pass_on(FILE *from, FILE *to)
{
  char text[4096];
  size_t length = 0;
  if (from) {
    rewind(from);
    while ((length = fread(text, 1, sizeof text, from)) > 0) {
      fwrite(text, 1, length, to);
    }
    fclose(from);
    fflush(to);
  }
}

static void tell_those_done(Crew *crew)
{
  while (crew->told < crew->next && crew->job[crew->told].done) {
    const int index = crew->told++;
    const Job *job = &crew->job[index];
    pass_on(job->err, stderr);
    if (job->signal != 0 && !interrupt_pending()) {
      message_error(crew->jobs->name(index, crew->jobs->user),
                    "the program crashed on this file (signal %d); please report it", job->signal);
    }
    if (job->unprinted) {
      message_error(crew->jobs->name(index, crew->jobs->user),
                    "what was found cannot be kept in memory; allow longer files (ulimit -f), or "
                    "close other programs");
    }
    pass_on(job->out, stdout);
  }
}

static void note_end(Crew *crew, int index, int status)
{
  Job *job = &crew->job[index];
  job->child = 0;
  job->done = true;
  crew->part[index] = 1.0;
  --crew->running;
  crew->results->fine[index] = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  job->unprinted = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_UNPRINTED;
  job->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void look_around(Crew *crew)
{
  int status = 0;
  for (int i = crew->told; i < crew->next; ++i) {
    const pid_t child = crew->job[i].child;
    if (child > 0 && waitpid(child, &status, WNOHANG) == child) {
      note_end(crew, i, status);
    }
  }
}

static void stop_all(const Crew *crew)
{
  for (int i = crew->told; i < crew->next; ++i) {
    if (crew->job[i].child > 0) {
      kill(crew->job[i].child, SIGTERM);
    }
  }
}

/* --- all of them --------------------------------------------------------------------------- */

static void show(Progress *progress, const Crew *crew)
{
  double done = 0.0;
  double total = 0.0;
  for (int i = 0; i < crew->jobs->count; ++i) {
    done += crew->job[i].bytes * crew->part[i];
    total += crew->job[i].bytes;
  }
  progress_show(progress, done, total);
}

static void run_all(Crew *crew)
{
  const Jobs *jobs = crew->jobs;
  const long processors = sysconf(_SC_NPROCESSORS_ONLN);
  const int at_once = jobs->at_once > 0 ? jobs->at_once : (int)(processors > 0 ? processors : 1);
  const struct timespec pause = {0, LOOK_EVERY_MS * 1000000L};
  Progress progress;
  progress_begin(&progress, jobs->what);
  while (crew->running > 0 || (crew->next < jobs->count && !interrupt_pending())) {
    while (!interrupt_pending() && crew->next < jobs->count && crew->running < at_once &&
           crew->next < crew->told + MOST_AHEAD) {
      start(crew);
    }
    if (interrupt_pending()) {
      stop_all(crew);
    }
    show(&progress, crew);
    nanosleep(&pause, NULL);
    look_around(crew);
    if (crew->told < crew->next && crew->job[crew->told].done) {
      progress_end(&progress);
      tell_those_done(crew);
    }
  }
  progress_end(&progress);
  tell_those_done(crew);
}

static void run_the_only_one(const Jobs *jobs, JobResults *results)
{
  results->fine[0] = jobs->run(0, jobs->user, results->result);
}

bool jobs_run(const Jobs *jobs, JobResults *results)
{
  const size_t count = (size_t)jobs->count;
  Crew crew = {.jobs = jobs, .results = results};
  results->bytes = count * jobs->result_size;
  results->result = share(results->bytes);
  results->fine = calloc(count + 1, sizeof *results->fine);
  crew.job = calloc(count + 1, sizeof *crew.job);
  crew.part = share(count * sizeof *crew.part);
  bool fine = results->result && results->fine && crew.job && crew.part;
  if (!fine) {
    message_error("memory", "not enough; close other programs");
    jobs_free(results);
  } else if (jobs->count == 1) {
    run_the_only_one(jobs, results);
  } else {
    for (int i = 0; i < jobs->count; ++i) {
      struct stat status;
      const bool there = stat(jobs->name(i, jobs->user), &status) == 0;
      crew.job[i].bytes = there ? (double)status.st_size + 1.0 : 1.0;
    }
    run_all(&crew);
  }
  for (int i = 0; fine && i < jobs->count; ++i) {
    fine = results->fine[i];
  }
  if (crew.part) {
    munmap(crew.part, count > 0 ? count * sizeof *crew.part : 1);
  }
  free(crew.job);
  return fine;
}

void jobs_free(JobResults *results)
{
  if (results->result) {
    munmap(results->result, results->bytes > 0 ? results->bytes : 1);
  }
  free(results->fine);
  *results = (JobResults){NULL, NULL, 0};
}
