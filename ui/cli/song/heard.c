/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/song/heard.h"

#include <math.h>
#include <string.h>

#include "dsp/bands.h"
#include "model/genres.h"
#include "ui/cli/terminal/color.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"

const char *heard_genre(const Heard *heard)
{
  const int label = genre_of_value((int)heard->report.label[0]);
  return label != GENRE_UNSURE ? genre_name[label] : "unsure";
}

double heard_level_db(const Heard *heard, int band)
{
  return plain_has_level(&heard->report, band) ? (double)heard->report.level_db[band] : -HUGE_VAL;
}

static bool is_answered(const Heard *heard)
{
  return heard->report.answered[0] > 0.0f;
}

bool heard_enough(const Heard *heard, const char *file)
{
  if (!is_answered(heard)) {
    message_error(file, "holds less than 3 s of music; give a song with more of it");
  }
  return is_answered(heard);
}

/* --- for people ----------------------------------------------------------------- */

static void print_probabilities(const Heard *heard, FILE *to)
{
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const double probability = (double)heard->report.probability[genre];
    char bar[25] = "";
    for (int i = 0; i < 24 && probability * 24.0 >= i + 0.5; ++i) {
      bar[i] = '#';
      bar[i + 1] = '\0';
    }
    const bool heard_here = genre_of_value((int)heard->report.label[0]) == genre;
    fprintf(to, "%s  %-10s %5.1f %%%s%s%s\n",
            color_sequence(heard_here ? COLOR_HEARD : COLOR_FAINT), genre_name[genre],
            100.0 * probability, *bar ? "  " : "", bar, color_sequence(COLOR_END));
  }
}

/* "82 %"; while unsure, the most probable genre. */
static void describe_confidence(const Heard *heard, char *text, size_t size)
{
  const Report *report = &heard->report;
  const int best = genre_most_probable(report->probability);
  const bool unsure = genre_of_value((int)report->label[0]) == GENRE_UNSURE;
  if (report->listened_s[0] <= 0.0f) {
    snprintf(text, size, "no music");
  } else if (!is_answered(heard)) {
    snprintf(text, size, "less than 3 s");
  } else {
    snprintf(text, size, "%s%s%.0f %%", unsure ? genre_name[best] : "", unsure ? " at most, " : "",
             100.0 * (double)report->confidence[0]);
  }
}

/* Rounds to tenths, without a minus before 0.0. */
static double tenths(float db)
{
  const double rounded = round(10.0 * (double)db) / 10.0;
  return rounded == 0.0 ? 0.0 : rounded;
}

/* Says why a band does not reach its aim. */
static void print_out_of_reach(const Report *report, FILE *to)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (report->short_db[band] != 0.0f) {
      fprintf(to,
              "  %s: %+.1f dB is out of reach, %+.1f dB is nearest; too little of the song lies in "
              "the band, or all of it at its edge\n",
              band_info[band].name, tenths(report->wanted_db[band]),
              tenths(report->wanted_db[band] - report->short_db[band]));
    }
  }
}

void heard_words(const Heard *heard, char line[PLAIN_WORDS_BYTES])
{
  float control[CONTROL_COUNT];
  memcpy(control, heard->control, sizeof control);
  control[CONTROL_MODE] = (float)MODE_ADAPT;
  plain_words(line, &heard->report, control);
}

/* "3.1 below": where a band lies in its zone. */
static void describe_place(const Heard *heard, int band, char *text, size_t size)
{
  const double level_db = heard_level_db(heard, band);
  const double off_db = plain_outside_db(&heard->report, band, level_db);
  if (!isfinite(level_db)) {
    snprintf(text, size, "-");
  } else if (off_db == 0.0) {
    snprintf(text, size, "in");
  } else {
    snprintf(text, size, "%.1f %s", fabs(off_db), off_db > 0.0 ? "above" : "below");
  }
}

static void print_band(const Heard *heard, int band, double gain_db, FILE *to)
{
  const Report *report = &heard->report;
  char range[32];
  char level[16] = "-";
  char aim[16] = "-";
  char zone[32];
  char place[32];
  snprintf(range, sizeof range, "%.0f - %.0f", band_info[band].low_hz, band_info[band].high_hz);
  snprintf(zone, sizeof zone, "%.1f ... %.1f", (double)report->zone_low_db[band],
           (double)report->zone_high_db[band]);
  if (isfinite(heard_level_db(heard, band))) {
    snprintf(level, sizeof level, "%.1f", heard_level_db(heard, band));
    snprintf(aim, sizeof aim, "%.1f", tenths(report->aim_db[band]));
  }
  describe_place(heard, band, place, sizeof place);
  fprintf(to, "  %-8s %12s %8s %15s %10s %6s %+10.1f\n", band_info[band].name, range, level, zone,
          place, aim, gain_db);
}

