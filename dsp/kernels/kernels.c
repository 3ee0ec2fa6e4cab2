/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/kernels/kernels.h"

extern const Kernels kernels_plain; /* SSE2 on x86-64, NEON on ARM: what each one has */
#ifdef KERNELS_X86                  /* the Makefile says which levels there are */
extern const Kernels kernels_avx2;
#endif

int kernels_all(const Kernels *levels[KERNEL_LEVELS_MAX])
{
  int n_levels = 0;
  levels[n_levels++] = &kernels_plain;
#ifdef KERNELS_X86
  if (__builtin_cpu_supports("avx2")) {
    levels[n_levels++] = &kernels_avx2;
  }
#endif
  return n_levels;
}

const Kernels *kernels_best(void)
{
  const Kernels *levels[KERNEL_LEVELS_MAX];
  const int n_levels = kernels_all(levels);
  return levels[n_levels - 1];
}
