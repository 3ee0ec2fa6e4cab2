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

static void set_up_transform(Transform *transform, double rate_hz, double window_s)
{
  const int window_size = (int)floor(window_s * rate_hz + 0.5);
  int size = 2;
  while (size < window_size) {
    size *= 2;
  }
  fourier_init(&transform->fourier, size);
  transform->window_size = window_size;
  transform->bin_hz = (float)(rate_hz / size);
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

/* Bin k holds the frequencies between k - 1/2 and k + 1/2. */
static BinRange range_between(const Transform *transform, double low_hz, double high_hz)
{
  const double low = low_hz / (double)transform->bin_hz + 0.5;
  const double high = high_hz / (double)transform->bin_hz + 0.5;
  const int last = (int)high;
  BinRange range = {.first = (int)low};
  if (last <= transform->fourier.size / 2) {
    range.n_bins = last - range.first + 1;
    range.first_share = (float)(range.first + 1 - low);
    range.last_share = (float)(high - last);
    if (range.n_bins == 1) {
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
  const double bins_per_hz = transform->fourier.size / ear->long_rate_hz;
  for (int i = 0; i < FINE_POINTS; ++i) {
    const double place = (FINE_LOW_HZ + FINE_STEP_HZ * i) * bins_per_hz;
    const int bin = (int)place;
    ear->fine[i] = (FinePoint){bin, (float)(place - bin)};
    ear->n_fine += bin < transform->fourier.size / 2;
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
  set_up_transform(&ear->short_transform, short_rate_hz, SHORT_WINDOW_S);
  set_up_transform(&ear->long_transform, long_rate_hz, LONG_WINDOW_S);
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

/* The newest window_size samples of a ring, weighted; zeros behind them. */
static void take_window(const Kernels *kernels, const Transform *transform, const float *ring,
                        float *to)
{
  const int size = transform->fourier.size;
  const int first = (transform->next + size - transform->window_size) % size;
  const int n_first = size - first < transform->window_size ? size - first : transform->window_size;
  const int n_rest = transform->window_size - n_first;
  kernels->multiply(to, ring + first, transform->window, n_first);
  kernels->multiply(to + n_first, ring, transform->window + n_first, n_rest);
  for (int i = transform->window_size; i < size; ++i) {
    to[i] = 0.0F;
  }
}

static void find_power(Ear *ear, Transform *transform)
{
  const Kernels *kernels = ear->kernels;
  const int size = transform->fourier.size;
  take_window(kernels, transform, transform->left, ear->signal.re);
  take_window(kernels, transform, transform->right, ear->signal.im);
  const FourierSignal *spectrum =
      kernels->run_fourier(&transform->fourier, &ear->signal, &ear->work);
  kernels->find_powers(spectrum, size, transform->power);
  for (int k = 0; k <= size / 2; ++k) {
    transform->sum[k] += transform->power[k];
  }
  ++transform->n_summed;
}

/* The share of a range's k-th bin that lies in the range. */
static float share_of(const BinRange *range, int k)
{
  return k == 0 ? range->first_share : (k == range->n_bins - 1 ? range->last_share : 1.0F);
}

static void take_points(Transform *transform, Spectrum *spectrum)
{
  if (transform->n_summed == 0) {
    return;
  }
  const float per_transform = 1.0F / (float)transform->n_summed;
  for (int point = 0; point < HEARD_POINTS; ++point) {
    const BinRange *range = &transform->range[point];
    float energy = 0.0F;
    float moment = 0.0F;
    for (int k = 0; k < range->n_bins; ++k) {
      const float power = share_of(range, k) * transform->sum[range->first + k];
      energy += power;
      moment += power * (float)(range->first + k);
    }
    spectrum->energy[point] += per_transform * energy;
    spectrum->moment[point] += per_transform * moment * transform->bin_hz;
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

static float energy_in(const BinRange *range, const float *power)
{
  if (range->n_bins == 0) {
    return 0.0F;
  }
  const float first = range->first_share * power[range->first];
  if (range->n_bins == 1) {
    return first;
  }
  const int last = range->first + range->n_bins - 1;
  return first + lanes4_sum(&power[range->first + 1], range->n_bins - 2) +
         range->last_share * power[last];
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
  const float *bin = ear->long_transform.power;
  find_power(ear, &ear->long_transform);
  memset(power, 0, FINE_POINTS * sizeof *power);
  for (int i = 0; i < ear->n_fine; ++i) {
    const FinePoint *at = &ear->fine[i];
    power[i] = (1.0F - at->beyond) * bin[at->bin] + at->beyond * bin[at->bin + 1];
  }
}
