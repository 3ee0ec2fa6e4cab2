/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The shelves are fitted to the analog response. A bilinear transform would cramp them near
 * Nyquist.
 *
 * The power response of a digital section is a ratio of two quadratics in
 * x = sin^2(pi f / rate) (Vicanek, "Matched Second Order Digital Filters", 2016,
 * section 2). Such a ratio has five free numbers, so it can be made to meet the
 * analog power response at five frequencies: a linear system. From its two
 * quadratics the coefficients of the minimum-phase section follow in closed form
 * (ibid., eq. 29). Vicanek fixes the poles by impulse invariance and fits three
 * numbers; fitting all five follows the analog curve more closely.
 */
#include "dsp/biquad.h"

#include <math.h>

#include "dsp/portable_math.h"

const Biquad biquad_identity = {1.0, 0.0, 0.0, 0.0, 0.0};

Biquad biquad_inverse(const Biquad *biquad)
{
  const double gain = 1.0 / biquad->b0;
  return (Biquad){gain, gain * biquad->a1, gain * biquad->a2, gain * biquad->b1, gain * biquad->b2};
}

Biquad biquad_amplified(const Biquad *biquad, double gain)
{
  return (Biquad){gain * biquad->b0, gain * biquad->b1, gain * biquad->b2, biquad->a1, biquad->a2};
}

/* --- analog prototypes ----------------------------------------------------------- */

/* The Cookbook's low shelf, with w = (f / f0)^2 and the power gain A^4 at 0 Hz:
 *   |H|^2 = A^2 ((A - w)^2 + w A/Q^2) / ((1 - A w)^2 + w A/Q^2) */

static double square(double x)
{
  return x * x;
}

static double low_shelf_power(double w, double a, double q)
{
  const double slope = w * a / (q * q);
  return a * a * (square(a - w) + slope) / (square(1.0 - a * w) + slope);
}

double analog_low_shelf_power(double at_hz, double freq_hz, double q, double gain_db)
{
  return low_shelf_power(square(at_hz / freq_hz), db_to_gain(0.5 * gain_db), q);
}

double analog_high_shelf_power(double at_hz, double freq_hz, double q, double gain_db)
{
  return low_shelf_power(square(freq_hz / at_hz), db_to_gain(0.5 * gain_db), q);
}

/* --- the fit --------------------------------------------------------------------- */

#define FIT_POINTS 4 /* besides 0 Hz */

/** n0 + n1 y + n2 y^2 over 1 + d1 y + d2 y^2, with y = x / scale. */
typedef struct {
  double scale;
  double n0, n1, n2, d1, d2;
} PowerRatio;

/** Gaussian elimination with row pivoting; solves the system in-place. */
static void solve_linear(double m[FIT_POINTS][FIT_POINTS + 1])
{
  for (int column = 0; column < FIT_POINTS; ++column) {
    int pivot = column;
    for (int row = column + 1; row < FIT_POINTS; ++row) {
      if (fabs(m[row][column]) > fabs(m[pivot][column])) {
        pivot = row;
      }
    }
    for (int k = 0; k <= FIT_POINTS; ++k) {
      const double held = m[column][k];
      m[column][k] = m[pivot][k];
      m[pivot][k] = held;
    }
    for (int row = 0; row < FIT_POINTS; ++row) {
      if (row != column) {
        const double factor = m[row][column] / m[column][column];
        for (int k = column; k <= FIT_POINTS; ++k) {
          m[row][k] -= factor * m[column][k];
        }
      }
    }
  }
  for (int row = 0; row < FIT_POINTS; ++row) {
    m[row][FIT_POINTS] /= m[row][row];
  }
}

/** The ratio that is power_0 at y = 0 and power[i] at y[i]. */
static PowerRatio fit_power(double scale, double power_0, const double y[FIT_POINTS],
                            const double power[FIT_POINTS])
{
  double m[FIT_POINTS][FIT_POINTS + 1];
  for (int i = 0; i < FIT_POINTS; ++i) {
    const double weight = 1.0 / (1.0 + y[i]); /* makes all rows about the same size */
    m[i][0] = weight;
    m[i][1] = weight * y[i];
    m[i][2] = -weight * power[i];
    m[i][3] = -weight * power[i] * y[i];
    m[i][4] = weight * (power[i] - power_0) / y[i];
  }
  solve_linear(m);
  return (PowerRatio){scale, power_0, m[0][4], m[1][4], m[2][4], m[3][4]};
}

/** Minimum-phase c0 + c1 z^-1 + c2 z^-2 with the power p0 + p1 y + p2 y^2. */
static void factorise(double scale, double p0, double p1, double p2, double c[3])
{
  const double y1 = 1.0 / scale; /* Nyquist */
  const double root_0 = sqrt(p0);
  const double root_1 = sqrt(fmax(p0 + p1 * y1 + p2 * y1 * y1, 0.0));
  const double bend = -0.25 * p2 * y1 * y1;
  const double mean = 0.5 * (root_0 + root_1);
  c[0] = 0.5 * (mean + sqrt(fmax(mean * mean + bend, 0.0)));
  c[1] = 0.5 * (root_0 - root_1);
  c[2] = -bend / (4.0 * c[0]);
}