void heard_print_table(const Heard *heard, const char *gain_name, const float *gain_db, FILE *to)
{
  const Report *report = &heard->report;
  char confidence[64];
  char words[PLAIN_WORDS_BYTES];
  describe_confidence(heard, confidence, sizeof confidence);
  heard_words(heard, words);
  fprintf(to, "Heard: %s%s%s (%s), from %.0f s of music in %.0f s at %d Hz\n",
          color_sequence(COLOR_HEARD), heard_genre(heard), color_sequence(COLOR_END), confidence,
          (double)report->listened_s[0], heard->seconds, heard->rate_hz);
  fprintf(to, "%s\n\n", words);
  if (is_answered(heard)) {
    print_probabilities(heard, to);
  }
  fprintf(to, "\n  %-8s %12s %8s %15s %10s %6s %10s\n", "Band", "Hz", "Level/dB", "Zone/dB",
          "Song is", "Aim/dB", gain_name);
  for (int band = 0; band < BAND_COUNT; ++band) {
    print_band(heard, band, tenths(gain_db[band]), to);
  }
  print_out_of_reach(report, to);
  fprintf(to, "  Makeup gain %+.1f dB\n", tenths(report->makeup_db[0]));
}

/* --- JSON ------------------------------------------------------------------------- */

static void print_member(FILE *to, const char *key, double value, int decimals)
{
  fprintf(to, ",\"%s\":", key);
  json_number(to, value, decimals);
}

/* null before there is an answer. */
static void print_answer(const Heard *heard, double value, int decimals, FILE *to)
{
  json_number(to, is_answered(heard) ? value : HUGE_VAL, decimals);
}

static void print_bands(const Heard *heard, FILE *to)
{
  const Report *report = &heard->report;
  fputs(",\"bands\":[", to);
  for (int band = 0; band < BAND_COUNT; ++band) {
    fprintf(to, "%s{\"name\":", band > 0 ? "," : "");
    json_string(to, band_info[band].name);
    print_member(to, "low_hz", band_info[band].low_hz, 0);
    print_member(to, "high_hz", band_info[band].high_hz, 0);
    print_member(to, "level_db", heard_level_db(heard, band), 2);
    print_member(to, "zone_low_db", (double)report->zone_low_db[band], 2);
    print_member(to, "zone_high_db", (double)report->zone_high_db[band], 2);
    const bool has_aim = isfinite(heard_level_db(heard, band));
    print_member(to, "aim_db", has_aim ? (double)report->aim_db[band] : HUGE_VAL, 2);
    print_member(to, "gain_db", (double)report->wanted_db[band], 2);
    print_member(to, "out_of_reach_db", (double)report->short_db[band], 2);
    fputc('}', to);
  }
  fputc(']', to);
}

/* Of the columns from first to end, a member each. */
static void print_columns(const Heard *heard, int genre, int first, int end, FILE *to)
{
  for (int column = first; column < end; ++column) {
    fputs(column > first ? "," : "{", to);
    json_string(to, evidence_name(column));
    fputc(':', to);
    const float evidence = heard->report.evidence[genre * EVIDENCE_COLUMNS + column];
    print_answer(heard, (double)evidence, 3, to);
  }
  fputc('}', to);
}

static void print_evidence(const Heard *heard, FILE *to)
{
  fputs(",\"evidence\":{", to);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    fputs(genre > 0 ? "," : "", to);
    json_string(to, genre_symbol[genre]);
    fputs(":{\"by_kind\":", to);
    print_columns(heard, genre, 0, FAMILY_COUNT, to);
    fputs(",\"by_band\":", to);
    print_columns(heard, genre, FAMILY_COUNT, EVIDENCE_COLUMNS, to);
    fputc('}', to);
  }
  fputc('}', to);
}

void heard_print_members(const Heard *heard, const char *file, FILE *to)
{
  const Report *report = &heard->report;
  fputs("\"file\":", to);
  json_string(to, file);
  fputs(",\"genre\":", to);
  const int label = genre_of_value((int)report->label[0]);
  json_string(to, label != GENRE_UNSURE ? genre_symbol[label] : "unsure");
  fputs(",\"confidence\":", to);
  print_answer(heard, (double)report->confidence[0], 4, to);
  fputs(",\"probabilities\":{", to);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    fputs(genre > 0 ? "," : "", to);
    json_string(to, genre_symbol[genre]);
    fputc(':', to);
    print_answer(heard, (double)report->probability[genre], 4, to);
  }
  fputc('}', to);
  print_bands(heard, to);
  fputs(",\"summary\":", to);
  char words[PLAIN_WORDS_BYTES];
  heard_words(heard, words);
  json_string(to, words);
  print_member(to, "makeup_db", (double)report->makeup_db[0], 2);
  print_member(to, "seconds", heard->seconds, 3);
  print_member(to, "listened_seconds", (double)report->listened_s[0], 1);
  print_member(to, "sample_rate", heard->rate_hz, 0);
  print_member(to, "peak_in_db", heard->peak_in_db, 2);
  print_evidence(heard, to);
}

void heard_print_json(const Heard *heard, const char *file, FILE *to)
{
  fputc('{', to);
  heard_print_members(heard, file, to);
  fputs("}\n", to);
}
