/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/curve.h"

#include <math.h>
#include <string.h>

#include "dsp/portable_math.h"

/* Peak safety must be faster than the curve, but must not be heard as a jump. */
#define SAFETY_SLEW_DB_PER_S 12.0

/* The solver runs every few hops, and at once if a wish changes by more than this. */
#define SOLVE_EVERY_HOPS 4
#define OTHER_WISH_DB 0.1

/* The spectrum of less than a second of music is not that of the song. So after a relearn
 * the old spectrum is used for this long. */
#define KNOWN_HOPS 10.0

/* A wish is out of reach when it is missed by this much for this many rounds. */
#define OUT_OF_REACH_DB 0.2
#define ROUNDS_TO_REACH 4

/* In Adapt a peak that was heard under a curve further away than this gives way to what is heard
 * now: the song that it belongs to may be over. */
#define PEAK_CURVE_TOLERANCE_DB 1.0

/* The headroom that Learn leaves for peaks that are higher than expected under the curve that it
 * found: this much, or half the largest section gain if that is less. With it the makeup stays in
 * the next play of 100 of 102 excerpts at full scale, without it of 81. */
#define LEARN_HEADROOM_DB 0.5

/* An excess below this does not move the makeup. */
#define PEAK_TOLERANCE_DB 0.01

TargetSettings curve_target_settings(const float control[CONTROL_COUNT], const Profile *own)
{
  return (TargetSettings){
      .genre = genre_of_value((int)control[CONTROL_GENRE]),
      .own = (int)control[CONTROL_GENRE] == GENRE_VALUE_OWN ? own : NULL,
      .match = (double)control[CONTROL_MATCH] / 100.0,
      .amount = (double)control[CONTROL_AMOUNT] / 100.0,
      .range_db = (double)control[CONTROL_RANGE],
  };
}

void curve_init(Curve *curve, double rate_hz)
{
  *curve = (Curve){0};
  for (int band = 0; band < BAND_COUNT; ++band) {
    curve->target.zone[band] = all_genre_zone[band];
  }
  band_solver_init(&curve->solver, rate_hz);
}

void curve_section_gains(const Curve *curve, double section_db[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    section_db[band] = curve->section[band].value_db;
  }
}

/* How far the sections have moved since the highest peak was heard. */
static double off_peak_curve_db(const Curve *curve)
{
  double off_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    off_db = fmax(off_db, fabs(curve->section[band].value_db - curve->peak_curve_db[band]));
  }
  return off_db;
}

/* The power of the sound around the highest peak, under these section gains. */
static double peak_power(const Curve *curve, const double section_db[BAND_COUNT])
{
  double power = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    power += curve->peak_energy[band] * db_to_power(section_db[band]);
  }
  return power;
}

/* The highest peak as it is expected under this curve: it changes as the level around it does. */
static double expected_peak(const Curve *curve)
{
  double section_db[BAND_COUNT];
  curve_section_gains(curve, section_db);
  const double before = peak_power(curve, curve->peak_curve_db);
  const double now = peak_power(curve, section_db);
  return before > 0.0 ? curve->peak_wet * sqrt(now / before) : curve->peak_wet;
}

/* The most makeup for which the peaks stay below full scale, or below the input's
 * own where that is higher. */
static void find_headroom(Curve *curve)
{
  const double peak = expected_peak(curve);
  if (peak <= 0.0) {
    curve->headroom_db = HUGE_VAL;
    return;
  }
  const double ceiling = fmax(1.0, curve->peak_in);
  curve->headroom_db = power_to_db(ceiling * ceiling) - power_to_db(peak * peak);
}

CurveKept curve_kept(const Curve *curve)
{
  CurveKept kept = {.match_db = curve->match.value_db, .makeup_db = curve->makeup.value_db};
  curve_section_gains(curve, kept.section_db);
  if (curve->held) {
    memcpy(kept.section_db, curve->section_to_db, sizeof kept.section_db);
    kept.match_db = curve->match_to_db;
    kept.makeup_db = fmin(kept.makeup_db, fmax(kept.match_db, 0.0));
  }
  return kept;
}

