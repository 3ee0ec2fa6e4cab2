/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/report.h"

#include "plugin/controls.h"

const ReportField report_field[REPORT_FIELD_COUNT] = {
#define FIELD(symbol, count, comment)                                                              \
  {#symbol, GENRE_EQ_PREFIX #symbol, offsetof(Report, symbol), count},
#include "plugin/report.def"
};
