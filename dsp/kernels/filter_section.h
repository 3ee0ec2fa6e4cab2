/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * One second-order section, in the form of all filters in the kernels. It adds to its input its
 * response to the frames before:
 *
 *               c1 z^-1 + c2 z^-2
 *   H(z) = 1 + ---------------------
 *              1 + a1 z^-1 + a2 z^-2
 *
 *   y = x + s1;   s1 = (c1 x + s2) - a1 s1;   s2 = c2 x - a2 s1
 *
 * (the states of a transposed direct form II). Only a product and a difference depend on the frame
 * before. A biquad with the coefficients b0, b1, b2, a1, a2 has c1 = b1 / b0 - a1 and
 * c2 = b2 / b0 - a2; its b0 is part of a gain behind the last section.
 */
#ifndef GENRE_EQ_DSP_FILTER_SECTION_H
#define GENRE_EQ_DSP_FILTER_SECTION_H

/** One frame x, in lanes of any kind and number: x becomes the output. */
#define FILTER(x, c1, c2, a1, a2, s1, s2)                                                          \
  do {                                                                                             \
    const __typeof__(x) old = (s1);                                                                \
    const __typeof__(x) fed = (c2) * (x);                                                          \
    (s1) = ((c1) * (x) + (s2)) - old * (a1);                                                       \
    (s2) = fed - old * (a2);                                                                       \
    (x) += old;                                                                                    \
  } while (0)

#endif
