/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/crossover.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define BUTTERWORTH_Q 0.70710678118654752440

/* An edge above this share of the sample rate is left out. */
#define HIGHEST_EDGE 0.49

/* States smaller than this (-300 dB) become 0, because they would decay into denormals. */
#define SILENT_STATE 1e-15f

_Static_assert(2 * LOW_BANDS <= BAND_LANES && 2 * (CROSSOVER_BANDS - LOW_BANDS) <= BAND_LANES,
               "the bands of a stream fit into its lanes");

static int stream_of(int band)
{
  return band < LOW_BANDS ? STREAM_LOW : STREAM_FULL;
}

/* The left lane of a band; the right one is the next. */
static int lane_of(int band)
{
  return 2 * (band < LOW_BANDS ? band : band - LOW_BANDS);
}

static void set_section(Crossover *crossover, int band, int k, const Biquad *h)
{
  BandLanes *to = &crossover->stream[stream_of(band)].lanes;
  crossover->section[band][k] = *h;
  crossover->power_gain[band] *= h->b0 * h->b0;
  for (int lane = lane_of(band); lane < lane_of(band) + 2; ++lane) {
    to->c1[k][lane] = (float)(h->b1 / h->b0 - h->a1);
    to->c2[k][lane] = (float)(h->b2 / h->b0 - h->a2);
    to->a1[k][lane] = (float)h->a1;
    to->a2[k][lane] = (float)h->a2;
  }
}

/* n_high sections of high-pass at low_hz, of these Q; the rest low-pass at high_hz. */
static void set_band(Crossover *crossover, int band, double low_hz, const double *q, int n_high,
                     double high_hz)
{
  const double rate_hz = crossover->stream[stream_of(band)].rate_hz;
  const double top_hz = HIGHEST_EDGE * rate_hz;
  crossover->power_gain[band] = low_hz < top_hz ? 1.0 : 0.0;
  for (int k = 0; k < BAND_SECTIONS; ++k) {
    Biquad section = biquad_identity;
    if (k < n_high && low_hz < top_hz) {
      section = biquad_highpass(low_hz, q[k], rate_hz);
    } else if (k >= n_high && high_hz < top_hz) {
      section = biquad_lowpass(high_hz, BUTTERWORTH_Q, rate_hz);
    }
    set_section(crossover, band, k, &section);
  }
}

void crossover_init(Crossover *crossover, double rate_hz, double low_rate_hz)
{
  memset(crossover, 0, sizeof *crossover);
  crossover->kernels = kernels_best();
  crossover->stream[STREAM_LOW].rate_hz = low_rate_hz;
  crossover->stream[STREAM_FULL].rate_hz = rate_hz;
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
  for (int i = 0; i < STREAM_COUNT; ++i) {
    CrossoverStream *stream = &crossover->stream[i];
    memset(stream->lanes.s1, 0, sizeof stream->lanes.s1);
    memset(stream->lanes.s2, 0, sizeof stream->lanes.s2);
    memset(stream->lanes.energy, 0, sizeof stream->lanes.energy);
    stream->n_frames = 0;
  }
}

void crossover_process(Crossover *crossover, int stream, const float *const in[2],
                       uint32_t n_frames)
{
  crossover->kernels->measure_bands(&crossover->stream[stream].lanes, in, n_frames);
  crossover->stream[stream].n_frames += n_frames;
}

static void tidy(BandRows state)
{
  for (int k = 0; k < BAND_SECTIONS; ++k) {
    for (int lane = 0; lane < BAND_LANES; ++lane) {
      state[k][lane] = fabsf(state[k][lane]) > SILENT_STATE ? state[k][lane] : 0.0f;
    }
  }
}

void crossover_take(Crossover *crossover, float energy[CROSSOVER_BANDS])
{
  for (int band = 0; band < CROSSOVER_BANDS; ++band) {
    const CrossoverStream *stream = &crossover->stream[stream_of(band)];
    const float *sum = &stream->lanes.energy[lane_of(band)];
    const double both = (double)sum[0] + (double)sum[1];
    const double mean = stream->n_frames > 0 ? 0.5 * both / stream->n_frames : 0.0;
    energy[band] = (float)(mean * crossover->power_gain[band]);
  }
  for (int i = 0; i < STREAM_COUNT; ++i) {
    CrossoverStream *stream = &crossover->stream[i];
    tidy(stream->lanes.s1);
    tidy(stream->lanes.s2);
    memset(stream->lanes.energy, 0, sizeof stream->lanes.energy);
    stream->n_frames = 0;
  }
}

double crossover_power(const Crossover *crossover, int band, double freq_hz)
{
  const double rate_hz = crossover->stream[stream_of(band)].rate_hz;
  const bool is_heard = crossover->power_gain[band] > 0.0 && freq_hz <= 0.5 * rate_hz;
  const double sin2 = biquad_sin2(freq_hz, rate_hz);
  double power = is_heard ? 1.0 : 0.0;
  for (int k = 0; k < BAND_SECTIONS; ++k) {
    power *= biquad_power(&crossover->section[band][k], sin2);
  }
  return power;
}
