/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The discrete Fourier transform of a complex signal whose length is a power of two:
 *
 *   X[k] = sum over n of x[n] exp(-2 pi j k n / N)
 *
 * by Stockham's autosort form of the fast algorithm, four samples at a time (Swarztrauber, "FFT
 * algorithms for vector computers", Parallel Computing 1, 1984). The result is in natural order.
 *
 * The same bits on every machine. All functions are real-time safe.
 */
#ifndef GENRE_EQ_DSP_FOURIER_H
#define GENRE_EQ_DSP_FOURIER_H

/** Longest signal, in samples. */
#define FOURIER_MAX_SIZE 4096

typedef struct {
  int size;                              /**< N */
  float cosine[3][FOURIER_MAX_SIZE / 4]; /**< cos(2 pi k m / N), m = 1, 2, 3 */
  float sine[3][FOURIER_MAX_SIZE / 4];   /**< sin(2 pi k m / N) */
} Fourier;

/** Samples behind each part of a signal, so that parts do not lie whole pages of 4 KiB apart: a
    processor delays a load from the place in one page that it has just stored to in another. */
#define FOURIER_GAP 64

/** Real and imaginary parts of a signal, then of its spectrum. */
typedef struct {
  float re[FOURIER_MAX_SIZE + FOURIER_GAP];
  float im[FOURIER_MAX_SIZE + FOURIER_GAP];
} FourierSignal;

/** Sets up for a power of two from 4 to FOURIER_MAX_SIZE. Any thread. */
void fourier_init(Fourier *fourier, int size);

#endif
