/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/equalizer.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"

/* States are looked at on this grid of samples, counted from the start (never at
 * the edges of calls): too small to matter becomes 0, and with it denormals. */
#define TIDY_FRAMES 64
#define SILENT_STATE 1e-20 /* -400 dB */

/* Beyond this (180 dB over full scale) a sample is a fault, not sound: it counts as
 * 0, as NaN and Inf do, here at the entrance, so that none ever gets into a state. */
#define SANE_MAGNITUDE 1e9f

/* Found by trial over random wanted sets with the analog curves and pink noise. At
 * these widths every one of 200 sets of five band changes within +-6 dB is reached;
 * narrower bells ripple more between the bands, wider ones need more gain for the
 * same change than the sections have. Four shelves at the crossovers and a broadband
 * gain ripple a fifth less, but leave 1 to 3 sets in a hundred unreached. */
const double equalizer_bell_q[BAND_COUNT] = {
    [BAND_LOW_MID] = 1.1, [BAND_MID] = 0.65, [BAND_HIGH_MID] = 0.8};

Biquad equalizer_section(Band band, double gain_db, double rate_hz)
{
  switch (band) {
  case BAND_LOW:
    return biquad_low_shelf(band_info[BAND_LOW].high_hz, gain_db, rate_hz);
  case BAND_HIGH:
    return biquad_high_shelf(band_info[BAND_HIGH].low_hz, gain_db, rate_hz);
  default: {
    const BandInfo *info = &band_info[band];
    const double centre_hz = sqrt(info->low_hz * info->high_hz);
    return biquad_bell(centre_hz, equalizer_bell_q[band], gain_db, rate_hz);
  }
  }
}

/* --- designs ------------------------------------------------------------------------ */

/** What a section tends to as its gain tends to 0 dB: poles and zeros cancel, but they
    have a place, found here by drawing a line through two small gains. */
static Biquad flat_limit(Band band, double rate_hz)
{
  const Biquad near = equalizer_section(band, 0.01, rate_hz);
  const Biquad far = equalizer_section(band, 0.02, rate_hz);
  const double a1 = 2.0 * near.a1 - far.a1;
  const double a2 = 2.0 * near.a2 - far.a2;
  return (Biquad){1.0, a1, a2, a1, a2};
}

static void design_sections(Equalizer *eq)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    eq->design[band][0] = flat_limit((Band)band, eq->rate_hz);
    for (int i = 1; i < DESIGN_COUNT; ++i) {
      eq->design[band][i] = equalizer_section((Band)band, (double)i / DESIGNS_PER_DB, eq->rate_hz);
    }
  }
}

/** The section of a band at any gain: a cubic (Lagrange's) through four designs. */
static Biquad section_between(const Equalizer *eq, int band, double gain_db)
{
  const double boost_db = fmin(fabs(gain_db), SECTION_GAIN_LIMIT_DB);
  if (!(boost_db >= FLAT_DB)) {
    return biquad_identity;
  }
  const double place = boost_db * DESIGNS_PER_DB;
  int first = (int)place - 1;
  first = first < 0 ? 0 : first;
  first = first > DESIGN_COUNT - 4 ? DESIGN_COUNT - 4 : first;
  const Biquad *d = &eq->design[band][first];
  const double t = place - first;
  const double w0 = (t - 1.0) * (t - 2.0) * (t - 3.0) / -6.0;
  const double w1 = t * (t - 2.0) * (t - 3.0) / 2.0;
  const double w2 = t * (t - 1.0) * (t - 3.0) / -2.0;
  const double w3 = t * (t - 1.0) * (t - 2.0) / 6.0;
  const Biquad boost = {
      w0 * d[0].b0 + w1 * d[1].b0 + w2 * d[2].b0 + w3 * d[3].b0,
      w0 * d[0].b1 + w1 * d[1].b1 + w2 * d[2].b1 + w3 * d[3].b1,
      w0 * d[0].b2 + w1 * d[1].b2 + w2 * d[2].b2 + w3 * d[3].b2,
      w0 * d[0].a1 + w1 * d[1].a1 + w2 * d[2].a1 + w3 * d[3].a1,
      w0 * d[0].a2 + w1 * d[1].a2 + w2 * d[2].a2 + w3 * d[3].a2,
  };
  return gain_db > 0.0 ? boost : biquad_inverse(&boost);
}

/* --- gains -------------------------------------------------------------------------- */

void equalizer_init(Equalizer *eq, double rate_hz)
{
  memset(eq, 0, sizeof *eq);
  eq->rate_hz = rate_hz;
  for (int band = 0; band < BAND_COUNT; ++band) {
    eq->now[band] = biquad_identity;
    eq->end[band] = biquad_identity;
  }
  design_sections(eq);
  eq->idle = true;
}

static void set_end(Equalizer *eq, const double gain_db[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (gain_db[band] != eq->gain_db[band]) {
      eq->gain_db[band] = gain_db[band];
      eq->end[band] = section_between(eq, band, gain_db[band]);
    }
  }
}

/** No ramp under way, and all sections pass everything. */
static bool all_flat(const Equalizer *eq)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (memcmp(&eq->end[band], &biquad_identity, sizeof biquad_identity) != 0) {
      return false;
    }
  }
  return eq->ramp_frames == 0;
}

void equalizer_clear(Equalizer *eq)
{
  memset(eq->state, 0, sizeof eq->state);
  eq->tidy_phase = 0;
  eq->idle = all_flat(eq);
}

void equalizer_jump(Equalizer *eq, const double gain_db[BAND_COUNT])
{
  set_end(eq, gain_db);
  memcpy(eq->now, eq->end, sizeof eq->now);
  eq->ramp_frames = 0;
  eq->idle = eq->idle && all_flat(eq);
}

