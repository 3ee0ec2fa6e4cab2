/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The curve: from what was learned to the section gains and the makeup gain that
 * are applied, tick by tick. It knows no samples; the engine gives its values to
 * the equaliser.
 *
 * All functions are real-time safe; audio thread.
 */
#ifndef GENRE_EQ_PLUGIN_CURVE_H
#define GENRE_EQ_PLUGIN_CURVE_H

#include <stdbool.h>

#include "dsp/band_solver.h"
#include "dsp/glide.h"
#include "dsp/loudness_spread.h"
#include "model/target.h"

/** What the controls ask of the curve. */
typedef struct {
  bool hold;
  int genre;          /**< Genre, or GENRE_UNSURE for Auto; of no account with own */
  const Profile *own; /**< aim at this profile; NULL: at a genre */
  double amount;
  double range_db;
  double slew_db_per_s;
  bool loudness_match;
  bool peak_safety;
} CurveSettings;

typedef struct {
  Target target;                    /**< zone aimed at; in Hold of the meters alone */
  double wanted_db[BAND_COUNT];     /**< change of each band's level aimed at */
  double section_to_db[BAND_COUNT]; /**< where the sections glide to */
  double match_to_db;               /**< where the loudness match glides to */
  Glide section[BAND_COUNT];
  Glide match;  /**< loudness match of the curve, whether or not it is switched on */
  Glide makeup; /**< what of it is applied */
  BandSolver solver;
  int hops_unsolved;            /**< since the solver last ran */
  bool solving;                 /**< it runs in this hop */
  int rounds_short[BAND_COUNT]; /**< in a row in which the band did not get what is wanted */
  bool held;
  bool resting; /**< see curve_settle() */

  double peak_in;                    /**< highest true peak at the input, linear */
  double peak_wet;                   /**< highest behind the equaliser, before the makeup */
  double peak_wet_curve[BAND_COUNT]; /**< section gains that peak_wet belongs to */
  double headroom_db;                /**< the most makeup that the peaks leave room for */
} Curve;

/** Flat, nothing wanted. */
void curve_init(Curve *curve, double rate_hz);

/** Stands still where it is, as if it had just been restored: all that a memory does
    not hold starts from what it does. It rests so, whatever is asked of it, until
    `resting` is taken away; only the meters' idea of the spectrum goes on. */
void curve_settle(Curve *curve);

/** Once a hop: what to aim at from here on. In Hold all stays as it is. */
void curve_aim(Curve *curve, const CurveSettings *settings, const Decision *decision);

/** The SOLVER_STEPS ticks after curve_aim(), step = 0, 1 …: solves for it, one hop in
    four, or at once where something else is wanted than before. In Hold, too: the
    meters need the solver's idea of the spectrum. */
void curve_solve(Curve *curve, int step, const Decision *decision, const SubbandShape *shape);

/** How much of what is wanted of a band is out of reach, as the solver found after a few
    rounds (dB, as wanted less what the curve brings); else 0. */
double curve_short_db(const Curve *curve, int band);

/** All that was learned at once, where what was restored goes on: some 20 us. */
void curve_take_spectrum(Curve *curve, const Decision *decision, const SubbandShape *shape);

/** The tick after those: matches the solution's loudness, gated as integrated loudness is. */
void curve_match(Curve *curve, const LoudnessSpread *spread);

/** Each tick: everything moves on. The new section gains lie in section[].value_db,
    the makeup in makeup.value_db. */
void curve_move(Curve *curve, const CurveSettings *settings);

/** Once a hop: the true peaks (linear) of the hop at the input and behind the
    equaliser, before the makeup. */
void curve_note_peaks(Curve *curve, double peak_in, double peak_wet);

/** Forgets the peaks (with a relearn). */
void curve_forget_peaks(Curve *curve);

#endif
