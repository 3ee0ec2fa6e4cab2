/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Finds the section gains that change the bands' levels as wanted. The shelves between the
 * sections are wide: 3 dB more on one section also lifts the neighbouring bands. So the solver
 * computes from the learned spectrum how much a curve changes each band's measured level, and
 * finds by Newton's method the section gains with the wanted changes. From the same spectrum,
 * K-weighted, it computes how much louder the curve makes the song.
 *
 * The work is cut into steps, one to be done a tick: call band_solver_step() with
 * step = 0 … SOLVER_STEPS − 1 in turn.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_BAND_SOLVER_H
#define GENRE_EQ_DSP_BAND_SOLVER_H

#include <stdbool.h>

#include "dsp/band_spectrum.h"
#include "dsp/bands.h"
#include "dsp/shelves.h"

/** The first step takes the spectrum, each other one refines the section gains. */
#define SOLVER_TAKE 0
#define SOLVER_REFINEMENTS 4
#define SOLVER_STEPS (SOLVER_TAKE + 1 + SOLVER_REFINEMENTS)

/** A curve and its effect on the spectrum. */
typedef struct {
  double section_db[BAND_COUNT];
  double change_db[BAND_COUNT];            /**< of each band's level */
  double jacobian[BAND_COUNT][BAND_COUNT]; /**< ... by each section's gain */
  double loudness_change_db;
} CurveEffect;

typedef struct {
  double rate_hz;
  double section_gain_db[BAND_COUNT]; /**< the solution so far */
  double loudness_change_db;          /**< of that solution's curve */
  double reached_db[BAND_COUNT];      /**< the bands' change under that curve; where it is not the
                                           wanted change, that is out of reach */

  /* The rest is the implementation's. */
  ShelfTable table;
  BandSpectrum spectrum;
  double wanted_db[BAND_COUNT];           /* taken at the step after SOLVER_TAKE */
  double power[SHELF_COUNT][GRID_POINTS]; /* of each shelf of the curve that is tried */
  double slope[SHELF_COUNT][GRID_POINTS]; /* its dB a dB of shelf gain */
  CurveEffect tried;                      /* the curve that is tried now */
  CurveEffect best;                       /* the best so far */
  bool has_best;
  double damping;
} BandSolver;

/** No spectrum yet: pink (equal energy an octave); solution all 0 dB. */
void band_solver_init(BandSolver *solver, double rate_hz);

/** Starts from these section gains. */
void band_solver_start(BandSolver *solver, const double section_gain_db[BAND_COUNT]);

/** One step of refining section_gain_db toward the wanted change of each band's
    level (dB, within ±6), for a spectrum (all 0: unknown). The spectrum is read at step SOLVER_TAKE
   alone, what is wanted at the next; whoever leaves out SOLVER_TAKE keeps the spectrum of the time
   before. All wanted exactly 0 gives all sections exactly 0. A refinement never leaves a worse
   curve than it found. From flat, four refinements leave about 0.001 dB of what is within ±4 dB. */
void band_solver_step(BandSolver *solver, int step, const double wanted_db[BAND_COUNT],
                      const Spectrum *heard);

/** All steps in one go (same bits); not for run(). */
void band_solver_solve(BandSolver *solver, const double wanted_db[BAND_COUNT],
                       const Spectrum *heard);

/** Change of each band's level under the given section gains, for the spectrum taken
    in last: what the meters show as applied gain. */
void band_solver_change(const BandSolver *solver, const double section_gain_db[BAND_COUNT],
                        double change_db[BAND_COUNT]);

#endif
