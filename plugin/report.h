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
#include "model/genres.h"
#include "model/profile.h"

enum { EVIDENCE_COUNT = GENRE_COUNT * BAND_COUNT };

typedef struct {
#define FIELD(symbol, count, comment) float symbol[count];
#include "plugin/report.def"
  char profile_name[PROFILE_NAME_BYTES]; /**< of the own profile; "" if there is none */
} Report;

enum {
#define FIELD(symbol, count, comment) REPORT_##symbol,
#include "plugin/report.def"
  REPORT_FIELD_COUNT
};

typedef struct {
  const char *symbol;
  const char *uri;
  size_t offset; /**< in Report, bytes */
  int count;     /**< floats */
} ReportField;

extern const ReportField report_field[REPORT_FIELD_COUNT];

#endif
