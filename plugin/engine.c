/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/engine.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/portable_math.h"
#include "plugin/curve.h"
#include "plugin/sound_path.h"

/* Slow enough that it makes no step of −80 dBFS from sample to sample. */
#define OUTPUT_SLEW_DB_PER_S 18.0

/* The ticks of a hop and what each is for: one job a tick keeps every tick light. */
enum {
  TICK_HEAR = 0,     /* take the hop's energies in */
  TICK_CONVERSE = 1, /* questions to the worker and their answers */
  TICK_AIM = 2,
  TICK_SOLVE = 3, /* … and the CURVE_SOLVE_STEPS − 1 after it */
  TICK_METER = TICK_SOLVE + CURVE_SOLVE_STEPS,
  TICK_REPORT = TICK_METER + 1,
};
_Static_assert(TICK_REPORT < TICKS_PER_HOP, "all jobs of a hop must fit into it");

struct Engine {
  double rate_hz;
  int n_channels;
  uint32_t hop_frames;

  /* Where on the grid we are. */
  bool started;          /* a sample has gone through since the restart */
  int tick;              /* of the hop, that the next sample lies in */
  uint32_t hop_position; /* frames into the hop */
  uint32_t tick_end;     /* frame of the hop at which this tick ends */

  Listener listener;
  Curve curve;
  Glide output; /* the output gain */
  SoundPath path;

  bool relearn_pressed; /* seen at the port, until the next tick */
  float last_relearn;
  double peak_out; /* highest since the last relearn, linear */
  double applied_db[BAND_COUNT];
  Report report;
  bool report_is_new;
  uint32_t memory_serial;
};

Engine *engine_new(double rate_hz, int n_channels, AskFunction ask, void *asker)
{
  Engine *engine = calloc(1, sizeof *engine);
  if (!engine) {
    return NULL;
  }
  engine->rate_hz = rate_hz;
  engine->n_channels = n_channels;
  engine->hop_frames = (uint32_t)floor(rate_hz / HOPS_PER_SECOND + 0.5);
  listener_init(&engine->listener, rate_hz, ask, asker);
  curve_init(&engine->curve, rate_hz);
  sound_path_init(&engine->path, rate_hz, n_channels);
  glide_jump(&engine->output, (double)control_info[CONTROL_OUTPUT_GAIN].default_value);
  engine_restart(engine);
  return engine;
}

void engine_free(Engine *engine)
{
  free(engine);
}

Listener *engine_listener(Engine *engine)
{
  return &engine->listener;
}

static uint32_t end_of_tick(const Engine *engine)
{
  return (uint32_t)((uint64_t)(engine->tick + 1) * engine->hop_frames / TICKS_PER_HOP);
}

static void section_gains(const Curve *curve, double section_db[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    section_db[band] = curve->section[band].value_db;
  }
}

/* The gains stand still where the curve is. */
static void settle(Engine *engine)
{
  double section_db[BAND_COUNT];
  section_gains(&engine->curve, section_db);
  sound_path_jump(&engine->path, section_db,
                  engine->curve.makeup.value_db + engine->output.value_db);
}

void engine_restart(Engine *engine)
{
  engine->started = false;
  engine->tick = 0;
  engine->hop_position = 0;
  engine->tick_end = end_of_tick(engine);
  engine->relearn_pressed = false;
  listener_restart(&engine->listener);
  sound_path_clear(&engine->path);
  curve_settle(&engine->curve);
  settle(engine);
}

/* --- once a tick ---------------------------------------------------------------- */

static CurveSettings curve_settings(const ControlValues control)
{
  return (CurveSettings){
      .hold = (int)control[CONTROL_MODE] == MODE_HOLD,
      .genre = (int)control[CONTROL_GENRE] - 1,
      .amount = (double)control[CONTROL_AMOUNT] / 100.0,
      .range_db = (double)control[CONTROL_RANGE],
      .slew_db_per_s = 6.0 / (double)control[CONTROL_GLIDE],
      .loudness_match = control[CONTROL_LOUDNESS_MATCH] > 0.0f,
      .peak_safety = control[CONTROL_PEAK_SAFETY] > 0.0f,
  };
}

static void relearn(Engine *engine)
{
  listener_forget(&engine->listener);
  curve_forget_peaks(&engine->curve);
  engine->peak_out = 0.0;
  engine->relearn_pressed = false;
}

static void take_meters(Engine *engine)
{
  const Peaks peaks = sound_path_take_peaks(&engine->path);
  engine->report.peak_db[0] = (float)power_to_db(peaks.in * peaks.in);
  engine->report.peak_db[1] = (float)power_to_db(peaks.out * peaks.out);
  engine->peak_out = fmax(engine->peak_out, peaks.out);
  curve_note_peaks(&engine->curve, peaks.in, peaks.equalized);

  double section_db[BAND_COUNT];
  section_gains(&engine->curve, section_db);
  band_solver_change(&engine->curve.solver, section_db, engine->applied_db);
}

