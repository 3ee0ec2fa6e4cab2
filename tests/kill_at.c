/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Kills a program just before it changes something on the disk for the Nth time, for
 * tests/check_killed.sh. Making, writing, renaming and removing a file or directory are changes.
 *
 *   kill_at N FILE PROGRAM ARGUMENT...
 *
 * With N 0 nothing is killed. FILE gets the number of changes. Exit code: the program's, 137 if
 * it was killed, 77 if programs cannot be traced here. Linux from 5.3 on.
 */
#define _GNU_SOURCE

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KILLED = 137, NO_TRACE = 77, SYSCALL_STOP = SIGTRAP | 0x80 };

typedef struct __ptrace_syscall_info SyscallInfo;

static bool makes_a_file(uint64_t flags)
{
  return (flags & (O_CREAT | O_TRUNC)) != 0;
}

static bool changes_the_disk(const SyscallInfo *info)
{
  const uint64_t *argument = info->entry.args;
  switch (info->entry.nr) {
  case SYS_openat:
    return makes_a_file(argument[2]);
  case SYS_write:
  case SYS_pwrite64:
  case SYS_writev:
    return argument[0] > STDERR_FILENO;
  case SYS_renameat:
  case SYS_renameat2:
  case SYS_linkat:
  case SYS_unlinkat:
  case SYS_mkdirat:
  case SYS_ftruncate:
    return true;
#ifdef SYS_open /* of older machines */
  case SYS_open:
    return makes_a_file(argument[1]);
  case SYS_rename:
  case SYS_link:
  case SYS_unlink:
  case SYS_mkdir:
  case SYS_rmdir:
    return true;
#endif
  default:
    return false;
  }
}

static _Noreturn void become(char **command)
{
  if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0 || raise(SIGSTOP) != 0) {
    _exit(NO_TRACE);
  }
  execv(command[0], command);
  _exit(127);
}

/* At a stop: true if a system call begins that changes something on the disk. */
static bool is_change(pid_t program, int status)
{
  SyscallInfo info;
  return WSTOPSIG(status) == SYSCALL_STOP &&
         ptrace(PTRACE_GET_SYSCALL_INFO, program, sizeof info, &info) > 0 &&
         info.op == PTRACE_SYSCALL_INFO_ENTRY && changes_the_disk(&info);
}

static int watch(pid_t program, long kill_at, long *n_changes)
{
  int status = 0;
  const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL;
  if (waitpid(program, &status, 0) != program || !WIFSTOPPED(status) ||
      ptrace(PTRACE_SETOPTIONS, program, NULL, options) != 0) {
    return NO_TRACE;
  }
  for (long signal_number = 0;;) {
    ptrace(PTRACE_SYSCALL, program, NULL, signal_number);
    if (waitpid(program, &status, 0) != program) {
      return NO_TRACE;
    }
    if (!WIFSTOPPED(status)) {
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    const bool own_stop = WSTOPSIG(status) == SYSCALL_STOP || WSTOPSIG(status) == SIGTRAP;
    signal_number = own_stop ? 0 : WSTOPSIG(status);
    if (is_change(program, status) && ++*n_changes == kill_at) {
      kill(program, SIGKILL);
      waitpid(program, &status, 0);
      return KILLED;
    }
  }
}

int main(int argc, char **argv)
{
  long n_changes = 0;
  if (argc < 4) {
    fputs("kill_at N FILE PROGRAM ARGUMENT...\n", stderr);
    return 2;
  }
  const pid_t program = fork();
  if (program == 0) {
    become(argv + 3);
  }
  const int code = program > 0 ? watch(program, strtol(argv[1], NULL, 10), &n_changes) : NO_TRACE;
  FILE *file = fopen(argv[2], "w");
  if (file) {
    fprintf(file, "%ld\n", n_changes);
    fclose(file);
  }
  return code;
}
