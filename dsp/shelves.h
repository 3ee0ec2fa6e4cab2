/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The shape of the equaliser's curve: one flat section a band, and a shelf between each two
 * sections. A section's gain is the curve's gain between two shelves.
 *
 * When a section moves by 1 dB, the curve moves by at most 1.9 dB anywhere. When all sections
 * move by 1 dB, so does the curve. So a limit on the speed of sections also limits the speed of
 * the curve.
 *
 * All functions are real-time safe; any thread.
 */
#ifndef GENRE_EQ_DSP_SHELVES_H
#define GENRE_EQ_DSP_SHELVES_H

#include "dsp/bands.h"
#include "dsp/biquad.h"

/** Second-order filters that make the curve, in the order in which sound passes. */
#define SHELF_COUNT (BAND_COUNT - 1)

/** The largest gain of a section. Band gains end at ±6 dB, but when neighbours differ much, the
    sections must differ more. */
#define SECTION_GAIN_LIMIT_DB 28.0

/** Frequency and Q of the shelf between a band and the next one. */
typedef struct {
  double freq_hz;
  double q;
} ShelfShape;

/** At a gain: the further the bands on either side are to be apart, the steeper the lower ones;
    where that gain is half reached moves, too. */
ShelfShape shelf_shape(int shelf, double gain_db);

/** The band whose section no shelf moves: the shelves below it are low shelves, and those above
    it are high shelves. */
#define MIDDLE_BAND (BAND_COUNT / 2)

/** A shelf's gain (dB): the difference between the sections on either side. A difference above
    24 dB is reduced, so that the gain stays within ±SHELF_GAIN_LIMIT_DB. */
double shelf_gain_db(int shelf, const double section_gain_db[BAND_COUNT]);

/** Designs one shelf with a gain within ±SHELF_GAIN_LIMIT_DB. */
Biquad shelf_design(int shelf, double gain_db, double rate_hz);

/** Designs the filters of a curve; the curve is the product of their responses. With equal
    section gains they are only a gain; with gains of 0 they are exactly biquad_identity. */
void shelves_design(const double section_gain_db[BAND_COUNT], double rate_hz,
                    Biquad shelf[SHELF_COUNT]);

/** |H|^2 of all filters together: at the frequency whose sin^2(pi f / rate) is sin2, and at
    freq_hz. */
double shelves_power(const Biquad shelf[SHELF_COUNT], double sin2);
double shelves_power_at(const Biquad shelf[SHELF_COUNT], double freq_hz, double rate_hz);

/** Re H, from which follows how far the curve's output is from its input:
    |g H - 1|^2 = g^2 |H|^2 - 2 g Re H + 1. */
double shelves_real_part(const Biquad shelf[SHELF_COUNT], double sin2);

/** |H|^2 of the analog curve. */
double analog_curve_power(const double section_gain_db[BAND_COUNT], double freq_hz);

/** Shelves are designed beforehand at so many gains a dB; others are interpolated. */
#define DESIGNS_PER_DB 2
#define DESIGN_COUNT (DESIGNS_PER_DB * (int)SHELF_GAIN_LIMIT_DB + 1)

typedef struct {
  Biquad boost[SHELF_COUNT][DESIGN_COUNT]; /**< cuts are their inverses */
} ShelfTable;

/** About 100 us: not for run(). */
void shelf_table_init(ShelfTable *table, double rate_hz);

/** The interpolated shelf_design(). */
Biquad shelf_table_shelf(const ShelfTable *table, int shelf, double gain_db);

/** The interpolated shelves_design(): within 0.0001 dB of it, at less than a hundredth of the
    cost. Clamps gains to ±SECTION_GAIN_LIMIT_DB. */
void shelf_table_look_up(const ShelfTable *table, const double section_gain_db[BAND_COUNT],
                         Biquad shelf[SHELF_COUNT]);

/** The same without the middle band's gain, which is equal at all frequencies: returns that gain
    (dB). */
double shelf_table_shelves(const ShelfTable *table, const double section_gain_db[BAND_COUNT],
                           Biquad shelf[SHELF_COUNT]);

#endif
