/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The kernels for one width of registers. The Makefile compiles this file once a width,
 * with the compiler's flags for it and KERNEL_WIDTH set to its name.
 */
#include "dsp/kernels/bound_true_peak.h"
#include "dsp/kernels/dot.h"
#include "dsp/kernels/find_powers.h"
#include "dsp/kernels/find_true_peak.h"
#include "dsp/kernels/kernels.h"
#include "dsp/kernels/measure_bands.h"
#include "dsp/kernels/move_samples.h"
#include "dsp/kernels/run_cascade.h"
#include "dsp/kernels/run_fourier.h"

#ifndef KERNEL_WIDTH
#define KERNEL_WIDTH plain
#endif
#define JOIN(a, b) a##b
#define NAME_OF(width) JOIN(kernels_, width)
#define TEXT(width) #width
#define TEXT_OF(width) TEXT(width)

extern const Kernels NAME_OF(KERNEL_WIDTH);
const Kernels NAME_OF(KERNEL_WIDTH) = {
    .name = TEXT_OF(KERNEL_WIDTH),
    .run_cascade = run_cascade,
    .measure_bands = measure_bands,
    .may_exceed = may_exceed,
    .find_true_peak = find_true_peak,
    .all_within = all_within,
    .copy = copy_samples,
    .run_fourier = run_fourier,
    .find_powers = find_powers,
    .multiply = multiply,
    .dot = dot,
};