static void write_report(Engine *engine)
{
  const Decision *decision = &engine->listener.decision;
  const Curve *curve = &engine->curve;
  Report *report = &engine->report;
  double level_db[BAND_COUNT];
  decision_levels(decision, level_db);

  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    report->probability[genre] = (float)decision->probability[genre];
    for (int band = 0; band < BAND_COUNT; ++band) {
      report->evidence[genre * BAND_COUNT + band] = (float)decision->evidence[genre][band];
    }
  }
  report->label[0] = (float)(decision->label + 1);
  report->confidence[0] = (float)decision_confidence(decision);
  report->listened_s[0] = (float)decision->listened_s;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    report->subband_db[i] = (float)power_to_db((double)engine->listener.hop_energy[i]);
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    report->level_db[band] = (float)level_db[band];
    report->zone_low_db[band] = (float)curve->target.zone[band].low_db;
    report->zone_high_db[band] = (float)curve->target.zone[band].high_db;
    report->wanted_db[band] = (float)curve->wanted_db[band];
    report->applied_db[band] = (float)engine->applied_db[band];
    report->section_db[band] = (float)curve->section[band].value_db;
    report->section_to_db[band] = (float)curve->section_to_db[band];
  }
  report->makeup_db[0] = (float)curve->makeup.value_db;
  report->rate_hz[0] = (float)engine->rate_hz;
  engine->report_is_new = true;
  ++engine->memory_serial;
}

static void move_gains(Engine *engine, const ControlValues control, const CurveSettings *settings)
{
  const uint32_t tick_frames = engine->tick_end - engine->hop_position;
  curve_move(&engine->curve, settings);
  glide_tick(&engine->output, (double)control[CONTROL_OUTPUT_GAIN], OUTPUT_SLEW_DB_PER_S);
  if (tick_frames == 0) { /* below 6.4 kHz a tick may hold no sample */
    return;
  }
  double section_db[BAND_COUNT];
  section_gains(&engine->curve, section_db);
  sound_path_ramp(&engine->path, section_db,
                  engine->curve.makeup.value_db + engine->output.value_db, tick_frames);
}

/* The jobs of the tick that begins with the next sample. */
static void begin_tick(Engine *engine, const ControlValues control)
{
  const CurveSettings settings = curve_settings(control);
  const double memory_s = (double)control[CONTROL_MEMORY];
  Listener *listener = &engine->listener;
  const int tick = engine->tick;

  if (engine->relearn_pressed) {
    relearn(engine);
  }
  if (tick == TICK_HEAR) {
    listener_end_hop(listener, memory_s);
  } else if (tick == TICK_CONVERSE) {
    listener_converse(listener, memory_s);
  } else if (tick == TICK_AIM) {
    curve_aim(&engine->curve, &settings, &listener->decision);
  } else if (tick < TICK_METER) {
    curve_solve(&engine->curve, tick - TICK_SOLVE, &listener->decision);
  } else if (tick == TICK_METER) {
    take_meters(engine);
  } else if (tick == TICK_REPORT) {
    write_report(engine);
  }
  listener_tick(listener);
  move_gains(engine, control, &settings);
}

static void advance_grid(Engine *engine, const ControlValues control)
{
  while (engine->hop_position == engine->tick_end) {
    ++engine->tick;
    if (engine->tick == TICKS_PER_HOP) {
      engine->tick = 0;
      engine->hop_position = 0;
    }
    engine->tick_end = end_of_tick(engine);
    begin_tick(engine, control);
  }
}

/* --- sound ------------------------------------------------------------------------ */

static uint32_t smaller(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

/* The first block takes switches as they are: a session that was saved bypassed, or
 * with an output gain, starts so. */
static void start(Engine *engine, const ControlValues control)
{
  glide_jump(&engine->output, (double)control[CONTROL_OUTPUT_GAIN]);
  sound_path_enable(&engine->path, control[CONTROL_ENABLED] > 0.0f, true);
  settle(engine);
  engine->last_relearn = control[CONTROL_RELEARN];
  engine->started = true;
}

static void read_switches(Engine *engine, const ControlValues control)
{
  sound_path_enable(&engine->path, control[CONTROL_ENABLED] > 0.0f, false);
  /* A trigger acts on its way up, however long the host leaves it there. */
  engine->relearn_pressed |= control[CONTROL_RELEARN] > 0.0f && engine->last_relearn <= 0.0f;
  engine->last_relearn = control[CONTROL_RELEARN];
}

void engine_process(Engine *engine, const ControlValues controls, const float *const *in,
                    float *const *out, uint32_t n_frames)
{
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_clamp((Control)i, controls[i]);
  }
  if (n_frames > 0 && !engine->started) {
    start(engine, control);
  }
  read_switches(engine, control);

  const float *from[MAX_CHANNELS] = {in[0], in[engine->n_channels - 1]};
  float *to[MAX_CHANNELS] = {out[0], out[engine->n_channels - 1]};
  while (n_frames > 0) {
    advance_grid(engine, control);
    const uint32_t piece =
        smaller(smaller(n_frames, PIECE_FRAMES), engine->tick_end - engine->hop_position);
    listener_process(&engine->listener, from, engine->n_channels, piece);
    sound_path_process(&engine->path, from, to, piece);
    for (int channel = 0; channel < MAX_CHANNELS; ++channel) {
      from[channel] += piece;
      to[channel] += piece;
    }
    engine->hop_position += piece;
    n_frames -= piece;
  }
}