void equalizer_ramp(Equalizer *eq, const double gain_db[BAND_COUNT], uint32_t n_frames)
{
  const bool still = eq->ramp_frames == 0 && memcmp(gain_db, eq->gain_db, sizeof eq->gain_db) == 0;
  if (still) {
    return;
  }
  set_end(eq, gain_db);
  const double per_frame = 1.0 / (double)n_frames;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Biquad *from = &eq->now[band];
    const Biquad *to = &eq->end[band];
    eq->step[band] = (Biquad){(to->b0 - from->b0) * per_frame, (to->b1 - from->b1) * per_frame,
                              (to->b2 - from->b2) * per_frame, (to->a1 - from->a1) * per_frame,
                              (to->a2 - from->a2) * per_frame};
  }
  eq->ramp_frames = n_frames;
  eq->idle = false;
}

/* --- the filters: both channels at once ------------------------------------------- */

/** One value a channel. */
typedef double Pair __attribute__((vector_size(16)));

typedef struct {
  Pair b0, b1, b2, a1, a2;
} PairBiquad;

typedef struct {
  PairBiquad h[BAND_COUNT];
  Pair state[BAND_COUNT][2];
} Cascade;

static Pair both(double value)
{
  return (Pair){value, value};
}

static PairBiquad both_channels(const Biquad *h)
{
  return (PairBiquad){both(h->b0), both(h->b1), both(h->b2), both(h->a1), both(h->a2)};
}

static void load(Cascade *cascade, const Equalizer *eq)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    cascade->h[band] = both_channels(&eq->now[band]);
  }
  memcpy(cascade->state, eq->state, sizeof cascade->state);
}

static inline void advance(PairBiquad *h, const PairBiquad *step)
{
  h->b0 += step->b0;
  h->b1 += step->b1;
  h->b2 += step->b2;
  h->a1 += step->a1;
  h->a2 += step->a2;
}

static inline Pair filter(const PairBiquad *h, Pair state[2], Pair x)
{
  const Pair y = h->b0 * x + state[0];
  state[0] = h->b1 * x - h->a1 * y + state[1];
  state[1] = h->b2 * x - h->a2 * y;
  return y;
}

static inline void filter_frame(Cascade *cascade, float *left, float *right)
{
  Pair x = {(double)*left, (double)*right};
  for (int band = 0; band < BAND_COUNT; ++band) {
    x = filter(&cascade->h[band], cascade->state[band], x);
  }
  *left = (float)x[0];
  *right = (float)x[1];
}

static void process_steady(Equalizer *eq, float *left, float *right, uint32_t n_frames)
{
  Cascade cascade;
  load(&cascade, eq);
  for (uint32_t i = 0; i < n_frames; ++i) {
    filter_frame(&cascade, &left[i], &right[i]);
  }
  memcpy(eq->state, cascade.state, sizeof eq->state);
}

static void process_ramp(Equalizer *eq, float *left, float *right, uint32_t n_frames)
{
  Cascade cascade;
  PairBiquad step[BAND_COUNT];
  load(&cascade, eq);
  for (int band = 0; band < BAND_COUNT; ++band) {
    step[band] = both_channels(&eq->step[band]);
  }
  for (uint32_t i = 0; i < n_frames; ++i) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      advance(&cascade.h[band], &step[band]);
    }
    filter_frame(&cascade, &left[i], &right[i]);
  }
  memcpy(eq->state, cascade.state, sizeof eq->state);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const PairBiquad *h = &cascade.h[band];
    eq->now[band] = (Biquad){h->b0[0], h->b1[0], h->b2[0], h->a1[0], h->a2[0]};
  }
  eq->ramp_frames -= n_frames;
  if (eq->ramp_frames == 0) {
    memcpy(eq->now, eq->end, sizeof eq->now);
  }
}

static void clean(float *samples, uint32_t n_frames)
{
  uint32_t i = 0;
  for (; i + 4 <= n_frames; i += 4) {
    const Lanes value = lanes_load(samples + i);
    const LaneMask sane = (value <= SANE_MAGNITUDE) & (value >= -SANE_MAGNITUDE);
    lanes_store(samples + i, (Lanes)((LaneMask)value & sane));
  }
  for (; i < n_frames; ++i) {
    if (!(fabsf(samples[i]) <= SANE_MAGNITUDE)) { /* NaN compares false */
      samples[i] = 0.0f;
    }
  }
}

/** Drops what has died away; finds out whether there is anything left to do. */
static void tidy(Equalizer *eq)
{
  double *state = &eq->state[0][0][0];
  bool silent = true;
  for (int i = 0; i < BAND_COUNT * 2 * MAX_CHANNELS; ++i) {
    if (fabs(state[i]) < SILENT_STATE) {
      state[i] = 0.0;
    } else {
      silent = false;
    }
  }
  eq->idle = silent && all_flat(eq);
}

static uint32_t least(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

void equalizer_process(Equalizer *eq, float *const *io, int n_channels, uint32_t n_frames)
{
  float *left = io[0];
  float *right = io[n_channels - 1]; /* mono: both lanes do the same work */
  for (int channel = 0; channel < n_channels; ++channel) {
    clean(io[channel], n_frames);
  }
  while (n_frames > 0) {
    uint32_t span = least(n_frames, TIDY_FRAMES - eq->tidy_phase);
    if (eq->ramp_frames > 0) {
      span = least(span, eq->ramp_frames);
      process_ramp(eq, left, right, span);
    } else if (!eq->idle) {
      process_steady(eq, left, right, span);
    }
    left += span;
    right += span;
    n_frames -= span;
    eq->tidy_phase += span;
    if (eq->tidy_phase == TIDY_FRAMES) {
      eq->tidy_phase = 0;
      tidy(eq);
    }
  }
}