void curve_settle(Curve *curve)
{
  const CurveKept kept = curve_kept(curve);
  curve->resting = true;
  curve->solving = false; /* the rest of this hop's steps would solve for the old wish */
  glide_jump(&curve->match, kept.match_db);
  glide_jump(&curve->makeup, kept.makeup_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    glide_jump(&curve->section[band], kept.section_db[band]);
  }
  band_solver_start(&curve->solver, curve->section_to_db);
  curve->hops_unsolved = SOLVE_EVERY_HOPS;
  find_headroom(curve);
}

/* Between two ways to add up the same gains (dB). */
#define ROUNDING_DB 1e-9

void curve_go_on(Curve *curve, const double section_db[BAND_COUNT], double makeup_db, bool hold)
{
  bool jumped = fabs(curve->makeup.value_db - makeup_db) > ROUNDING_DB;
  for (int band = 0; band < BAND_COUNT; ++band) {
    jumped = jumped || curve->section[band].value_db != section_db[band];
  }
  if (!jumped) {
    return;
  }
  curve->held = hold; /* the curve that was loaded is the one to hold */
  curve->resting = false;
  glide_jump(&curve->makeup, makeup_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    curve->section_to_db[band] = curve->section[band].value_db;
    glide_jump(&curve->section[band], section_db[band]);
  }
}

void curve_solve_anew(Curve *curve)
{
  static const double flat_db[BAND_COUNT];
  band_solver_start(&curve->solver, flat_db);
  curve->hops_unsolved = SOLVE_EVERY_HOPS;
}

void curve_start_afresh(Curve *curve, bool at_once)
{
  curve->held = false;
  curve->resting = false;
  curve->solving = false;
  curve->match_to_db = 0.0;
  memset(curve->wanted_db, 0, sizeof curve->wanted_db);
  memset(curve->section_to_db, 0, sizeof curve->section_to_db);
  memset(curve->rounds_short, 0, sizeof curve->rounds_short);
  curve_solve_anew(curve);
  if (at_once) {
    glide_jump(&curve->match, 0.0);
    glide_jump(&curve->makeup, 0.0);
    for (int band = 0; band < BAND_COUNT; ++band) {
      glide_jump(&curve->section[band], 0.0);
    }
  }
}

static void freeze(Curve *curve)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    curve->section_to_db[band] = curve->section[band].value_db;
  }
  curve->match_to_db = curve->match.value_db;
}

void curve_aim(Curve *curve, const CurveSettings *settings, const Decision *decision)
{
  target_find(&curve->target, decision, &settings->target);
  if (curve->resting) {
    return;
  }
  if (settings->hold && !curve->held) {
    freeze(curve);
  }
  curve->held = settings->hold;
  if (!settings->hold) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      curve->wanted_db[band] = curve->target.wanted_db[band];
    }
  }
}

/* The solver is the largest job of a hop, and the spectrum changes slowly. */
static bool solve_now(const Curve *curve)
{
  bool due = curve->hops_unsolved + 1 >= SOLVE_EVERY_HOPS;
  for (int band = 0; band < BAND_COUNT; ++band) {
    due = due || fabs(curve->wanted_db[band] - curve->solver.wanted_db[band]) > OTHER_WISH_DB;
  }
  return due;
}

static double miss_db(const Curve *curve, int band)
{
  return curve->solver.wanted_db[band] - curve->solver.reached_db[band];
}

static void count_rounds_short(Curve *curve)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    int *rounds = &curve->rounds_short[band];
    const bool is_short = fabs(miss_db(curve, band)) > OUT_OF_REACH_DB;
    *rounds = is_short ? *rounds + (*rounds < ROUNDS_TO_REACH) : 0;
  }
}

double curve_short_db(const Curve *curve, int band)
{
  return curve->rounds_short[band] >= ROUNDS_TO_REACH ? miss_db(curve, band) : 0.0;
}