/* --- out of the engine ------------------------------------------------------------ */

float engine_output(const Engine *engine, Control control)
{
  const Report *report = &engine->report;
  const Curve *curve = &engine->curve;
  float value = control_info[control].default_value;
  if (control == CONTROL_DETECTED_GENRE) {
    value = report->label[0];
  } else if (control == CONTROL_CONFIDENCE) {
    value = 100.0f * report->confidence[0];
  } else if (control >= CONTROL_PROBABILITY_POPROCK && control < CONTROL_LISTENED) {
    value = 100.0f * report->probability[control - CONTROL_PROBABILITY_POPROCK];
  } else if (control == CONTROL_LISTENED) {
    value = report->listened_s[0];
  } else if (control >= CONTROL_LEVEL_LOW && control < CONTROL_GAIN_LOW) {
    value = report->level_db[control - CONTROL_LEVEL_LOW];
  } else if (control >= CONTROL_GAIN_LOW && control < CONTROL_MAKEUP) {
    value = report->applied_db[control - CONTROL_GAIN_LOW];
  } else if (control == CONTROL_MAKEUP) {
    value = report->makeup_db[0];
  } else if (control == CONTROL_PEAK_IN) {
    value = (float)power_to_db(curve->peak_in * curve->peak_in);
  } else if (control == CONTROL_PEAK_OUT) {
    value = (float)power_to_db(engine->peak_out * engine->peak_out);
  }
  return control_clamp(control, value);
}

const Report *engine_report(Engine *engine)
{
  const bool is_new = engine->report_is_new;
  engine->report_is_new = false;
  return is_new ? &engine->report : NULL;
}

uint32_t engine_memory_serial(const Engine *engine)
{
  return engine->memory_serial;
}

void engine_memory(const Engine *engine, Memory *memory)
{
  const Decision *decision = &engine->listener.decision;
  const Curve *curve = &engine->curve;

  memcpy(memory->probability, decision->probability, sizeof memory->probability);
  memcpy(memory->evidence, decision->evidence, sizeof memory->evidence);
  memory->familiarity[0] = decision->familiarity;
  memcpy(memory->balance_db, decision->balance_db, sizeof memory->balance_db);
  memory->n_predictions[0] = decision->n_predictions;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    memory->energy[i] = (double)decision->energy[i];
  }
  memory->n_hops[0] = decision->n_hops;
  memory->listened_s[0] = decision->listened_s;
  memory->label[0] = decision->label;
  for (int band = 0; band < BAND_COUNT; ++band) {
    memory->wanted_db[band] = curve->wanted_db[band];
    memory->section_db[band] = curve->section[band].value_db;
    memory->section_to_db[band] = curve->section_to_db[band];
  }
  memory->match_db[0] = curve->match.value_db;
  memory->match_to_db[0] = curve->match_to_db;
  memory->makeup_db[0] = curve->makeup.value_db;
  memory->peak_in[0] = curve->peak_in;
  memory->peak_wet[0] = curve->peak_wet;
  memory->peak_out[0] = engine->peak_out;
}

static void remember_decision(Decision *decision, const Memory *memory)
{
  memcpy(decision->probability, memory->probability, sizeof decision->probability);
  memcpy(decision->evidence, memory->evidence, sizeof decision->evidence);
  decision->familiarity = memory->familiarity[0];
  memcpy(decision->balance_db, memory->balance_db, sizeof decision->balance_db);
  decision->n_predictions = memory->n_predictions[0];
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    decision->energy[i] = (float)memory->energy[i];
  }
  decision->n_hops = memory->n_hops[0];
  decision->listened_s = memory->listened_s[0];
  decision->label = (int)memory->label[0];
}

void engine_remember(Engine *engine, const Memory *memory)
{
  Curve *curve = &engine->curve;
  remember_decision(&engine->listener.decision, memory);
  for (int band = 0; band < BAND_COUNT; ++band) {
    curve->wanted_db[band] = memory->wanted_db[band];
    curve->section_to_db[band] = memory->section_to_db[band];
  }
  curve->match_to_db = memory->match_to_db[0];
  curve->peak_in = memory->peak_in[0];
  curve->peak_wet = memory->peak_wet[0];
  engine->peak_out = memory->peak_out[0];

  if (!engine->started) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      glide_jump(&curve->section[band], memory->section_db[band]);
    }
    glide_jump(&curve->match, memory->match_db[0]);
    glide_jump(&curve->makeup, memory->makeup_db[0]);
    curve_settle(curve);
    settle(engine);
  }
}
