/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Computes the section gains and the makeup gain from what was learned, tick by tick. It
 * processes no samples: the engine hands its values to the equaliser.
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
#include "plugin/controls.h"

/** What the controls ask of the curve. */
typedef struct {
  bool hold;
  TargetSettings target;
  double slew_db_per_s;
  bool loudness_match;
  bool peak_safety;
} CurveSettings;

typedef struct {
  Target target;                    /**< zone and aim; in Hold only for the meters */
  double wanted_db[BAND_COUNT];     /**< change of each band's level aimed at */
  double section_to_db[BAND_COUNT]; /**< where the sections glide to */
  double match_to_db;               /**< where the loudness match glides to */
  Glide section[BAND_COUNT];
  Glide match;  /**< loudness match of the curve, whether or not it is switched on */
  Glide makeup; /**< how much of `match` is applied */
  BandSolver solver;
  int hops_unsolved;            /**< since the solver last ran */
  bool solving;                 /**< the solver runs in this hop */
  int rounds_short[BAND_COUNT]; /**< rounds in a row in which the band missed its wish */
  bool held;
  bool resting; /**< see curve_settle() */

  double peak_in;                   /**< highest true peak at the input, linear */
  double peak_wet;                  /**< highest behind the equaliser, before the makeup */
  double peak_curve_db[BAND_COUNT]; /**< section gains that peak_wet belongs to */
  double peak_energy[BAND_COUNT];   /**< mean squares of the hop that held it, at the input */
  double headroom_db;               /**< the largest makeup at which no peak is too high */
} Curve;

/** What the controls (by Control) say of the target. `own` is the profile in use. */
TargetSettings curve_target_settings(const float control[CONTROL_COUNT], const Profile *own);

/** A flat curve without a wish. */
void curve_init(Curve *curve, double rate_hz);

/** The section gains of now. */
void curve_section_gains(const Curve *curve, double section_db[BAND_COUNT]);

/** What a session keeps of where the curve is, and a restart: where it has come to, or, if it is
    held, where it goes: it may be on its way to a preset that was loaded. */
typedef struct {
  double section_db[BAND_COUNT];
  double match_db;
  double makeup_db;
} CurveKept;

CurveKept curve_kept(const Curve *curve);

/** Puts the curve where curve_kept() says, as if it had just been restored. State that a memory
   does not hold is set from what it holds. The curve rests, whatever is asked of it, until
    `resting` is cleared. Only the spectrum for the meters is updated. */
void curve_settle(Curve *curve);

/** The sound goes on over a restart, under this curve and makeup: if a preset was loaded
    meanwhile, the curve glides from there. */
void curve_go_on(Curve *curve, const double section_db[BAND_COUNT], double makeup_db, bool hold);

/** Forgets wish and solution, as in a new curve. Glides to flat, or jumps if at_once. */
void curve_start_afresh(Curve *curve, bool at_once);

/** The solver starts from flat in the next hop. */
void curve_solve_anew(Curve *curve);

/** Call once a hop: sets what to aim at from now on. In Hold nothing changes. */
void curve_aim(Curve *curve, const CurveSettings *settings, const Decision *decision);

/** Call in each of the SOLVER_STEPS ticks after curve_aim(), with step = 0, 1 …: solves
    for the aim, in one hop of four, or at once when the wish has changed. Call it in Hold,
    too: the meters need the solver's spectrum. */
void curve_solve(Curve *curve, int step, const Decision *decision);

/** How much of a band's wish is out of reach (dB: the wish minus what the curve reaches),
    as the solver found in a few rounds; otherwise 0. */
double curve_short_db(const Curve *curve, int band);

/** Takes the learned spectrum at once, after a restore. */
void curve_take_spectrum(Curve *curve, const Decision *decision);

/** Call in the tick after the solver's: matches the loudness of the solution, with the gates
    of integrated loudness. */
void curve_match(Curve *curve, const LoudnessSpread *spread);

/** Call each tick: moves everything by one tick. section[].value_db are the new section
    gains, makeup.value_db is the new makeup. */
void curve_move(Curve *curve, const CurveSettings *settings);

/** A hop's true peaks, linear. */
typedef struct {
  double in;
  double wet;               /**< behind the equaliser, before the makeup */
  const float *band_energy; /**< BAND_COUNT mean squares at the input */
} HopPeaks;

/** Call once a hop. The highest peak counts for every curve: it is expected to change as the level
    of its hop does. forgets: this hop counts instead, if the curve was another one then. */
void curve_note_peaks(Curve *curve, const HopPeaks *peaks, bool forgets);

/** Call once when Learn has ended: leaves headroom for peaks that the curve makes higher than is
    expected. So a learned curve plays with one makeup from the start, save for few songs. */
void curve_leave_headroom(Curve *curve);

/** Forgets the peaks (with a relearn). */
void curve_forget_peaks(Curve *curve);

#endif
