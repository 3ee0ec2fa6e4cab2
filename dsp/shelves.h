/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The shape of the equaliser's curve: one flat section a band, and a shelf that joins
 * each with the next. A section's gain is where the curve lies between two shelves.
 *
 * A section moved by 1 dB moves the curve by no more than 1.9 dB anywhere, all of them
 * moved by 1 dB move it by just that: so a limit on how fast sections move is one on
 * how fast the curve moves.
 *
 * All functions are real-time safe; any thread.
 */
#ifndef GENRE_EQ_DSP_SHELVES_H
#define GENRE_EQ_DSP_SHELVES_H

#include "dsp/bands.h"
#include "dsp/biquad.h"

/** Second-order filters that make the curve, in the order in which sound passes. */
#define SHELF_COUNT (BAND_COUNT - 1)

/** Beyond this a section's gain is never set (the band gains end at ±6 dB; where
    neighbours differ much, the sections have to differ more). */
#define SECTION_GAIN_LIMIT_DB 28.0

/** Where the shelf between a band and the next one lies, and how steep it is. */
typedef struct {
  double freq_hz;
  double q;
} ShelfShape;

/** At a gain: the further the bands on either side are to be apart, the steeper the lower ones;
    where that gain is half reached moves, too. */
ShelfShape shelf_shape(int shelf, double gain_db);

/** The band whose section is left where it is by all shelves: those below it are low
    shelves, those above high shelves. */
#define MIDDLE_BAND (BAND_COUNT / 2)

/** By how much a shelf lifts what lies beyond it, seen from the middle band (dB): what lies
    between the sections on either side, less where that is more than 24 dB, within
    ±SHELF_GAIN_LIMIT_DB. */
double shelf_gain_db(int shelf, const double section_gain_db[BAND_COUNT]);

/** One shelf at that gain, within ±SHELF_GAIN_LIMIT_DB. */
Biquad shelf_design(int shelf, double gain_db, double rate_hz);

/** The filters of a curve: the product of their responses is the curve. Equal gains
    make them all but a gain; gains of 0 make them biquad_identity, exactly. */
void shelves_design(const double section_gain_db[BAND_COUNT], double rate_hz,
                    Biquad shelf[SHELF_COUNT]);

/** |H|^2 of all of them where sin^2(pi f / rate) is sin2, and at freq_hz. */
double shelves_power(const Biquad shelf[SHELF_COUNT], double sin2);
double shelves_power_at(const Biquad shelf[SHELF_COUNT], double freq_hz, double rate_hz);

/** |H|^2 of the analog curve. */
double analog_curve_power(const double section_gain_db[BAND_COUNT], double freq_hz);

/** Gains at which shelves are designed beforehand; others lie between. */
#define DESIGNS_PER_DB 2
#define DESIGN_COUNT (DESIGNS_PER_DB * (int)SHELF_GAIN_LIMIT_DB + 1)

typedef struct {
  Biquad boost[SHELF_COUNT][DESIGN_COUNT]; /**< cuts are their inverses */
} ShelfTable;

/** About 100 us: not for run(). */
void shelf_table_init(ShelfTable *table, double rate_hz);

/** As shelf_design(), interpolated. */
Biquad shelf_table_shelf(const ShelfTable *table, int shelf, double gain_db);

/** As shelves_design(), interpolated: within 0.0001 dB of it, and hundreds of times
    cheaper. Gains are clamped to ±SECTION_GAIN_LIMIT_DB. */
void shelf_table_look_up(const ShelfTable *table, const double section_gain_db[BAND_COUNT],
                         Biquad shelf[SHELF_COUNT]);

/** The same but for the middle band's gain, which is the same at all frequencies: returns it
    (dB). */
double shelf_table_shelves(const ShelfTable *table, const double section_gain_db[BAND_COUNT],
                           Biquad shelf[SHELF_COUNT]);

#endif
