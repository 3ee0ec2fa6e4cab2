/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include <string.h>

#include "dsp/portable_math.h"
#include "plugin/engine_internal.h"

static void report_subbands(Engine *engine)
{
  double db[SUBBAND_COUNT];
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    db[i] = (double)engine->listener.hearing.hop.subband_energy[i];
  }
  power_to_db_all(db, SUBBAND_COUNT);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    engine->report.subband_db[i] = (float)db[i];
  }
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
    for (int column = 0; column < EVIDENCE_COLUMNS; ++column) {
      report->evidence[genre * EVIDENCE_COLUMNS + column] =
          (float)decision->evidence[genre][column];
    }
  }
  report->label[0] = (float)genre_value_of(decision->label);
  report->confidence[0] = (float)decision_confidence(decision);
  report->listened_s[0] = (float)decision->listened_s;
  report->answered[0] = decision->is_answered ? 1.0f : 0.0f;
  report->learn_phase[0] = (float)engine->learn.phase;
  for (int band = 0; band < BAND_COUNT; ++band) {
    report->level_db[band] = (float)level_db[band];
    report->zone_low_db[band] = (float)curve->target.zone[band].low_db;
    report->zone_high_db[band] = (float)curve->target.zone[band].high_db;
    report->aim_db[band] = (float)curve->target.aim_db[band];
    report->wanted_db[band] = (float)curve->wanted_db[band];
    report->applied_db[band] = (float)engine->applied_db[band];
    report->short_db[band] = (float)curve_short_db(curve, band);
    report->section_db[band] = (float)curve->section[band].value_db;
    report->section_to_db[band] = (float)curve->section_to_db[band];
  }
  report->makeup_db[0] = (float)curve->makeup.value_db;
  report->rate_hz[0] = (float)engine->rate_hz;
  report->loudness_lufs[0] = (float)loudness_meter_in_lufs(&engine->loudness);
  report->loudness_lufs[1] = (float)loudness_meter_out_lufs(&engine->loudness);
  memcpy(report->version, genre_eq_build, sizeof report->version);
  memcpy(report->profile_name, engine->profile.name, sizeof report->profile_name);
  engine->report_is_new = true;
  ++engine->memory_serial;
}

static void show(Engine *engine, int control, float value)
{
  engine->shown[control] = control_clamp((Control)control, value);
}

static void show_outputs(Engine *engine)
{
  const Report *report = &engine->report;
  const double peak_in = engine->curve.peak_in;
  show(engine, CONTROL_DETECTED_GENRE, report->label[0]);
  show(engine, CONTROL_CONFIDENCE, 100.0f * report->confidence[0]);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    show(engine, (int)genre_probability[genre], 100.0f * report->probability[genre]);
  }
  show(engine, CONTROL_LISTENED, report->listened_s[0]);
  for (int band = 0; band < BAND_COUNT; ++band) {
    show(engine, CONTROL_LEVEL_LOW + band, report->level_db[band]);
    show(engine, CONTROL_GAIN_LOW + band, report->applied_db[band]);
  }
  show(engine, CONTROL_MAKEUP, report->makeup_db[0]);
  show(engine, CONTROL_PEAK_IN, (float)power_to_db(peak_in * peak_in));
  show(engine, CONTROL_PEAK_OUT, (float)power_to_db(engine->peak_out * engine->peak_out));
}

void engine_show(Engine *engine)
{
  report_subbands(engine);
  write_report(engine);
  show_outputs(engine);
}

float engine_output(const Engine *engine, Control control)
{
  return engine->shown[control];
}

const Report *engine_report(Engine *engine)
{
  const bool is_new = engine->report_is_new;
  engine->report_is_new = false;
  return is_new ? &engine->report : NULL;
}
