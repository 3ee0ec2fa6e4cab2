/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The report of report.def as a structure. The plugin writes it; the window and
 * the program read it back from the atom port.
 */
#ifndef GENRE_EQ_PLUGIN_REPORT_H
#define GENRE_EQ_PLUGIN_REPORT_H

#include <stddef.h>

#include "dsp/bands.h"
#include "model/evidence.h"
#include "model/genres.h"
#include "model/profile.h"
#include "plugin/version.h"

enum { EVIDENCE_COUNT = GENRE_COUNT * EVIDENCE_COLUMNS };

typedef struct {
#define FIELD(symbol, count, comment) float symbol[count];
#define TEXT(symbol, n_bytes, comment) char symbol[n_bytes];
#include "plugin/report.def"
} Report;

enum {
#define FIELD(symbol, count, comment) REPORT_##symbol,
#include "plugin/report.def"
  REPORT_FIELD_COUNT
};

enum {
#define TEXT(symbol, n_bytes, comment) REPORT_##symbol,
#include "plugin/report.def"
  REPORT_TEXT_COUNT
};

typedef struct {
  const char *symbol;
  const char *uri;
  size_t offset; /**< in Report, bytes */
  int count;     /**< floats */
} ReportField;

typedef struct {
  const char *symbol;
  const char *uri;
  size_t offset; /**< in Report, bytes */
  int n_bytes;   /**< with the final NUL */
} ReportText;

extern const ReportField report_field[REPORT_FIELD_COUNT];
extern const ReportText report_text[REPORT_TEXT_COUNT];

/** For what is said of a whole song: names the most probable genre, or is unsure below
    LABEL_PROBABILITY. While a song plays, the label changes less often (decision.h). */
void report_label_by_answer(Report *report);

#endif
