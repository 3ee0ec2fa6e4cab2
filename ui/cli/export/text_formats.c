/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/export/text_formats.h"

#include <math.h>

#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/shown.h"

enum { POINTS_PER_OCTAVE = 24 };
#define TABLE_LOW_HZ 20.0

/* --- Equalizer APO ------------------------------------------------------------------ */

/* Writes only peaks (FIT_PEAKS), because all readers understand them alike. EasyEffects sets a
 * shelf's Q to 2/3, and would be up to 1.5 dB off. PipeWire 1.4 reads the preamp from the first
 * line alone, and at most 8 characters of a frequency and 6 of another number. A line feed in a
 * song's name must not end the comment. */
void export_apo(const HeldCurve *curve, FILE *to)
{
  fprintf(to,
          "Preamp: %.3f dB\n"
          "# Genre EQ, curve of %s\n"
          "# At %.0f Hz within %.2f dB of the plugin's curve, from %.0f to %.0f Hz.\n",
          curve->fitted_preamp_db, shown_name(curve->song).text, curve->rate_hz,
          curve->fit_error_db, FIT_LOW_HZ, held_curve_top_hz(curve));
  for (int i = 0; i < curve->n_fitted; ++i) {
    const CookbookSection *section = &curve->fitted[i];
    fprintf(to, "Filter %d: ON PK Fc %.2f Hz Gain %.3f dB Q %.4f\n", i + 1, section->freq_hz,
            section->gain_db, section->q);
  }
}

/* --- tables -------------------------------------------------------------------------- */

/** The index-th frequency of the table, or 0 behind its end. */
static double table_hz(const Response *response, int index)
{
  const double freq_hz = TABLE_LOW_HZ * exp2((double)index / POINTS_PER_OCTAVE);
  return freq_hz < response->top_hz ? freq_hz : 0.0;
}

void export_csv(const HeldCurve *curve, FILE *to)
{
  const Response response = held_curve_response(curve);
  fputs("freq_hz,gain_db,gain_with_preamp_db\n", to);
  for (int i = 0; table_hz(&response, i) > 0.0; ++i) {
    const double gain_db = response_gain_db(&response, table_hz(&response, i));
    fprintf(to, "%.2f,%.4f,%.4f\n", table_hz(&response, i), gain_db, gain_db + curve->preamp_db);
  }
}

static void put_section(const CookbookSection *section, FILE *to)
{
  static const char *const kind[] = {[COOKBOOK_LOW_SHELF] = "low_shelf",
                                     [COOKBOOK_BELL] = "bell",
                                     [COOKBOOK_HIGH_SHELF] = "high_shelf"};
  fprintf(to, "{\"type\":\"%s\",\"freq_hz\":%.2f,\"gain_db\":", kind[section->kind],
          section->freq_hz);
  json_number(to, section->gain_db, 4);
  fprintf(to, ",\"q\":%.4f}", section->q);
}

void export_json(const HeldCurve *curve, FILE *to)
{
  const Response response = held_curve_response(curve);
  fputs("{\"song\":", to);
  json_string(to, curve->song);
  fprintf(to, ",\"sample_rate\":%.0f,\"preamp_db\":", curve->rate_hz);
  json_number(to, curve->preamp_db, 3);
  fputs(",\"sections\":[", to);
  for (int i = 0; i < SHELF_COUNT; ++i) {
    const CookbookSection own = held_curve_shelf(curve, i);
    fputs(i > 0 ? "," : "", to);
    put_section(&own, to);
  }
  fputs("],\"cookbook_sections\":[", to);
  for (int i = 0; i < curve->n_fitted; ++i) {
    fputs(i > 0 ? "," : "", to);
    put_section(&curve->fitted[i], to);
  }
  fputs("],\"cookbook_preamp_db\":", to);
  json_number(to, curve->fitted_preamp_db, 3);
  fputs(",\"cookbook_error_db\":", to);
  json_number(to, curve->fit_error_db, 4);
  fputs(",\"curve\":[", to);
  for (int i = 0; table_hz(&response, i) > 0.0; ++i) {
    fprintf(to, "%s[%.2f,", i > 0 ? "," : "", table_hz(&response, i));
    json_number(to, response_gain_db(&response, table_hz(&response, i)), 4);
    fputc(']', to);
  }
  fputs("]}\n", to);
}
