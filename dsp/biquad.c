/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser sections are fitted to the analog response instead of bilinearly
 * transformed, which would squeeze them together near Nyquist.
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
  const double b0 = biquad->b0;
  return (Biquad){1.0 / b0, biquad->a1 / b0, biquad->a2 / b0, biquad->b1 / b0, biquad->b2 / b0};
}

/* --- analog prototypes ----------------------------------------------------------- */

/* Section 'W' below: (f / f0)^2. Shelves are the symmetric Butterworth ones of the
 * Cookbook (S = 1), A^4 the power gain of the shelf:
 *   |H|^2 = A^2 (A^2 + W^2) / (1 + A^2 W^2)
 * The bell is the Cookbook's peaking filter:
 *   |H|^2 = ((1 - W)^2 + W A^2/Q^2) / ((1 - W)^2 + W / (A^2 Q^2)) */

static double low_shelf_power(double w, double a2)
{
  return a2 * (a2 + w * w) / (1.0 + a2 * w * w);
}

static double bell_power(double w, double a2, double q)
{
  const double notch = (1.0 - w) * (1.0 - w);
  return (notch + w * a2 / (q * q)) / (notch + w / (a2 * q * q));
}

static double square(double x)
{
  return x * x;
}

double analog_bell_power(double at_hz, double freq_hz, double q, double gain_db)
{
  return bell_power(square(at_hz / freq_hz), db_to_gain(gain_db), q);
}

double analog_low_shelf_power(double at_hz, double freq_hz, double gain_db)
{
  return low_shelf_power(square(at_hz / freq_hz), db_to_gain(gain_db));
}

double analog_high_shelf_power(double at_hz, double freq_hz, double gain_db)
{
  return low_shelf_power(square(freq_hz / at_hz), db_to_gain(gain_db));
}

/* --- the fit --------------------------------------------------------------------- */

#define FIT_POINTS 4 /* besides 0 Hz */

/** n0 + n1 y + n2 y^2 over 1 + d1 y + d2 y^2, with y = x / scale. */
typedef struct {
  double scale;
  double n0, n1, n2, d1, d2;
} PowerRatio;

/** Gaussian elimination with row pivoting; the system is solved in place. */
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
    const double weight = 1.0 / (1.0 + y[i]); /* rows of like size */
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

typedef enum { BELL, LOW_SHELF } Shape;

/** Where the fit meets the analog curve. f / (f + knee) runs from 0 at 0 Hz to 1 far
    above the knee; the points lie at fixed parts of its way up to the top point, so
    they crowd around the section's frequency when that is low and spread evenly
    below Nyquist when it is not. */
typedef struct {
  double knee;        /**< in relation to the section's frequency */
  double knee_per_db; /**< and more with its gain */
  double part[FIT_POINTS];
  double top; /**< in relation to the sample rate */
} FitPlan;

/* Found by a random search for the least error up to 0.9 Nyquist over 8 ... 192 kHz
 * and gains up to 24 dB, 44.1 kHz and above weighted most. */
static const FitPlan bell_plan = {0.992, 0.0068, {0.4954, 0.5825, 0.7938, 0.97}, 0.4511};
static const FitPlan shelf_plan = {1.9318, 0.0, {0.3653, 0.6030, 0.8501, 1.0}, 0.4353};

static void fit_frequencies(const FitPlan *plan, double freq_hz, double gain_db, double rate_hz,
                            double at_hz[FIT_POINTS])
{
  const double knee_hz = freq_hz * (plan->knee + plan->knee_per_db * gain_db);
  const double top_hz = plan->top * rate_hz;
  const double way = top_hz / (top_hz + knee_hz);
  for (int i = 0; i < FIT_POINTS; ++i) {
    at_hz[i] = knee_hz * way * plan->part[i] / (1.0 - way * plan->part[i]);
  }
}

static Biquad matched_boost(Shape shape, double freq_hz, double q, double gain_db, double rate_hz)
{
  const double a2 = db_to_gain(gain_db);
  double at_hz[FIT_POINTS];
  double y[FIT_POINTS];
  double power[FIT_POINTS];
  fit_frequencies(shape == BELL ? &bell_plan : &shelf_plan, freq_hz, gain_db, rate_hz, at_hz);
  const double scale = square(portable_sin(PI * at_hz[1] / rate_hz));
  for (int i = 0; i < FIT_POINTS; ++i) {
    const double w = square(at_hz[i] / freq_hz);
    y[i] = square(portable_sin(PI * at_hz[i] / rate_hz)) / scale;
    power[i] = shape == BELL ? bell_power(w, a2, q) : low_shelf_power(w, a2);
  }
  const double power_0 = shape == BELL ? 1.0 : a2 * a2;
  const PowerRatio ratio = fit_power(scale, power_0, y, power);
  return section_of(&ratio);
}

static Biquad matched(Shape shape, double freq_hz, double q, double gain_db, double rate_hz)
{
  if (fabs(gain_db) < FLAT_DB) {
    return biquad_identity;
  }
  const Biquad boost = matched_boost(shape, freq_hz, q, fabs(gain_db), rate_hz);
  return gain_db > 0.0 ? boost : biquad_inverse(&boost);
}

Biquad biquad_bell(double freq_hz, double q, double gain_db, double rate_hz)
{
  return matched(BELL, freq_hz, q, gain_db, rate_hz);
}

Biquad biquad_low_shelf(double freq_hz, double gain_db, double rate_hz)
{
  return matched(LOW_SHELF, freq_hz, 0.0, gain_db, rate_hz);
}

/* A high shelf is a low shelf the other way round, and a gain. */
Biquad biquad_high_shelf(double freq_hz, double gain_db, double rate_hz)
{
  if (fabs(gain_db) < FLAT_DB) {
    return biquad_identity;
  }
  Biquad h = matched(LOW_SHELF, freq_hz, 0.0, -gain_db, rate_hz);
  const double gain = db_to_gain(gain_db);
  h.b0 *= gain;
  h.b1 *= gain;
  h.b2 *= gain;
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

double biquad_power_at(const Biquad *biquad, double freq_hz, double rate_hz)
{
  return biquad_power(biquad, square(portable_sin(PI * freq_hz / rate_hz)));
}
