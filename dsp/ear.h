/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The ear: the spectrum of the passing sound, by two short-time Fourier transforms. It is not in
 * the audio path.
 *
 *   short  a window of 42.7 ms, FRAMES_PER_HOP times a hop (each 12.5 ms): the energies
 *          of the narrow bands up to 10 kHz (the parts of dsp/bands.def);
 *   long   a window of 171 ms, LOOKS_PER_HOP times a hop (each 50 ms), at half the rate: the
 *          fine spectrum up to FINE_TOP_HZ, in steps of FINE_STEP_HZ.
 *
 * The stream is halved (half_band.h) until its rate lies below 44.1 kHz for the short
 * transform, 22.05 kHz for the long one. Windows last as long at every rate, and powers are found
 * at the bins and between them (kernels/find_powers.h), so that the same music at
 * 22.05 ... 192 kHz gives the same figures.
 *
 * Left and right are transformed together, as real and imaginary part. With Z the transform of
 * l + j r, |L[k]|^2 + |R[k]|^2 = (|Z[k]|^2 + |Z[N - k]|^2) / 2. So a song in antiphase, or
 * on one channel alone, is heard like any other. Windows are Hann's (Harris, "On the use of
 * windows for harmonic analysis with the discrete Fourier transform", Proc. IEEE 66, 1978).
 *
 * All functions except ear_init() are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_EAR_H
#define GENRE_EQ_DSP_EAR_H

#include <stdint.h>

#include "dsp/bands.h"
#include "dsp/fourier.h"
#include "dsp/half_band.h"
#include "dsp/kernels/kernels.h"
#include "dsp/spectrum.h"

#define FRAMES_PER_HOP 8
#define LOOKS_PER_HOP 2

/** The points of the fine spectrum. */
#define FINE_LOW_HZ 100.0
#define FINE_STEP_HZ 6.0
#define FINE_POINTS 801
#define FINE_TOP_HZ (FINE_LOW_HZ + FINE_STEP_HZ * (FINE_POINTS - 1))

/** The largest number of frames in a call. */
#define EAR_MAX_FRAMES 256

#define EAR_MAX_HALVINGS 6 /**< 768 kHz to 12 kHz */

/** The steps of a range of frequencies; the outermost two may lie only partly in it. */
typedef struct {
  int first;
  int n_steps; /**< 0: above the frequencies heard */
  float first_share;
  float last_share;
} StepRange;

/** The newest samples of a stream, and their transform. */
typedef struct {
  int window_size; /**< samples */
  int next;        /**< where in the rings the next sample goes */
  Fourier fourier;
  float window[FOURIER_MAX_SIZE]; /**< its squares add up to 1 / size */
  float left[FOURIER_MAX_SIZE];
  float right[FOURIER_MAX_SIZE];
  int n_bins;                    /**< up to the highest frequency heard */
  float step_hz;                 /**< half the distance of two bins */
  float power[FOURIER_MAX_SIZE]; /**< mean squares, both channels' mean, at these steps from 0 */
  float sum[FOURIER_MAX_SIZE];   /**< of the powers since the spectrum was taken */
  int n_summed;                  /**< transforms in the sums */
  StepRange range[HEARD_POINTS]; /**< for the spectrum: in one of the two transforms */
} Transform;

/** Where a point of the fine spectrum lies in the long transform. */
typedef struct {
  int step;
  float beyond; /**< steps beyond that one */
} FinePoint;

typedef struct {
  const Kernels *kernels;
  double long_rate_hz;  /**< 11.025 kHz to 22.05 kHz, or the stream's if that is lower */
  int n_halvings;       /**< before the long transform */
  int n_short_halvings; /**< before the short one */
  HalfBand half_band[EAR_MAX_HALVINGS];
  Transform short_transform;
  Transform long_transform;
  StepRange part[HEARD_PARTS]; /**< in the short transform */
  FinePoint fine[FINE_POINTS];
  int n_fine; /**< those below Nyquist */
  FourierSignal signal;
  FourierSignal work;
} Ear;

/** Sets up for a sample rate (8 kHz ... 768 kHz). */
void ear_init(Ear *ear, double rate_hz);

/** Forgets all sound. */
void ear_clear(Ear *ear);

/** Hears left and right, at most EAR_MAX_FRAMES; all samples must be finite. Writes the same sound
    at long_rate_hz to `halved`, which holds half as many frames or n_frames at low rates, and
    returns how many they are. The result does not depend on how the stream is cut into calls. */
uint32_t ear_process(Ear *ear, const float *const in[2], float *const halved[2], uint32_t n_frames);

/** Mean squares of the narrow bands in the newest 42.7 ms. 0 above Nyquist. */
void ear_frame(Ear *ear, float energy[HEARD_PARTS]);

/** The spectrum in the windows since it was taken last: up to FINE_TOP_HZ in those of
    ear_look(), above in those of ear_frame(). 0 above HEARD_TOP_HZ and above Nyquist. */
void ear_take_spectrum(Ear *ear, Spectrum *spectrum);

/** Mean squares at the points of the fine spectrum, a bin of the long transform wide, in the
    newest 171 ms. 0 above Nyquist. */
void ear_look(Ear *ear, float power[FINE_POINTS]);

#endif
