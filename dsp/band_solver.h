/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the equaliser does to the bands, and the section gains that do what is
 * wanted. The sections overlap: 3 dB on the mid bell also lifts its neighbours.
 * From the learned spectrum (sub-band energies, a smooth density between) the
 * solver knows by how much each band's measured level changes, and finds by
 * Newton's method the section gains for which that change is the wanted one. From
 * the same spectrum, K-weighted, it knows how much louder the curve makes it.
 *
 * An iteration is cut into small steps of nearly equal cost, one to be done a
 * tick: call band_solver_step() with step = 0 … SOLVER_STEPS − 1 in turn.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_BAND_SOLVER_H
#define GENRE_EQ_DSP_BAND_SOLVER_H

#include "dsp/bands.h"

/** Points of the frequency grid in each sub-band. */
#define SOLVER_POINTS_PER_SUBBAND 4
#define SOLVER_POINTS (SUBBAND_COUNT * SOLVER_POINTS_PER_SUBBAND)

/** Steps that one refinement of the section gains is cut into. */
#define SOLVER_STEPS 16

typedef struct {
  double rate_hz;
  double section_gain_db[BAND_COUNT]; /**< the solution so far */
  double loudness_change_db;          /**< of that solution's curve */

  /* The rest is the implementation's. The frequency grid: */
  double sin2[SOLVER_POINTS];                          /* sin^2(pi f / rate) */
  int lower[SOLVER_POINTS];                            /* between which sub-bands' middles */
  double fraction[SOLVER_POINTS];                      /* ... and where between */
  double subband_weight[SUBBAND_COUNT][SOLVER_POINTS]; /* bank's response times width */
  double band_weight[BAND_COUNT][SOLVER_POINTS];
  double k_weight[SOLVER_POINTS];
  double pink[SUBBAND_COUNT]; /* what the bank measures of density 1 */

  /* The order taken at step 0, and the work on it: */
  double wanted_db[BAND_COUNT];
  double energy[SUBBAND_COUNT];
  double share[SUBBAND_COUNT]; /* density in relation to the mean */
  double log_share[SUBBAND_COUNT];
  double density[SOLVER_POINTS];
  double power[BAND_COUNT][SOLVER_POINTS]; /* of each section */
  double slope[BAND_COUNT][SOLVER_POINTS]; /* its dB a dB of section gain */
  double miss_db[BAND_COUNT];
  double jacobian[BAND_COUNT][BAND_COUNT]; /* band change by section gain */
} BandSolver;

/** No spectrum yet: pink (equal energy an octave); solution all 0 dB. */
void band_solver_init(BandSolver *solver, double rate_hz);

/** One step of refining section_gain_db toward the wanted change of each band's
    level (dB, within ±6; in relation to the learned spectrum, mean squares per
    sub-band). `wanted` and `energy` are read at step 0 alone. All wanted exactly 0
    gives all sections exactly 0. From flat, three refinements leave less than 0.001 dB
    of what is within ±4 dB. */
void band_solver_step(BandSolver *solver, int step, const double wanted_db[BAND_COUNT],
                      const float energy[SUBBAND_COUNT]);

/** All steps of n refinements in one go (same bits); not for run(). */
void band_solver_solve(BandSolver *solver, const double wanted_db[BAND_COUNT],
                       const float energy[SUBBAND_COUNT], int n_refinements);

/** Change of each band's level under the given section gains, for the spectrum of
    the last step 0: what the meters show as applied gain. */
void band_solver_change(const BandSolver *solver, const double section_gain_db[BAND_COUNT],
                        double change_db[BAND_COUNT]);

#endif