static Biquad section_of(const PowerRatio *ratio)
{
  double b[3];
  double a[3];
  factorise(ratio->scale, ratio->n0, ratio->n1, ratio->n2, b);
  factorise(ratio->scale, 1.0, ratio->d1, ratio->d2, a);
  return (Biquad){b[0] / a[0], b[1] / a[0], b[2] / a[0], a[1] / a[0], a[2] / a[0]};
}

/* The points at which the fit meets the analog curve. The distance between a shelf's poles and
 * zeros grows with its gain, and so does that of the points: the natural logarithm of a point's
 * frequency over the shelf's is at[0] + at[1] ln A, with the power gain A^4. A point beyond `top`
 * sample rates is moved below it; a greater `bend` moves it more sharply. The values were found
 * by a random search for the least error up to 16 kHz and up to 0.9 Nyquist, over this
 * equaliser's shelves, 8 ... 192 kHz and all gains, with the most weight on 44.1 kHz and above. */
static const double fit_at[FIT_POINTS][2] = {
    {0.7944, -0.5132}, {0.3984, 0.4979}, {0.1064, -0.5433}, {1.5225, 0.4272}};
static const double fit_top = 0.4529;
static const double fit_bend = 1.3029;

static void fit_frequencies(double freq_hz, double a, double rate_hz, double at_hz[FIT_POINTS])
{
  for (int i = 0; i < FIT_POINTS; ++i) {
    const double free_hz = freq_hz * portable_exp(fit_at[i][0] + fit_at[i][1] * portable_log(a));
    const double over = portable_log(free_hz / (fit_top * rate_hz));
    const double pressed = portable_log(1.0 + portable_exp(fit_bend * over)) / fit_bend;
    at_hz[i] = free_hz * portable_exp(-pressed);
  }
}

static Biquad matched_boost(double freq_hz, double q, double gain_db, double rate_hz)
{
  const double a = db_to_gain(0.5 * gain_db);
  double at_hz[FIT_POINTS];
  double y[FIT_POINTS];
  double power[FIT_POINTS];
  fit_frequencies(freq_hz, a, rate_hz, at_hz);
  const double scale = square(portable_sin(PI * at_hz[1] / rate_hz));
  for (int i = 0; i < FIT_POINTS; ++i) {
    y[i] = square(portable_sin(PI * at_hz[i] / rate_hz)) / scale;
    power[i] = low_shelf_power(square(at_hz[i] / freq_hz), a, q);
  }
  const PowerRatio ratio = fit_power(scale, square(a * a), y, power);
  return section_of(&ratio);
}

Biquad biquad_low_shelf(double freq_hz, double q, double gain_db, double rate_hz)
{
  if (fabs(gain_db) < FLAT_DB) {
    return biquad_identity;
  }
  const Biquad boost = matched_boost(freq_hz, q, fabs(gain_db), rate_hz);
  return gain_db > 0.0 ? boost : biquad_inverse(&boost);
}

/* A high shelf is the inverse of a low shelf, times a gain. */
Biquad biquad_high_shelf(double freq_hz, double q, double gain_db, double rate_hz)
{
  Biquad h = biquad_low_shelf(freq_hz, q, -gain_db, rate_hz);
  if (fabs(gain_db) >= FLAT_DB) {
    h = biquad_amplified(&h, db_to_gain(gain_db));
  }
  return h;
}

/* --- bilinear low- and high-pass -------------------------------------------------- */

Biquad biquad_lowpass(double freq_hz, double q, double rate_hz)
{
  const double t = portable_tan(PI * freq_hz / rate_hz);
  const double norm = 1.0 / (1.0 + t / q + t * t);
  const double b0 = t * t * norm;
  return (Biquad){b0, 2.0 * b0, b0, 2.0 * (t * t - 1.0) * norm, (1.0 - t / q + t * t) * norm};
}

Biquad biquad_highpass(double freq_hz, double q, double rate_hz)
{
  const double t = portable_tan(PI * freq_hz / rate_hz);
  const double norm = 1.0 / (1.0 + t / q + t * t);
  return (Biquad){norm, -2.0 * norm, norm, 2.0 * (t * t - 1.0) * norm,
                  (1.0 - t / q + t * t) * norm};
}

/* --- response --------------------------------------------------------------------- */

/** |c0 + c1 z^-1 + c2 z^-2|^2: (c0+c1+c2)^2 - 4 x (c1 (c0 + c2) + 4 c0 c2 (1 - x)). */
static double quadratic_power(double c0, double c1, double c2, double x)
{
  return square(c0 + c1 + c2) - 4.0 * x * (c1 * (c0 + c2) + 4.0 * c0 * c2 * (1.0 - x));
}

double biquad_power(const Biquad *biquad, double sin2)
{
  return quadratic_power(biquad->b0, biquad->b1, biquad->b2, sin2) /
         quadratic_power(1.0, biquad->a1, biquad->a2, sin2);
}

double biquad_sin2(double freq_hz, double rate_hz)
{
  return square(portable_sin(PI * freq_hz / rate_hz));
}

double biquad_power_at(const Biquad *biquad, double freq_hz, double rate_hz)
{
  return biquad_power(biquad, biquad_sin2(freq_hz, rate_hz));
}
