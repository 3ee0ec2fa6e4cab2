/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/crossover.h"

#include <math.h>
#include <string.h>

#define BUTTERWORTH_Q 0.70710678118654752440

/* An edge nearer to Nyquist than this is left out. */
#define HIGHEST_EDGE 0.49

/* States smaller than this (-300 dB) are none: they would decay into denormals. */
#define SILENT_STATE 1e-15

/* Band b is filtered by the lanes from 2 (b % 2) on of cascade b / 2. */
static void set_section(Crossover *crossover, int band, int k, const Biquad *h)
{
  CascadeCoefficients *to = &crossover->cascade[band / 2].now;
  crossover->section[band][k] = *h;
  crossover->power_gain[band] *= h->b0 * h->b0;
  for (int lane = 2 * (band % 2); lane < 2 * (band % 2) + 2; ++lane) {
    to->c1[k][lane] = h->b1 / h->b0 - h->a1;
    to->c2[k][lane] = h->b2 / h->b0 - h->a2;
    to->a1[k][lane] = h->a1;
    to->a2[k][lane] = h->a2;
  }
}

/* n_high sections of high-pass at low_hz, of these Q; the rest low-pass at high_hz. */
static void set_band(Crossover *crossover, int band, double low_hz, const double *q, int n_high,
                     double high_hz)
{
  const double top_hz = HIGHEST_EDGE * crossover->rate_hz;
  crossover->power_gain[band] = low_hz < top_hz ? 1.0 : 0.0;
  for (int k = 0; k < CROSSOVER_SECTIONS; ++k) {
    Biquad section = biquad_identity;
    if (k < n_high && low_hz < top_hz) {
      section = biquad_highpass(low_hz, q[k], crossover->rate_hz);
    } else if (k >= n_high && high_hz < top_hz) {
      section = biquad_lowpass(high_hz, BUTTERWORTH_Q, crossover->rate_hz);
    }
    set_section(crossover, band, k, &section);
  }
}

void crossover_init(Crossover *crossover, double rate_hz)
{
  memset(crossover, 0, sizeof *crossover);
  crossover->kernels = kernels_best();
  crossover->rate_hz = rate_hz;
  for (int band = 0; band < BAND_COUNT; ++band) {
    static const double q[] = {BUTTERWORTH_Q, BUTTERWORTH_Q};
    set_band(crossover, band, band_info[band].low_hz, q, 2, band_info[band].high_hz);
  }
  static const double q_of_6th_order[] = {0.51763809, 0.70710678, 1.93185165};
  set_band(crossover, CROSSOVER_ABOVE, HEARD_TOP_HZ, q_of_6th_order, 3,
           band_info[BAND_COUNT - 1].high_hz);
}

void crossover_clear(Crossover *crossover)
{
  for (int i = 0; i < CROSSOVER_CASCADES; ++i) {
    memset(crossover->cascade[i].s1, 0, sizeof crossover->cascade[i].s1);
    memset(crossover->cascade[i].s2, 0, sizeof crossover->cascade[i].s2);
  }
  memset(crossover->sum, 0, sizeof crossover->sum);
  crossover->n_frames = 0;
}

void crossover_process(Crossover *crossover, const float *const in[2], uint32_t n_frames)
{
  for (int i = 0; i < CROSSOVER_CASCADES; ++i) {
    crossover->kernels->measure_cascade(&crossover->cascade[i], in, n_frames, crossover->sum[i]);
  }
  crossover->n_frames += n_frames;
}

static void tidy(CascadeLanes state)
{
  for (int k = 0; k < CASCADE_SECTIONS; ++k) {
    for (int lane = 0; lane < CASCADE_LANES; ++lane) {
      state[k][lane] = fabs(state[k][lane]) > SILENT_STATE ? state[k][lane] : 0.0;
    }
  }
}

void crossover_take(Crossover *crossover, float energy[CROSSOVER_BANDS])
{
  for (int band = 0; band < CROSSOVER_BANDS; ++band) {
    double *sum = &crossover->sum[band / 2][2 * (band % 2)];
    const double mean =
        crossover->n_frames > 0 ? 0.5 * (sum[0] + sum[1]) / crossover->n_frames : 0.0;
    energy[band] = (float)(mean * crossover->power_gain[band]);
  }
  for (int i = 0; i < CROSSOVER_CASCADES; ++i) {
    tidy(crossover->cascade[i].s1);
    tidy(crossover->cascade[i].s2);
  }
  memset(crossover->sum, 0, sizeof crossover->sum);
  crossover->n_frames = 0;
}

double crossover_power(const Crossover *crossover, int band, double freq_hz)
{
  const double sin2 = biquad_sin2(freq_hz, crossover->rate_hz);
  double power = crossover->power_gain[band] > 0.0 ? 1.0 : 0.0;
  for (int k = 0; k < CROSSOVER_SECTIONS; ++k) {
    power *= biquad_power(&crossover->section[band][k], sin2);
  }
  return power;
}
