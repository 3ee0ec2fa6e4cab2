/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/engine_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/grid.h"
#include "dsp/portable_math.h"

/* So slow that no step from sample to sample reaches −80 dBFS. */
#define OUTPUT_SLEW_DB_PER_S 18.0

/* The eight jobs of a hop, and the tick that each is done in. The solver takes several; so
 * does an answer that no worker gave, a step in each tick (listener.h). */
enum {
  TICK_HEAR = 0,     /* take what was heard in the hop that ended */
  TICK_LEARN = 1,    /* learn from it */
  TICK_CONVERSE = 2, /* put questions to the worker, let its answers take effect */
  TICK_AIM = 3,      /* find the target */
  TICK_SOLVE = 4,    /* find the curve that brings it, in SOLVER_STEPS ticks */
  TICK_MATCH = TICK_SOLVE + SOLVER_STEPS, /* match the curve's loudness */
  TICK_METER = TICK_MATCH + 1,            /* read peaks and loudness */
  TICK_SHOW = TICK_METER + 1,             /* write report and output ports */
};
_Static_assert(TICK_SHOW < TICKS_PER_HOP, "all jobs of a hop must fit into it");

/* The curve's effect on bands and loudness is computed every so many hops. */
#define LOOK_EVERY_HOPS 2

/* Touches the memory now, because the first access causes a page fault, which run() must not. */
static void touch_pages(Engine *engine)
{
  volatile char *bytes = (volatile char *)engine;
  for (size_t i = 0; i < sizeof *engine; i += 1024) {
    bytes[i] = 0; /* as calloc() left it */
  }
}

Engine *engine_new(double rate_hz, int n_channels, AskFunction ask, void *asker)
{
  Engine *engine = calloc(1, sizeof *engine);
  if (!engine) {
    return NULL;
  }
  touch_pages(engine);
  engine->rate_hz = rate_hz;
  engine->n_channels = n_channels;
  engine->hop_frames = (uint32_t)floor(rate_hz / HOPS_PER_SECOND + 0.5);
  listener_init(&engine->listener, rate_hz, ask, asker);
  loudness_meter_init(&engine->loudness, rate_hz, n_channels);
  curve_init(&engine->curve, rate_hz);
  sound_path_init(&engine->path, rate_hz, n_channels);
  glide_jump(&engine->output, (double)control_info[CONTROL_OUTPUT_GAIN].default_value);
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    engine->given[i] = control_info[i].default_value;
    engine->control[i] = control_info[i].default_value;
  }
  engine_restart(engine);
  engine_show(engine);
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

void engine_settle(Engine *engine)
{
  double section_db[BAND_COUNT];
  curve_section_gains(&engine->curve, section_db);
  sound_path_jump(&engine->path, section_db,
                  engine->curve.makeup.value_db + engine->output.value_db);
}

void engine_restart(Engine *engine)
{
  engine->started = false;
  engine->sounding = false;
  engine->tick = 0;
  engine->hop_position = 0;
  engine->tick_end = end_of_tick(engine);
  engine->profile_wait = 0;
  engine->relearn_pressed = false;
  engine->report.peak_db[0] = engine->report.peak_db[1] = (float)POWER_FLOOR_DB; /* no sound yet */
  learn_restart(&engine->learn);
  engine_restart_listener(engine);
  loudness_meter_clear(&engine->loudness);
  engine_rest(engine);
  curve_take_spectrum(&engine->curve, &engine->listener.decision);
}

/* --- once a tick ---------------------------------------------------------------- */

static CurveSettings curve_settings(const Engine *engine, const ControlValues control)
{
  const float glide_s = learn_moves_curve(&engine->learn) ? LEARN_GLIDE_S : control[CONTROL_GLIDE];
  return (CurveSettings){
      .hold = learn_holds_curve(&engine->learn, (Mode)control[CONTROL_MODE]),
      .target = curve_target_settings(control, &engine->profile),
      .slew_db_per_s = 6.0 / (double)glide_s,
      .loudness_match = control[CONTROL_LOUDNESS_MATCH] > 0.0f,
      .peak_safety = control[CONTROL_PEAK_SAFETY] > 0.0f,
  };
}

