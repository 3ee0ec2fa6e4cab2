/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A library for LD_PRELOAD that makes one allocation fail, for tests/allocation_*.sh.
 *
 *   FAIL_IN    name of the binary whose own allocations count ("genre-eq.so"); allocations in
 *              the libraries that it calls do not
 *   FAIL_AT    which of them fails, from 1; 0: none
 *   FAIL_TELL  a file that gets "N M" at the end: the number of allocations, and the number of
 *              blocks that were not freed
 *   FAIL_PATHS a file that gets the number of each allocation that was the first with its path;
 *              the path is the chain of calls in that binary
 *
 * A forked process continues the count, if forked processes run one at a time. Their leaks
 * count, too, if they end by _exit().
 */
#define _GNU_SOURCE /* dladdr */

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MAX_LIVE = 1 << 16, MAX_PATHS = 1 << 12, MAX_CALLS = 24 };

/* Of all processes. */
typedef struct {
  atomic_long n_allocations;
  atomic_long left_by_children;
  atomic_int n_paths;
  uint64_t path[MAX_PATHS];
  long first[MAX_PATHS]; /* the first allocation with this path */
} Shared;

static atomic_flag lock = ATOMIC_FLAG_INIT;
static void *live[MAX_LIVE];
static long n_live;
static long n_inherited; /* in a child: the allocations of its parent */
static long fail_at = -1;
static const char *fail_in;
static bool has_paths;
static Shared only_ours; /* until the constructor has run */
static Shared *shared = &only_ours;
static _Thread_local bool is_looking; /* which allocates, too */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void __libc_free(void *old);

static void enter(void)
{
  while (atomic_flag_test_and_set(&lock)) {
  }
}

static void leave(void)
{
  atomic_flag_clear(&lock);
}

static bool is_ours(const void *caller)
{
  Dl_info info;
  if (fail_at < 0) {
    const char *at = getenv("FAIL_AT");
    fail_in = getenv("FAIL_IN");
    fail_at = at ? strtol(at, NULL, 10) : 0;
    const char *paths = getenv("FAIL_PATHS");
    has_paths = paths && *paths;
  }
  if (!fail_in || is_looking || dladdr(caller, &info) == 0 || !info.dli_fname) {
    return false;
  }
  const char *slash = strrchr(info.dli_fname, '/');
  return strcmp(slash ? slash + 1 : info.dli_fname, fail_in) == 0;
}

/* Records the path of this allocation if it is new. */
static void note_path(long number)
{
  void *call[MAX_CALLS];
  uint64_t path = 0;
  is_looking = true;
  const int n_calls = backtrace(call, MAX_CALLS);
  is_looking = false;
  for (int i = 0; i < n_calls; ++i) {
    path = is_ours(call[i]) ? 31 * path + (uintptr_t)call[i] : path;
  }
  enter();
  const int n = atomic_load(&shared->n_paths);
  int i = 0;
  while (i < n && shared->path[i] != path) {
    ++i;
  }
  if (i == n && n < MAX_PATHS) {
    shared->path[n] = path;
    shared->first[n] = number;
    atomic_store(&shared->n_paths, n + 1);
  }
  leave();
}

/* True if this allocation must fail. */
static bool count(bool ours)
{
  if (!ours) {
    return false;
  }
  const long number = atomic_fetch_add(&shared->n_allocations, 1) + 1;
  if (has_paths) {
    note_path(number);
  }
  return number == fail_at;
}

static size_t slot_of(const void *block)
{
  return ((uintptr_t)block >> 4) % MAX_LIVE;
}

static void *note(void *block, bool ours)
{
  enter();
  for (size_t i = slot_of(block), n = 0; ours && block && n < MAX_LIVE;
       i = (i + 1) % MAX_LIVE, ++n) {
    if (!live[i]) {
      live[i] = block;
      ++n_live;
      break;
    }
  }
  leave();
  return block;
}

/* True if the block was counted. The search ends at a long enough run of empty slots, because
 * removed entries leave single holes. */
static bool forget(const void *block)
{
  bool found = false;
  enter();
  int n_empty = 0;
  for (size_t i = slot_of(block); block && !found && n_empty < 256; i = (i + 1) % MAX_LIVE) {
    found = live[i] == block;
    n_empty = live[i] ? 0 : n_empty + 1;
    if (found) {
      live[i] = NULL;
      --n_live;
    }
  }
  leave();
  return found;
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
#pragma GCC visibility push(default)

void *malloc(size_t size)
{
  const bool ours = is_ours(__builtin_return_address(0));
  if (count(ours)) {
    errno = ENOMEM;
    return NULL;
  }
  return note(__libc_malloc(size), ours);
}

void *calloc(size_t count_, size_t size)
{
  const bool ours = is_ours(__builtin_return_address(0));
  if (count(ours)) {
    errno = ENOMEM;
    return NULL;
  }
  return note(__libc_calloc(count_, size), ours);
}

void *realloc(void *old, size_t size)
{
  const bool ours = is_ours(__builtin_return_address(0));
  if (count(ours)) {
    errno = ENOMEM;
    return NULL;
  }
  const bool was_ours = forget(old);
  void *block = __libc_realloc(old, size);
  if (!block && size > 0) {
    note(old, was_ours);
  }
  return note(block, ours || was_ours);
}

char *strdup(const char *text)
{
  const bool ours = is_ours(__builtin_return_address(0));
  const size_t size = strlen(text) + 1;
  char *copy = count(ours) ? NULL : __libc_malloc(size);
  if (!copy) {
    errno = ENOMEM;
    return NULL;
  }
  memcpy(copy, text, size);
  return note(copy, ours);
}

void free(void *old)
{
  forget(old);
  __libc_free(old);
}

#pragma GCC visibility pop
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

static void take_over(void)
{
  n_inherited = n_live;
}

__attribute__((constructor)) static void begin(void)
{
  Shared *memory =
      mmap(NULL, sizeof *memory, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory != MAP_FAILED) {
    atomic_store(&memory->n_allocations, atomic_load(&shared->n_allocations));
    shared = memory;
  }
  pthread_atfork(NULL, NULL, take_over);
}

/* How a child ends. NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
__attribute__((visibility("default"))) _Noreturn void _exit(int code)
{
  atomic_fetch_add(&shared->left_by_children, n_live - n_inherited);
  for (;;) {
    syscall(SYS_exit_group, code);
  }
}

static FILE *open_named(const char *variable)
{
  const char *path = getenv(variable);
  return path && *path ? fopen(path, "w") : NULL;
}

__attribute__((destructor)) static void tell(void)
{
  FILE *file = open_named("FAIL_TELL");
  if (file) {
    fprintf(file, "%ld %ld\n", atomic_load(&shared->n_allocations),
            n_live + atomic_load(&shared->left_by_children));
    fclose(file);
  }
  file = open_named("FAIL_PATHS");
  for (int i = 0; file && i < atomic_load(&shared->n_paths); ++i) {
    fprintf(file, "%ld\n", shared->first[i]);
  }
  if (file) {
    fclose(file);
  }
}