void curve_solve(Curve *curve, int step, const Decision *decision)
{
  if (step == 0) {
    curve->solving = solve_now(curve);
    curve->hops_unsolved = curve->solving ? 0 : curve->hops_unsolved + 1;
  }
  const bool is_known = decision->n_hops >= KNOWN_HOPS;
  if (!curve->solving || (step == SOLVER_TAKE && !is_known)) {
    return;
  }
  band_solver_step(&curve->solver, step, curve->wanted_db, &decision->spectrum);
  if (step == SOLVER_STEPS - 1) {
    count_rounds_short(curve);
  }
  if (step == SOLVER_STEPS - 1 && !curve->held && !curve->resting) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      curve->section_to_db[band] = curve->solver.section_gain_db[band];
    }
  }
}

void curve_take_spectrum(Curve *curve, const Decision *decision)
{
  band_spectrum_take(&curve->solver.spectrum, &decision->spectrum);
}

void curve_match(Curve *curve, const LoudnessSpread *spread)
{
  if (curve->solving && !curve->held && !curve->resting) {
    curve->match_to_db = loudness_spread_match_db(spread, curve->solver.reached_db,
                                                  curve->solver.loudness_change_db);
  }
}

static bool is_flat(const Curve *curve)
{
  bool flat = true;
  for (int band = 0; band < BAND_COUNT; ++band) {
    flat = flat && curve->section[band].value_db == 0.0;
  }
  return flat;
}

static void move_makeup(Curve *curve, const CurveSettings *settings)
{
  double makeup_db = settings->loudness_match ? curve->match.value_db : 0.0;
  double slew_db_per_s = settings->slew_db_per_s;
  if (settings->peak_safety && !is_flat(curve)) { /* under a flat curve no peak is higher */
    const double most_db = curve->headroom_db;
    if (makeup_db > most_db + PEAK_TOLERANCE_DB) {
      makeup_db = most_db;
    }
    if (curve->makeup.value_db > most_db + PEAK_TOLERANCE_DB) {
      slew_db_per_s = fmax(slew_db_per_s, SAFETY_SLEW_DB_PER_S);
    }
  }
  glide_tick(&curve->makeup, makeup_db, slew_db_per_s);
}

static double way_db(const Glide *glide, double target_db)
{
  return fabs(target_db - glide->follow_db);
}

/* Sections and loudness match arrive together: each moves by its share of the longest way. So the
 * curve goes straight to the new one: no band leaves the range on the way, and the match belongs
 * to the curve at any time. */
static void move_curve(Curve *curve, double slew_db_per_s)
{
  double longest_db = way_db(&curve->match, curve->match_to_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    longest_db = fmax(longest_db, way_db(&curve->section[band], curve->section_to_db[band]));
  }
  const double rate = longest_db > 0.0 ? slew_db_per_s / longest_db : 0.0;
  glide_tick(&curve->match, curve->match_to_db, rate * way_db(&curve->match, curve->match_to_db));
  for (int band = 0; band < BAND_COUNT; ++band) {
    Glide *section = &curve->section[band];
    glide_tick(section, curve->section_to_db[band],
               rate * way_db(section, curve->section_to_db[band]));
  }
}

void curve_move(Curve *curve, const CurveSettings *settings)
{
  if (!curve->resting) {
    move_curve(curve, settings->slew_db_per_s);
    move_makeup(curve, settings);
  }
}

void curve_note_peaks(Curve *curve, const HopPeaks *peaks, bool forgets)
{
  curve->peak_in = fmax(curve->peak_in, peaks->in);
  const bool is_outdated = forgets && off_peak_curve_db(curve) > PEAK_CURVE_TOLERANCE_DB;
  if (peaks->wet > expected_peak(curve) || is_outdated) {
    curve->peak_wet = peaks->wet;
    curve_section_gains(curve, curve->peak_curve_db);
    for (int band = 0; band < BAND_COUNT; ++band) {
      curve->peak_energy[band] = (double)peaks->band_energy[band];
    }
  }
  find_headroom(curve);
}

void curve_leave_headroom(Curve *curve)
{
  double largest_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    largest_db = fmax(largest_db, fabs(curve->section[band].value_db));
  }
  curve->peak_wet *= db_to_gain(fmin(LEARN_HEADROOM_DB, 0.5 * largest_db));
  find_headroom(curve);
}

void curve_forget_peaks(Curve *curve)
{
  curve->peak_in = 0.0;
  curve->peak_wet = 0.0;
  find_headroom(curve);
}
