/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/kernels/kernels.h"

extern const Kernels kernels_plain; /* SSE2 on x86-64, NEON on ARM, which every processor has */
#ifdef KERNELS_X86                  /* the Makefile says which widths there are */
extern const Kernels kernels_avx2;
#endif

int kernels_all(const Kernels *widths[KERNEL_WIDTHS_MAX])
{
  int n_widths = 0;
  widths[n_widths++] = &kernels_plain;
#ifdef KERNELS_X86
  if (__builtin_cpu_supports("avx2")) {
    widths[n_widths++] = &kernels_avx2;
  }
#endif
  return n_widths;
}

const Kernels *kernels_best(void)
{
  const Kernels *widths[KERNEL_WIDTHS_MAX];
  const int n_widths = kernels_all(widths);
  return widths[n_widths - 1];
}
