/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Traps for what a real-time thread must not do. After traps_enter(), a system call, an
 * allocation or a lock is recorded:
 *
 *   - a seccomp filter stops every system call of the thread except one exit with a special
 *     number; the kernel's SIGSYS says which call it was,
 *   - malloc and related functions, and the locks of pthread and semaphore.h, are defined here,
 *     so that a library loaded by dlopen() finds these first (link with -rdynamic).
 *
 * For one test program (it defines malloc). Linux and glibc.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_TRAPS_H
#define GENRE_EQ_TESTS_SUPPORT_TRAPS_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* RTLD_NEXT, syscall */
#endif

#include <dlfcn.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/** The exit that the filter allows. */
#define TRAPS_EXIT_CODE 0x6e71

/** The first catch; what == NULL: nothing was caught. */
typedef struct {
  _Atomic(const char *) what;
  _Atomic(const void *) where; /**< the place in the code */
  atomic_int system_call;      /**< its number, −1 none */
} Trapped;

static Trapped trapped;
static _Thread_local bool traps_are_set;

static void trap(const char *what, const void *where)
{
  const char *nothing = NULL;
  if (atomic_compare_exchange_strong(&trapped.what, &nothing, what)) {
    atomic_store(&trapped.where, where);
  }
}

/* --- allocator and locks ------------------------------------------------------------ */

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
#pragma GCC visibility push(default)

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *old);

#define TRAP_IF_SET(name)                                                                          \
  if (traps_are_set) {                                                                             \
    trap(name, __builtin_return_address(0));                                                       \
  }

void *malloc(size_t size)
{
  TRAP_IF_SET("malloc");
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
  TRAP_IF_SET("calloc");
  return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
  TRAP_IF_SET("realloc");
  return __libc_realloc(old, size);
}

void free(void *old)
{
  TRAP_IF_SET("free");
  __libc_free(old);
}

void *aligned_alloc(size_t alignment, size_t size)
{
  TRAP_IF_SET("aligned_alloc");
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
  TRAP_IF_SET("posix_memalign");
  *memory = __libc_memalign(alignment, size);
  return *memory ? 0 : ENOMEM;
}

/* Each records the call, and then does what the C library's own function does. */
#define TRAPPED_LOCK(name, Type)                                                                   \
  int name(Type *lock)                                                                             \
  {                                                                                                \
    TRAP_IF_SET(#name);                                                                            \
    static int (*real)(Type *);                                                                    \
    if (!real) {                                                                                   \
      *(void **)&real = dlsym(RTLD_NEXT, #name);                                                   \
    }                                                                                              \
    return real(lock);                                                                             \
  }

TRAPPED_LOCK(pthread_mutex_lock, pthread_mutex_t)
TRAPPED_LOCK(pthread_mutex_trylock, pthread_mutex_t)
TRAPPED_LOCK(pthread_mutex_unlock, pthread_mutex_t)
TRAPPED_LOCK(pthread_rwlock_rdlock, pthread_rwlock_t)
TRAPPED_LOCK(pthread_rwlock_wrlock, pthread_rwlock_t)
TRAPPED_LOCK(pthread_rwlock_unlock, pthread_rwlock_t)
TRAPPED_LOCK(pthread_cond_signal, pthread_cond_t)
TRAPPED_LOCK(pthread_cond_broadcast, pthread_cond_t)
TRAPPED_LOCK(sem_post, sem_t)
TRAPPED_LOCK(sem_wait, sem_t)

#pragma GCC visibility pop
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

/* --- system calls -------------------------------------------------------------------- */

static _Noreturn void traps_exit(void)
{
  for (;;) {
    syscall(SYS_exit, TRAPS_EXIT_CODE);
  }
}

static void on_system_call(int signal, siginfo_t *info, void *context)
{
  (void)signal;
  (void)context;
  atomic_store(&trapped.system_call, info->si_syscall);
  trap("a system call", info->si_call_addr);
  traps_exit();
}

/** Before any thread enters. */
static inline void traps_init(void)
{
  struct sigaction action = {.sa_flags = SA_SIGINFO};
  action.sa_sigaction = on_system_call;
  sigaction(SIGSYS, &action, NULL);
  trapped.what = NULL;
  trapped.where = NULL;
  trapped.system_call = -1;
}

/** Sets the traps for the calling thread until it ends by traps_leave(). False if the kernel
    allows no filter; then only the other traps are set. */
static inline bool traps_enter(void)
{
  struct sock_filter rule[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TRAPS_EXIT_CODE, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
  };
  const struct sock_fprog filter = {.len = sizeof rule / sizeof rule[0], .filter = rule};
  const bool filtered = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
  traps_are_set = true;
  return filtered;
}

/** Ends the thread without the system calls that this usually needs. */
static inline _Noreturn void traps_leave(void)
{
  traps_are_set = false;
  traps_exit();
}

#endif
