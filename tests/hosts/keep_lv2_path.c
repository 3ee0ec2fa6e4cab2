/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A library for LD_PRELOAD that keeps LV2_PATH as the test has set it. Audacity adds the system's
 * folders to it, and then tries every installed plugin.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <dlfcn.h>
#include <string.h>

/* Replaces libc's function, whose header names the parameters otherwise. */
__attribute__((visibility("default"))) int setenv(const char *name, const char *value,
                                                  int overwrite);

int setenv(const char *name, const char *value, int overwrite)
{
  if (strcmp(name, "LV2_PATH") == 0) {
    return 0;
  }
  union { /* ISO C cannot convert void * to a function */
    void *pointer;
    int (*function)(const char *, const char *, int);
  } next = {.pointer = dlsym(RTLD_NEXT, "setenv")};
  return next.function(name, value, overwrite);
}
