/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include <string.h>

#include "dsp/portable_math.h"
#include "plugin/engine_internal.h"

uint32_t engine_memory_serial(const Engine *engine)
{
  return engine->memory_serial;
}

static void remember_floats(double *to, const float *from, int n)
{
  for (int i = 0; i < n; ++i) {
    to[i] = (double)from[i];
  }
}

static void recall_floats(float *to, const double *from, int n)
{
  for (int i = 0; i < n; ++i) {
    to[i] = (float)from[i];
  }
}

void engine_memory(const Engine *engine, Memory *memory)
{
  const Decision *decision = &engine->listener.decision;
  const Curve *curve = &engine->curve;
  const CurveKept kept = curve_kept(curve);

  memcpy(memory->probability, decision->probability, sizeof memory->probability);
  memcpy(memory->evidence, decision->evidence, sizeof memory->evidence);
  memory->familiarity[0] = decision->familiarity;
  memcpy(memory->balance_db, decision->balance_db, sizeof memory->balance_db);
  memory->is_answered[0] = decision->is_answered ? 1.0 : 0.0;
  remember_floats(memory->point_energy, decision->spectrum.energy, GRID_POINTS);
  remember_floats(memory->point_moment, decision->spectrum.moment, GRID_POINTS);
  remember_floats(memory->figures, (const float *)&decision->figures, FIGURE_COUNT);
  memory->n_hops[0] = decision->n_hops;
  memory->listened_s[0] = decision->listened_s;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    memory->shown[genre] = genre == decision->label ? 1.0 : 0.0;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    memory->wanted_db[band] = curve->wanted_db[band];
    memory->section_db[band] = kept.section_db[band];
    memory->section_to_db[band] = curve->section_to_db[band];
  }
  memcpy(memory->loudness_count, engine->spread.count, sizeof memory->loudness_count);
  memcpy(memory->loudness_power, engine->spread.power, sizeof memory->loudness_power);
  memory->match_db[0] = kept.match_db;
  memory->match_to_db[0] = curve->match_to_db;
  memory->makeup_db[0] = kept.makeup_db;
  memory->peak_in[0] = curve->peak_in;
  memory->peak_wet[0] = curve->peak_wet;
  memcpy(memory->peak_curve_db, curve->peak_curve_db, sizeof memory->peak_curve_db);
  memcpy(memory->peak_energy, curve->peak_energy, sizeof memory->peak_energy);
  memory->peak_out[0] = engine->peak_out;
  memory->learn_phase[0] = engine->learn.phase;
}

static void remember_decision(Decision *decision, const Memory *memory)
{
  memcpy(decision->probability, memory->probability, sizeof decision->probability);
  memcpy(decision->evidence, memory->evidence, sizeof decision->evidence);
  decision->familiarity = memory->familiarity[0];
  memcpy(decision->balance_db, memory->balance_db, sizeof decision->balance_db);
  decision->is_answered = memory->is_answered[0] > 0.5;
  recall_floats(decision->spectrum.energy, memory->point_energy, GRID_POINTS);
  recall_floats(decision->spectrum.moment, memory->point_moment, GRID_POINTS);
  recall_floats((float *)&decision->figures, memory->figures, FIGURE_COUNT);
  decision->n_hops = memory->n_hops[0];
  decision->listened_s = memory->listened_s[0];
  int label = GENRE_UNSURE;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    label = memory->shown[genre] > 0.5 ? genre : label;
  }
  decision_set_label(decision, label);
}

/* Before the first hop has ended, the host sees the curve that was saved. */
static void show_at_once(Engine *engine, const double section_db[BAND_COUNT])
{
  Curve *curve = &engine->curve;
  curve_take_spectrum(curve, &engine->listener.decision);
  band_solver_change(&curve->solver, section_db, engine->applied_db);
  engine_show(engine);
}

/* Hosts set the controls of a preset after its state, one by one, while they run. */
#define GRACE_S 0.25

/* True in a pause: the last hop and this one so far are silence. */
static bool is_quiet(const Engine *engine)
{
  const double least_db = power_to_db((double)LEAST_SOUND * (double)LEAST_SOUND);
  return (double)engine->report.peak_db[0] <= least_db && engine->path.peak_in.peak <= LEAST_SOUND;
}

void engine_remember(Engine *engine, const Memory *memory)
{
  Curve *curve = &engine->curve;
  if (is_quiet(engine)) {
    engine_restart(engine);
  }
  remember_decision(&engine->listener.decision, memory);
  memcpy(engine->spread.count, memory->loudness_count, sizeof memory->loudness_count);
  memcpy(engine->spread.power, memory->loudness_power, sizeof memory->loudness_power);
  for (int band = 0; band < BAND_COUNT; ++band) {
    curve->wanted_db[band] = memory->wanted_db[band];
    curve->section_to_db[band] = memory->section_to_db[band];
  }
  curve->match_to_db = memory->match_to_db[0];
  curve->peak_in = memory->peak_in[0];
  curve->peak_wet = memory->peak_wet[0];
  memcpy(curve->peak_curve_db, memory->peak_curve_db, sizeof curve->peak_curve_db);
  memcpy(curve->peak_energy, memory->peak_energy, sizeof curve->peak_energy);
  engine->peak_out = memory->peak_out[0];
  engine->learn = learn_remembered(memory->learn_phase[0]);
  engine->learns_afresh = false;
  engine_ask_anew(engine);

  curve->held = engine->sounding; /* before a song, a glide that was saved is not where it goes */
  if (!engine->sounding) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      glide_jump(&curve->section[band], memory->section_db[band]);
    }
    glide_jump(&curve->match, memory->match_db[0]);
    glide_jump(&curve->makeup, memory->makeup_db[0]);
    engine_rest(engine);
    if (engine->started) { /* else the first block shows whether the sound goes on */
      engine_settle(engine);
    }
    show_at_once(engine, memory->section_db);
    engine->grace_frames = (uint32_t)(GRACE_S * engine->rate_hz);
  }
}
