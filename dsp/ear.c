/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/ear.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"
#include "dsp/portable_math.h"

/* A window lasts as long as this many samples at these rates. Streams are halved to less than twice
   the lowest rate that holds the frequencies to be heard. */
#define SHORT_WINDOW_S (1024.0 / 24000.0)
#define LONG_WINDOW_S (2048.0 / 12000.0)
#define LOWEST_SHORT_RATE_HZ 22050.0
#define LOWEST_LONG_RATE_HZ 11025.0

/* --- set-up --------------------------------------------------------------------------- */

static void set_up_transform(Transform *transform, double rate_hz, double window_s, double top_hz)
{
  const int window_size = (int)floor(window_s * rate_hz + 0.5);
  int size = 2;
  while (size < window_size) {
    size *= 2;
  }
  fourier_init(&transform->fourier, size);
  transform->window_size = window_size;
  transform->step_hz = (float)(0.5 * rate_hz / size);
  const int top = (int)ceil(top_hz * size / rate_hz) + 2;
  transform->n_bins = top < size / 2 ? top : size / 2;
  double sum = 0.0;
  for (int i = 0; i < window_size; ++i) {
    const double hann = 0.5 - 0.5 * portable_cos(2.0 * PI * (i + 0.5) / window_size);
    transform->window[i] = (float)hann;
    sum += hann * hann;
  }
  /* By Parseval's theorem, the powers of all bins then add up to the mean square in the window. */
  const float scale = (float)(1.0 / sqrt(sum * size));
  for (int i = 0; i < window_size; ++i) {
    transform->window[i] *= scale;
  }
}

/* The power at step k stands for the frequencies between k - 1/2 and k + 1/2. */
static StepRange range_between(const Transform *transform, double low_hz, double high_hz)
{
  const double low = low_hz / (double)transform->step_hz + 0.5;
  const double high = high_hz / (double)transform->step_hz + 0.5;
  const int last = (int)high;
  StepRange range = {.first = (int)low};
  if (last < 2 * transform->n_bins) {
    range.n_steps = last - range.first + 1;
    range.first_share = (float)(range.first + 1 - low);
    range.last_share = (float)(high - last);
    if (range.n_steps == 1) {
      range.first_share = (float)(high - low);
    }
  }
  return range;
}

static void set_up_ranges(Ear *ear)
{
  for (int part = 0; part < HEARD_PARTS; ++part) {
    ear->part[part] =
        range_between(&ear->short_transform, part_low_hz(part), part_low_hz(part + 1));
  }
  for (int point = 0; point < HEARD_POINTS; ++point) {
    const double low_hz = point_low_hz(point);
    const double high_hz = point_low_hz(point + 1);
    Transform *transform = high_hz < FINE_TOP_HZ ? &ear->long_transform : &ear->short_transform;
    transform->range[point] = range_between(transform, low_hz, high_hz);
  }
}

static void set_up_fine_points(Ear *ear)
{
  const Transform *transform = &ear->long_transform;
  for (int i = 0; i < FINE_POINTS; ++i) {
    const double place = (FINE_LOW_HZ + FINE_STEP_HZ * i) / (double)transform->step_hz;
    const int step = (int)place;
    ear->fine[i] = (FinePoint){step, (float)(place - step)};
    ear->n_fine += step + 1 < 2 * transform->n_bins;
  }
}

void ear_init(Ear *ear, double rate_hz)
{
  memset(ear, 0, sizeof *ear);
  ear->kernels = kernels_best();
  double short_rate_hz = rate_hz;
  while (short_rate_hz / 2.0 >= LOWEST_SHORT_RATE_HZ) {
    short_rate_hz /= 2.0;
    ++ear->n_short_halvings;
  }
  double long_rate_hz = short_rate_hz;
  ear->n_halvings = ear->n_short_halvings;
  while (long_rate_hz / 2.0 >= LOWEST_LONG_RATE_HZ) {
    long_rate_hz /= 2.0;
    ++ear->n_halvings;
  }
  for (int i = 0; i < ear->n_halvings; ++i) {
    half_band_init(&ear->half_band[i]);
  }
  ear->long_rate_hz = long_rate_hz;
  set_up_transform(&ear->short_transform, short_rate_hz, SHORT_WINDOW_S, HEARD_TOP_HZ);
  set_up_transform(&ear->long_transform, long_rate_hz, LONG_WINDOW_S, FINE_TOP_HZ);
  set_up_ranges(ear);
  set_up_fine_points(ear);
}

void ear_clear(Ear *ear)
{
  Transform *transform[] = {&ear->short_transform, &ear->long_transform};
  for (int i = 0; i < 2; ++i) {
    transform[i]->next = 0;
    transform[i]->n_summed = 0;
    memset(transform[i]->sum, 0, sizeof transform[i]->sum);
    memset(transform[i]->left, 0, sizeof transform[i]->left);
    memset(transform[i]->right, 0, sizeof transform[i]->right);
  }
  for (int i = 0; i < ear->n_halvings; ++i) {
    half_band_clear(&ear->half_band[i]);
  }
}

/* --- listening ------------------------------------------------------------------------- */

