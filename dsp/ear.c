/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/ear.h"

#include <math.h>
#include <string.h>

#include "dsp/portable_math.h"

/* Windows last as long as this many samples at these rates; streams are halved down to
   less than twice the lowest rates that hold what is to be heard. */
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
  double sum = 0.0;
  for (int i = 0; i < window_size; ++i) {
    const double hann = 0.5 - 0.5 * portable_cos(2.0 * PI * (i + 0.5) / window_size);
    transform->window[i] = (float)hann;
    sum += hann * hann;
  }
  /* Parseval: then the powers of all bins add up to the mean square in the window. */
  const float scale = (float)(1.0 / sqrt(sum * size));
  for (int i = 0; i < window_size; ++i) {
    transform->window[i] *= scale;
  }
}

/* Bin k takes what lies between k - 1/2 and k + 1/2. */
static void set_up_ranges(Ear *ear, double bins_per_hz)
{
  const int top = ear->short_transform.fourier.size / 2;
  for (int part = 0; part < HEARD_PARTS; ++part) {
    const double low = part_low_hz(part) * bins_per_hz + 0.5;
    const double high = part_low_hz(part + 1) * bins_per_hz + 0.5;
    BinRange *range = &ear->range[part];
    *range = (BinRange){.first = (int)low};
    const int last = (int)high;
    if (last <= top) {
      range->n_bins = last - range->first + 1;
      range->first_share = (float)(range->first + 1 - low);
      range->last_share = (float)(high - last);
      if (range->n_bins == 1) {
        range->first_share = (float)(high - low);
      }
    }
  }
}

void ear_init(Ear *ear, double rate_hz)
{
  memset(ear, 0, sizeof *ear);
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
  set_up_transform(&ear->short_transform, short_rate_hz, SHORT_WINDOW_S);
  set_up_transform(&ear->long_transform, long_rate_hz, LONG_WINDOW_S);
  set_up_ranges(ear, ear->short_transform.fourier.size / short_rate_hz);
  ear->bins_per_step = (float)(ear->long_transform.fourier.size * FINE_STEP_HZ / long_rate_hz);
  ear->first_bin = (float)(ear->long_transform.fourier.size * FINE_LOW_HZ / long_rate_hz);
}

void ear_clear(Ear *ear)
{
  Transform *transform[] = {&ear->short_transform, &ear->long_transform};
  for (int i = 0; i < 2; ++i) {
    transform[i]->next = 0;
    memset(transform[i]->left, 0, sizeof transform[i]->left);
    memset(transform[i]->right, 0, sizeof transform[i]->right);
  }
  for (int i = 0; i < ear->n_halvings; ++i) {
    half_band_clear(&ear->half_band[i]);
  }
}

/* --- listening ------------------------------------------------------------------------- */

/* The newest frames of a stream go into the rings; the oldest go. */
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

void ear_process(Ear *ear, const float *const in[2], uint32_t n_frames)
{
  float left[EAR_MAX_FRAMES];
  float right[EAR_MAX_FRAMES];
  float *const frames[2] = {left, right};
  memcpy(left, in[0], n_frames * sizeof *left);
  memcpy(right, in[1], n_frames * sizeof *right);
  for (int i = 0; i <= ear->n_halvings; ++i) {
    if (i == ear->n_short_halvings) {
      push(&ear->short_transform, frames, n_frames);
    }
    if (i < ear->n_halvings) {
      n_frames = half_band_process(&ear->half_band[i], frames, n_frames);
    }
  }
  push(&ear->long_transform, frames, n_frames);
}

/* --- looking ---------------------------------------------------------------------------- */

/* The newest window_size samples of a ring, weighted; zeros behind them. */
static void take_window(const Transform *transform, const float *ring, float *to)
{
  const int size = transform->fourier.size;
  const int first = (transform->next + size - transform->window_size) % size;
  const int n_first = size - first < transform->window_size ? size - first : transform->window_size;
  memcpy(to, ring + first, (size_t)n_first * sizeof *to);
  memcpy(to + n_first, ring, (size_t)(transform->window_size - n_first) * sizeof *to);
  for (int i = 0; i < transform->window_size; ++i) {
    to[i] *= transform->window[i];
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
  fourier_transform(&transform->fourier, &ear->signal, &ear->work);
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

void ear_frame(Ear *ear, float energy[HEARD_PARTS])
{
  find_power(ear, &ear->short_transform);
  for (int part = 0; part < HEARD_PARTS; ++part) {
    const BinRange *range = &ear->range[part];
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
  for (int i = 0; i < FINE_POINTS; ++i) {
    const float bin = ear->first_bin + ear->bins_per_step * (float)i;
    const int k = (int)bin;
    const float part = bin - (float)k;
    power[i] =
        k < top ? (1.0F - part) * transform->power[k] + part * transform->power[k + 1] : 0.0F;
  }
}
