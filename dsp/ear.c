/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/ear.h"

#include <math.h>
#include <string.h>

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
  ear->bins_per_step = (float)(ear->long_transform.fourier.size * FINE_STEP_HZ / long_rate_hz);
  ear->first_bin = (float)(ear->long_transform.fourier.size * FINE_LOW_HZ / long_rate_hz);
}

void ear_clear(Ear *ear)
{
  Transform *transform[] = {&ear->short_transform, &ear->long_transform};
  for (int i = 0; i < 2; ++i) {
    transform[i]->next = 0;
    transform[i]->n_added = 0;
    memset(transform[i]->left, 0, sizeof transform[i]->left);
    memset(transform[i]->right, 0, sizeof transform[i]->right);
  }
  for (int i = 0; i < ear->n_halvings; ++i) {
    half_band_clear(&ear->half_band[i]);
  }
  memset(&ear->spectrum, 0, sizeof ear->spectrum);
}

/* --- listening ------------------------------------------------------------------------- */

/* Writes the newest frames of a stream over the oldest in the rings. */
static void push(Transform *transform, float *const frames[2], uint32_t n_frames)
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

uint32_t ear_process(Ear *ear, float *const frames[2], uint32_t n_frames)
{
  for (int i = 0; i <= ear->n_halvings; ++i) {
    if (i == ear->n_short_halvings) {
      push(&ear->short_transform, frames, n_frames);
    }
    if (i < ear->n_halvings) {
      n_frames = half_band_process(&ear->half_band[i], frames, n_frames);
    }
  }
  push(&ear->long_transform, frames, n_frames);
  return n_frames;
}

/* --- looking ---------------------------------------------------------------------------- */

/* The newest window_size samples of a ring, weighted; zeros behind them. */
static void take_window(const Transform *transform, const float *ring, float *to)
{
  const int size = transform->fourier.size;
  const int first = (transform->next + size - transform->window_size) % size;
  const int n_first = size - first < transform->window_size ? size - first : transform->window_size;
  for (int i = 0; i < n_first; ++i) {
    to[i] = ring[first + i] * transform->window[i];
  }
  for (int i = n_first; i < transform->window_size; ++i) {
    to[i] = ring[i - n_first] * transform->window[i];
  }
  for (int i = transform->window_size; i < size; ++i) {
    to[i] = 0.0F;
  }
}

static void find_power(Ear *ear, Transform *transform)
{
  const int size = transform->fourier.size;
  take_window(transform, transform->left, ear->signal.re);
  take_window(transform, transform->right, ear->signal.im);
  ear->kernels->run_fourier(&transform->fourier, &ear->signal, &ear->work);
  const float *re = ear->signal.re;
  const float *im = ear->signal.im;
  /* (|L|^2 + |R|^2) / 2, and twice that for the negative frequencies, which hold as much. */
  for (int k = 1; k < size / 2; ++k) {
    transform->power[k] = 0.5F * ((re[k] * re[k] + im[k] * im[k]) +
                                  (re[size - k] * re[size - k] + im[size - k] * im[size - k]));
  }
  transform->power[0] = 0.5F * (re[0] * re[0] + im[0] * im[0]);
  transform->power[size / 2] = 0.5F * (re[size / 2] * re[size / 2] + im[size / 2] * im[size / 2]);
}

/* The share of a range's k-th bin that lies in the range. */
static float share_of(const BinRange *range, int k)
{
  return k == 0 ? range->first_share : (k == range->n_bins - 1 ? range->last_share : 1.0F);
}

static void add_to_spectrum(Ear *ear, Transform *transform)
{
  for (int point = 0; point < HEARD_POINTS; ++point) {
    const BinRange *range = &transform->range[point];
    float energy = 0.0F;
    float moment = 0.0F;
    for (int k = 0; k < range->n_bins; ++k) {
      const float power = share_of(range, k) * transform->power[range->first + k];
      energy += power;
      moment += power * (float)(range->first + k);
    }
    ear->spectrum.energy[point] += energy;
    ear->spectrum.moment[point] += moment * transform->bin_hz;
  }
  ++transform->n_added;
}

void ear_take_spectrum(Ear *ear, Spectrum *spectrum)
{
  memset(spectrum, 0, sizeof *spectrum);
  Transform *transform[] = {&ear->short_transform, &ear->long_transform};
  for (int i = 0; i < 2; ++i) {
    for (int point = 0; point < HEARD_POINTS && transform[i]->n_added > 0; ++point) {
      if (transform[i]->range[point].n_bins > 0) {
        spectrum->energy[point] = ear->spectrum.energy[point] / (float)transform[i]->n_added;
        spectrum->moment[point] = ear->spectrum.moment[point] / (float)transform[i]->n_added;
      }
    }
    transform[i]->n_added = 0;
  }
  memset(&ear->spectrum, 0, sizeof ear->spectrum);
}

void ear_frame(Ear *ear, float energy[HEARD_PARTS])
{
  find_power(ear, &ear->short_transform);
  add_to_spectrum(ear, &ear->short_transform);
  for (int part = 0; part < HEARD_PARTS; ++part) {
    const BinRange *range = &ear->part[part];
    const float *power = &ear->short_transform.power[range->first];
    float sum = 0.0F;
    if (range->n_bins > 0) {
      sum = range->first_share * power[0];
    }
    for (int k = 1; k < range->n_bins - 1; ++k) {
      sum += power[k];
    }
    if (range->n_bins > 1) {
      sum += range->last_share * power[range->n_bins - 1];
    }
    energy[part] = sum;
  }
}

void ear_look(Ear *ear, float power[FINE_POINTS])
{
  const Transform *transform = &ear->long_transform;
  const int top = transform->fourier.size / 2;
  find_power(ear, &ear->long_transform);
  add_to_spectrum(ear, &ear->long_transform);
  for (int i = 0; i < FINE_POINTS; ++i) {
    const float bin = ear->first_bin + ear->bins_per_step * (float)i;
    const int k = (int)bin;
    const float part = bin - (float)k;
    power[i] =
        k < top ? (1.0F - part) * transform->power[k] + part * transform->power[k + 1] : 0.0F;
  }
}