static void take_meters(Engine *engine, const CurveSettings *settings)
{
  const Peaks peaks = sound_path_take_peaks(&engine->path);
  engine->report.peak_db[0] = (float)power_to_db(peaks.in * peaks.in);
  engine->report.peak_db[1] = (float)power_to_db(peaks.out * peaks.out);
  engine->peak_out = fmax(engine->peak_out, peaks.out);
  const HeardHop *hop = &engine->listener.hearing.hop;
  const HopPeaks noted = {peaks.in, peaks.equalized, hop->band_energy};
  const bool adapts = !settings->hold && engine->learn.phase == LEARN_OFF;
  curve_note_peaks(&engine->curve, &noted, adapts && hop->n_silent == 0);
  loudness_meter_add(&engine->loudness, hop->part_energy, sound_path_put_out(&engine->path),
                     engine->curve.makeup.value_db + engine->output.value_db);
}

static void look_at_curve(Engine *engine)
{
  double section_db[BAND_COUNT];
  Biquad shelf[SHELF_COUNT];
  curve_section_gains(&engine->curve, section_db);
  band_solver_change(&engine->curve.solver, section_db, engine->applied_db);
  shelf_table_look_up(&engine->curve.solver.table, section_db, shelf);
  loudness_meter_set_curve(&engine->loudness, shelf);
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
  curve_section_gains(&engine->curve, section_db);
  sound_path_ramp(&engine->path, section_db,
                  engine->curve.makeup.value_db + engine->output.value_db, tick_frames);
}

/* The job of the tick that begins with the next sample. */
static void do_job(Engine *engine, const CurveSettings *settings, double memory_s)
{
  Listener *listener = &engine->listener;
  Curve *curve = &engine->curve;
  switch (engine->tick) {
  case TICK_HEAR:
    listener_hear_hop(listener);
    engine_take_profile(engine);
    break;
  case TICK_LEARN:
    engine_learn_hop(engine, memory_s);
    break;
  case TICK_CONVERSE:
    listener_converse(listener);
    break;
  case TICK_AIM:
    curve_aim(curve, settings, &listener->decision);
    break;
  case TICK_MATCH:
    curve_match(curve, &engine->spread);
    break;
  case TICK_METER:
    take_meters(engine, settings);
    engine_learn_spread(engine, memory_s);
    break;
  case TICK_SHOW:
    if (listener->hop_count % LOOK_EVERY_HOPS == 0) {
      look_at_curve(engine);
    }
    engine_show(engine);
    break;
  default:
    if (engine->tick < TICK_MATCH) {
      curve_solve(curve, engine->tick - TICK_SOLVE, &listener->decision);
    }
  }
}

