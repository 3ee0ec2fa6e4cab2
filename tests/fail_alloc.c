/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * To be preloaded (LD_PRELOAD): makes one allocation fail. For tests/check_allocation.sh.
 *
 *   FAIL_IN    name of the binary whose own allocations count ("genre-eq.so"); those of
 *              the libraries that it calls are theirs
 *   FAIL_AT    which of them fails, from 1; 0: none
 *   FAIL_TELL  file that gets, at the end, "N M": how many there were, and how many of
 *              their blocks nobody gave back
 */
#define _GNU_SOURCE /* dladdr */

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LIVE = 1 << 16 };

static atomic_flag lock = ATOMIC_FLAG_INIT;
static void *live[MAX_LIVE];
static long n_live;
static long n_allocations;
static long fail_at = -1;
static const char *fail_in;

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
  }
  if (!fail_in || dladdr(caller, &info) == 0 || !info.dli_fname) {
    return false;
  }
  const char *slash = strrchr(info.dli_fname, '/');
  return strcmp(slash ? slash + 1 : info.dli_fname, fail_in) == 0;
}

/* True if this one is to fail. */
static bool count(bool ours)
{
  enter();
  const bool fails = ours && ++n_allocations == fail_at;
  leave();
  return fails;
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

/* True if it was one of ours. (Slots are looked through to the first run of empty ones
 * that is long enough: what was taken out leaves holes.) */
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

__attribute__((destructor)) static void tell(void)
{
  const char *path = getenv("FAIL_TELL");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file) {
    fprintf(file, "%ld %ld\n", n_allocations, n_live);
    fclose(file);
  }
}
