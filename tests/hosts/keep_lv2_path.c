/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For LD_PRELOAD: LV2_PATH stays as the test has set it. Audacity adds the system's
 * folders to it, and then tries every plugin that is installed, one after another.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <dlfcn.h>
#include <string.h>

/* As libc's, whose own header names the parameters otherwise. */
__attribute__((visibility("default"))) int setenv(const char *name, const char *value,
                                                  int overwrite);

int setenv(const char *name, const char *value, int overwrite)
{
  if (strcmp(name, "LV2_PATH") == 0) {
    return 0;
  }
  union { /* ISO C knows no way from void * to a function */
    void *pointer;
    int (*function)(const char *, const char *, int);
  } next = {.pointer = dlsym(RTLD_NEXT, "setenv")};
  return next.function(name, value, overwrite);
}