static void begin_tick(Engine *engine, const ControlValues control)
{
  engine_take_relearn(engine);
  engine_follow_mode(engine, control);
  const CurveSettings settings = curve_settings(engine, control);
  listener_look(&engine->listener, engine->tick);
  do_job(engine, &settings, engine_memory_s(engine, control));
  listener_tick(&engine->listener);
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

static bool is_sound(const float *const *in, int n_channels, uint32_t frame)
{
  bool sound = false;
  for (int channel = 0; channel < n_channels; ++channel) {
    sound = sound || fabsf(in[channel][frame]) > LEAST_SOUND; /* NaN compares false */
  }
  return sound;
}

/* A wave may cross 0 at the first frame. */
#define FRAMES_TO_SOUND 8

static bool begins_with_sound(const float *const *in, int n_channels, uint32_t n_frames)
{
  bool sound = false;
  for (uint32_t i = 0; i < n_frames && i < FRAMES_TO_SOUND; ++i) {
    sound = sound || is_sound(in, n_channels, i);
  }
  return sound;
}

/* The first block applies the switches at once, so that a session that was saved bypassed, or with
 * an output gain, starts so. But if the host restarts in the middle of sound, a jump of a gain or
 * of the filters would click. */
static void start(Engine *engine, const ControlValues control, const float *const *in,
                  uint32_t n_frames)
{
  engine->goes_on =
      begins_with_sound(in, engine->n_channels, n_frames) && sound_path_goes_on(&engine->path, in);
  if (!engine->goes_on) {
    sound_path_clear(&engine->path);
    glide_jump(&engine->output, (double)control[CONTROL_OUTPUT_GAIN]);
    sound_path_enable(&engine->path, control[CONTROL_ENABLED] > 0.0f, true);
    sound_path_delta(&engine->path, control[CONTROL_DELTA] > 0.0f, true);
    engine_settle(engine);
  } else {
    const SoundPath *heard = &engine->path;
    curve_go_on(&engine->curve, heard->equalizer.section_db,
                heard->gain_db - engine->output.value_db,
                learn_holds_curve(&engine->learn, (Mode)control[CONTROL_MODE]));
  }
  memcpy(engine->at_start, control, sizeof engine->at_start);
  engine->last_relearn = control[CONTROL_RELEARN];
  engine->started = true;
}

/* Before a song a host may send silence for any time. So the grid is counted from the first sample
 * of sound, and until then the curve rests. Clears what the filters hold of the silence. */
static void begin_sound(Engine *engine, const ControlValues control)
{
  learn_first_sound(&engine->learn);
  engine_follow_mode(engine, control);
  engine->sounding = true;
  engine->tick = 0;
  engine->hop_position = 0;
  engine->tick_end = end_of_tick(engine);
  engine_restart_listener(engine);
  if (!engine->goes_on) {
    sound_path_clear(&engine->path);
  }
  engine->goes_on = false;
  engine_begin_to_learn(engine);
  if (engine->curve.resting) {
    curve_settle(&engine->curve);
    engine->curve.resting = false;
  }
}

static uint32_t silent_frames(const float *const *in, int n_channels, uint32_t n_frames)
{
  uint32_t n_silent = 0;
  while (n_silent < n_frames && !is_sound(in, n_channels, n_silent)) {
    ++n_silent;
  }
  return n_silent;
}

static void read_switches(Engine *engine, const ControlValues control, uint32_t n_frames)
{
  sound_path_enable(&engine->path, control[CONTROL_ENABLED] > 0.0f, false);
  sound_path_delta(&engine->path, control[CONTROL_DELTA] > 0.0f, false);
  /* A user who moves a control in the silence expects the curve to move. The controls of a preset
   * that brought the curve must not move it. */
  if (engine->grace_frames > 0) {
    memcpy(engine->at_start, control, sizeof engine->at_start);
    engine->grace_frames -= smaller(engine->grace_frames, n_frames);
  }
  for (int i = CONTROL_MODE; i <= CONTROL_PEAK_SAFETY; ++i) {
    if (engine->started && control[i] != engine->at_start[i]) {
      engine->curve.resting = false;
    }
  }
  /* A trigger acts when it rises, however long the host leaves it up. */
  engine->relearn_pressed |= control[CONTROL_RELEARN] > 0.0f && engine->last_relearn <= 0.0f;
  engine->last_relearn = control[CONTROL_RELEARN];
  if (!engine->sounding) { /* the first tick is later than the first sound */
    engine_follow_mode(engine, control);
  }
}

/* Most blocks have the values of the block before. */
static void take_controls(Engine *engine, const ControlValues given)
{
  if (memcmp(given, engine->given, sizeof engine->given) == 0) {
    return;
  }
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (memcmp(&given[i], &engine->given[i], sizeof given[i]) != 0) {
      engine->given[i] = given[i];
      engine->control[i] = control_clamp((Control)i, given[i]);
    }
  }
}

void engine_process(Engine *engine, const ControlValues controls, const float *const *in,
                    float *const *out, uint32_t n_frames)
{
  take_controls(engine, controls);
  const float *control = engine->control;
  if (!engine->started) {
    if (n_frames == 0) { /* the first frame shows whether the sound goes on, and what is switched */
      return;
    }
    start(engine, control, in, n_frames);
  }
  read_switches(engine, control, n_frames);

  const float *from[MAX_CHANNELS] = {in[0], in[engine->n_channels - 1]};
  float *to[MAX_CHANNELS] = {out[0], out[engine->n_channels - 1]};
  while (n_frames > 0) {
    advance_grid(engine, control);
    uint32_t piece =
        smaller(smaller(n_frames, PIECE_FRAMES), engine->tick_end - engine->hop_position);
    if (!engine->sounding) {
      piece = silent_frames(from, engine->n_channels, piece);
      if (piece == 0) {
        begin_sound(engine, control);
        continue;
      }
    }
    if (engine->sounding) { /* before, there is nothing to be heard */
      listener_process(&engine->listener, from, engine->n_channels, piece);
    }
    sound_path_process(&engine->path, from, to, piece);
    for (int channel = 0; channel < MAX_CHANNELS; ++channel) {
      from[channel] += piece;
      to[channel] += piece;
    }
    engine->hop_position += piece;
    n_frames -= piece;
  }
}