/* Writes the newest frames of a stream over the oldest in the rings. */
static void push(Transform *transform, const float *const frames[2], uint32_t n_frames)
{
  const uint32_t size = (uint32_t)transform->fourier.size;
  for (uint32_t done = 0; done < n_frames;) {
    const uint32_t at = (uint32_t)transform->next;
    const uint32_t room = size - at;
    const uint32_t n = n_frames - done < room ? n_frames - done : room;
    memcpy(&transform->left[at], &frames[0][done], n * sizeof *transform->left);
    memcpy(&transform->right[at], &frames[1][done], n * sizeof *transform->right);
    transform->next = (int)((at + n) % size);
    done += n;
  }
}

uint32_t ear_process(Ear *ear, const float *const in[2], float *const halved[2], uint32_t n_frames)
{
  const float *const *frames = in;
  for (int i = 0; i <= ear->n_halvings; ++i) {
    if (i == ear->n_short_halvings) {
      push(&ear->short_transform, frames, n_frames);
    }
    if (i < ear->n_halvings) {
      n_frames = half_band_process(&ear->half_band[i], frames, halved, n_frames);
      frames = (const float *const *)halved;
    }
  }
  if (ear->n_halvings == 0) {
    memmove(halved[0], in[0], n_frames * sizeof *in[0]);
    memmove(halved[1], in[1], n_frames * sizeof *in[1]);
  }
  push(&ear->long_transform, frames, n_frames);
  return n_frames;
}

/* --- looking ---------------------------------------------------------------------------- */

/* The newest window_size samples of a ring, weighted, between zeros. */
static void take_window(const Kernels *kernels, const Transform *transform, const float *ring,
                        float *to)
{
  const int size = transform->fourier.size;
  const int first = (transform->next + size - transform->window_size) % size;
  const int n_first = size - first < transform->window_size ? size - first : transform->window_size;
  const int n_rest = transform->window_size - n_first;
  const int n_before = (size - transform->window_size) / 2;
  const int n_behind = size - transform->window_size - n_before;
  memset(to, 0, (size_t)n_before * sizeof *to);
  memset(to + size - n_behind, 0, (size_t)n_behind * sizeof *to);
  to += n_before;
  kernels->multiply(to, ring + first, transform->window, n_first);
  kernels->multiply(to + n_first, ring, transform->window + n_first, n_rest);
}

static void find_power(Ear *ear, Transform *transform)
{
  const Kernels *kernels = ear->kernels;
  const int size = transform->fourier.size;
  take_window(kernels, transform, transform->left, ear->signal.re);
  take_window(kernels, transform, transform->right, ear->signal.im);
  const FourierSignal *spectrum =
      kernels->run_fourier(&transform->fourier, &ear->signal, &ear->work);
  float *scratch = spectrum == &ear->signal ? ear->work.re : ear->signal.re;
  kernels->find_powers(spectrum, scratch, size, transform->n_bins, transform->power);
  for (int k = 0; k < 2 * transform->n_bins; ++k) {
    transform->sum[k] += transform->power[k];
  }
  ++transform->n_summed;
}

/* The share of a range's k-th step that lies in the range. */
static float share_of(const StepRange *range, int k)
{
  return k == 0 ? range->first_share : (k == range->n_steps - 1 ? range->last_share : 1.0F);
}

static void take_points(Transform *transform, Spectrum *spectrum)
{
  if (transform->n_summed == 0) {
    return;
  }
  const float per_transform = 0.5F / (float)transform->n_summed; /* two steps a bin */
  for (int point = 0; point < HEARD_POINTS; ++point) {
    const StepRange *range = &transform->range[point];
    float energy = 0.0F;
    float moment = 0.0F;
    for (int k = 0; k < range->n_steps; ++k) {
      const float power = share_of(range, k) * transform->sum[range->first + k];
      energy += power;
      moment += power * (float)(range->first + k);
    }
    spectrum->energy[point] += per_transform * energy;
    spectrum->moment[point] += per_transform * moment * transform->step_hz;
  }
  transform->n_summed = 0;
  memset(transform->sum, 0, sizeof transform->sum);
}

void ear_take_spectrum(Ear *ear, Spectrum *spectrum)
{
  memset(spectrum, 0, sizeof *spectrum);
  take_points(&ear->short_transform, spectrum);
  take_points(&ear->long_transform, spectrum);
}

static float energy_in(const StepRange *range, const float *power)
{
  if (range->n_steps == 0) {
    return 0.0F;
  }
  float energy = range->first_share * power[range->first];
  if (range->n_steps > 1) {
    const int last = range->first + range->n_steps - 1;
    energy +=
        lanes4_sum(&power[range->first + 1], range->n_steps - 2) + range->last_share * power[last];
  }
  return 0.5F * energy; /* two steps a bin */
}

void ear_frame(Ear *ear, float energy[HEARD_PARTS])
{
  find_power(ear, &ear->short_transform);
  for (int part = 0; part < HEARD_PARTS; ++part) {
    energy[part] = energy_in(&ear->part[part], ear->short_transform.power);
  }
}

void ear_look(Ear *ear, float power[FINE_POINTS])
{
  const float *from = ear->long_transform.power;
  find_power(ear, &ear->long_transform);
  memset(power, 0, FINE_POINTS * sizeof *power);
  for (int i = 0; i < ear->n_fine; ++i) {
    const FinePoint *at = &ear->fine[i];
    power[i] = (1.0F - at->beyond) * from[at->step] + at->beyond * from[at->step + 1];
  }
}
