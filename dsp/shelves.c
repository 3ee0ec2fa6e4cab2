/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * There are low shelves below the middle band and high shelves above it. So no shelf makes the
 * middle band's gain: the last filter is multiplied by it.
 */
#include "dsp/shelves.h"

#include <math.h>

#include "dsp/portable_math.h"

/* Frequency and Q of each shelf at small gains. They were found by a search over 33 numbers: the
 * frequencies and Qs, how both change with the gain, and where half of that change is reached. The
 * search took the curve that goes least beyond the wishes, under two conditions: all wishes within
 * +-6 dB are within reach, and none has a ripple above 0.5 dB. The wishes were the corners of that
 * range on pink noise, and the 144 wishes on 36 songs of tests/test_song_bands.c. Of 9040 other
 * wishes on those songs and on 41 more, one in several hundred fails a condition. The bands had
 * crossovers' edges then. With sharp edges 1 in 100 wishes on pink noise had a ripple above 0.5 dB,
 * 0.62 at most; since the second shelf's Q is 1.06 instead of 1.12, none of 1000 has. */
static const ShelfShape gentle[SHELF_COUNT] = {
    {235.0, 0.97}, {506.0, 1.06}, {1960.0, 1.09}, {5760.0, 1.1}};

/* How frequency and Q change at large gains, relative to the values above: `added` times a share,
 * plus `added_by_square` times the square of the share. The share is a half at LARGE_GAIN_DB and a
 * 49th at 6 dB. With a larger gain the two lower shelves are steeper and farther apart. So the
 * corner of the lowest one sinks, and with it the bump that a steep cut has above its corner, which
 * would stand out in the low mids of a song almost without bass. The upper two are steepest at
 * about 20 dB. */
#define LARGE_GAIN_DB 41.5
static const ShelfShape added[SHELF_COUNT] = {
    {-1.64, -1.11}, {1.68, 3.34}, {-0.73, 1.87}, {0.24, 2.22}};
static const ShelfShape added_by_square[SHELF_COUNT] = {
    {2.2, 18.1}, {-3.5, 1.5}, {0.0, -6.2}, {-2.8, -4.9}};

/* A shelf's gain follows up to SOFT_FROM_DB, and then approaches SHELF_GAIN_LIMIT_DB. The curve
 * has no corner there, which a glide would make audible. */
#define SOFT_FROM_DB 24.0
static double softly_limited(double gain_db)
{
  const double room_db = SHELF_GAIN_LIMIT_DB - SOFT_FROM_DB;
  const double over_db = fabs(gain_db) - SOFT_FROM_DB;
  if (!(over_db > 0.0)) {
    return gain_db;
  }
  return copysign(SOFT_FROM_DB + room_db * over_db / (room_db + over_db), gain_db);
}

double shelf_gain_db(int shelf, const double section_gain_db[BAND_COUNT])
{
  const double rise_db = section_gain_db[shelf + 1] - section_gain_db[shelf];
  return softly_limited(shelf < MIDDLE_BAND ? -rise_db : rise_db);
}

ShelfShape shelf_shape(int shelf, double gain_db)
{
  const double square = gain_db * gain_db / (LARGE_GAIN_DB * LARGE_GAIN_DB);
  const double share = square / (1.0 + square);
  const ShelfShape *first = &added[shelf];
  const ShelfShape *second = &added_by_square[shelf];
  ShelfShape shape = gentle[shelf];
  shape.freq_hz *= 1.0 + share * (first->freq_hz + share * second->freq_hz);
  shape.q *= 1.0 + share * (first->q + share * second->q);
  return shape;
}

Biquad shelf_design(int shelf, double gain_db, double rate_hz)
{
  const ShelfShape shape = shelf_shape(shelf, gain_db);
  return shelf < MIDDLE_BAND ? biquad_low_shelf(shape.freq_hz, shape.q, gain_db, rate_hz)
                             : biquad_high_shelf(shape.freq_hz, shape.q, gain_db, rate_hz);
}

static void add_middle_gain(double gain_db, Biquad shelf[SHELF_COUNT])
{
  if (fabs(gain_db) >= FLAT_DB) {
    Biquad *last = &shelf[SHELF_COUNT - 1];
    *last = biquad_amplified(last, db_to_gain(gain_db));
  }
}

void shelves_design(const double section_gain_db[BAND_COUNT], double rate_hz,
                    Biquad shelf[SHELF_COUNT])
{
  for (int i = 0; i < SHELF_COUNT; ++i) {
    shelf[i] = shelf_design(i, shelf_gain_db(i, section_gain_db), rate_hz);
  }
  add_middle_gain(section_gain_db[MIDDLE_BAND], shelf);
}

double shelves_power(const Biquad shelf[SHELF_COUNT], double sin2)
{
  double power = 1.0;
  for (int i = 0; i < SHELF_COUNT; ++i) {
    power *= biquad_power(&shelf[i], sin2);
  }
  return power;
}

double shelves_power_at(const Biquad shelf[SHELF_COUNT], double freq_hz, double rate_hz)
{
  return shelves_power(shelf, biquad_sin2(freq_hz, rate_hz));
}

typedef struct {
  double real, imaginary;
} Complex;

/** c0 + c1 / z + c2 / z^2. */
static Complex quadratic_at(double c0, double c1, double c2, Complex z)
{
  const Complex z2 = {z.real * z.real - z.imaginary * z.imaginary, 2.0 * z.real * z.imaginary};
  return (Complex){c0 + c1 * z.real + c2 * z2.real, -c1 * z.imaginary - c2 * z2.imaginary};
}

