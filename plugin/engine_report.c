/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include <string.h>

#include "dsp/portable_math.h"
#include "plugin/engine_internal.h"

void engine_report_subbands(Engine *engine)
{
  double db[SUBBAND_COUNT];
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    db[i] = (double)engine->listener.hop_energy[i];
  }
  power_to_db_all(db, SUBBAND_COUNT);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    engine->report.subband_db[i] = (float)db[i];
  }
}

void engine_write_report(Engine *engine)
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
  for (int band = 0; band < BAND_COUNT; ++band) {
    report->level_db[band] = (float)level_db[band];
    report->zone_low_db[band] = (float)curve->target.zone[band].low_db;
    report->zone_high_db[band] = (float)curve->target.zone[band].high_db;
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
  memcpy(report->profile_name, engine->profile.name, sizeof report->profile_name);
  engine->report_is_new = true;
  ++engine->memory_serial;
}

static float output_now(const Engine *engine, Control control)
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

void engine_show_outputs(Engine *engine)
{
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    engine->shown[i] = output_now(engine, (Control)i);
  }
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