static Complex product(Complex a, Complex b)
{
  return (Complex){a.real * b.real - a.imaginary * b.imaginary,
                   a.real * b.imaginary + a.imaginary * b.real};
}

double shelves_real_part(const Biquad shelf[SHELF_COUNT], double sin2)
{
  const Complex z = {1.0 - 2.0 * sin2,
                     2.0 * sqrt(fmax(0.0, sin2 * (1.0 - sin2)))}; /* of magnitude 1 */
  Complex above = {1.0, 0.0};
  double below = 1.0;
  for (int i = 0; i < SHELF_COUNT; ++i) {
    const Biquad *biquad = &shelf[i];
    const Complex pole = quadratic_at(1.0, biquad->a1, biquad->a2, z);
    const Complex zero = quadratic_at(biquad->b0, biquad->b1, biquad->b2, z);
    above = product(above, product(zero, (Complex){pole.real, -pole.imaginary}));
    below *= pole.real * pole.real + pole.imaginary * pole.imaginary;
  }
  return above.real / below;
}

double analog_curve_power(const double section_gain_db[BAND_COUNT], double freq_hz)
{
  const double middle = db_to_gain(section_gain_db[MIDDLE_BAND]);
  double power = middle * middle;
  for (int i = 0; i < SHELF_COUNT; ++i) {
    const double gain_db = shelf_gain_db(i, section_gain_db);
    const ShelfShape shape = shelf_shape(i, gain_db);
    power *= i < MIDDLE_BAND ? analog_low_shelf_power(freq_hz, shape.freq_hz, shape.q, gain_db)
                             : analog_high_shelf_power(freq_hz, shape.freq_hz, shape.q, gain_db);
  }
  return power;
}

/* --- the table ------------------------------------------------------------------------ */

/** The limit of a shelf as its gain tends to 0 dB. Its poles and zeros cancel, but their place is
    needed: it is extrapolated from two small gains. */
static Biquad flat_limit(int shelf, double rate_hz)
{
  const Biquad near = shelf_design(shelf, 0.01, rate_hz);
  const Biquad far = shelf_design(shelf, 0.02, rate_hz);
  const double a1 = 2.0 * near.a1 - far.a1;
  const double a2 = 2.0 * near.a2 - far.a2;
  return (Biquad){1.0, a1, a2, a1, a2};
}

void shelf_table_init(ShelfTable *table, double rate_hz)
{
  for (int shelf = 0; shelf < SHELF_COUNT; ++shelf) {
    table->boost[shelf][0] = flat_limit(shelf, rate_hz);
    for (int i = 1; i < DESIGN_COUNT; ++i) {
      table->boost[shelf][i] = shelf_design(shelf, (double)i / DESIGNS_PER_DB, rate_hz);
    }
  }
}

/** Interpolates with a cubic (Lagrange's) through four designs. */
Biquad shelf_table_shelf(const ShelfTable *table, int shelf, double gain_db)
{
  const double boost_db = fabs(gain_db);
  if (!(boost_db >= FLAT_DB)) {
    return biquad_identity;
  }
  const double place = boost_db * DESIGNS_PER_DB;
  int first = (int)place - 1;
  first = first < 0 ? 0 : first;
  first = first > DESIGN_COUNT - 4 ? DESIGN_COUNT - 4 : first;
  const Biquad *d = &table->boost[shelf][first];
  const double t = place - first;
  const double outer = 0.5 * t * (t - 3.0);
  const double inner = (1.0 / 6.0) * (t - 1.0) * (t - 2.0);
  const double w0 = inner * (3.0 - t);
  const double w1 = outer * (t - 2.0);
  const double w2 = outer * (1.0 - t);
  const double w3 = inner * t;
  const Biquad between = {
      w0 * d[0].b0 + w1 * d[1].b0 + w2 * d[2].b0 + w3 * d[3].b0,
      w0 * d[0].b1 + w1 * d[1].b1 + w2 * d[2].b1 + w3 * d[3].b1,
      w0 * d[0].b2 + w1 * d[1].b2 + w2 * d[2].b2 + w3 * d[3].b2,
      w0 * d[0].a1 + w1 * d[1].a1 + w2 * d[2].a1 + w3 * d[3].a1,
      w0 * d[0].a2 + w1 * d[1].a2 + w2 * d[2].a2 + w3 * d[3].a2,
  };
  return gain_db > 0.0 ? between : biquad_inverse(&between);
}

/* Uses comparisons, because fmin() and fmax() are calls into libm. */
static double clamped(double gain_db)
{
  const double limit_db = SECTION_GAIN_LIMIT_DB;
  return gain_db > limit_db ? limit_db : gain_db < -limit_db ? -limit_db : gain_db;
}

double shelf_table_shelves(const ShelfTable *table, const double section_gain_db[BAND_COUNT],
                           Biquad shelf[SHELF_COUNT])
{
  double gain_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    gain_db[band] = clamped(section_gain_db[band]);
  }
  for (int i = 0; i < SHELF_COUNT; ++i) {
    shelf[i] = shelf_table_shelf(table, i, shelf_gain_db(i, gain_db));
  }
  return gain_db[MIDDLE_BAND];
}

void shelf_table_look_up(const ShelfTable *table, const double section_gain_db[BAND_COUNT],
                         Biquad shelf[SHELF_COUNT])
{
  add_middle_gain(shelf_table_shelves(table, section_gain_db, shelf), shelf);
}
