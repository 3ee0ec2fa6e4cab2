/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/report.h"

#include "model/decision.h"
#include "plugin/controls.h"

const ReportField report_field[REPORT_FIELD_COUNT] = {
#define FIELD(symbol, count, comment)                                                              \
  {#symbol, GENRE_EQ_PREFIX #symbol, offsetof(Report, symbol), count},
#include "plugin/report.def"
};

const ReportText report_text[REPORT_TEXT_COUNT] = {
#define TEXT(symbol, n_bytes, comment)                                                             \
  {#symbol, GENRE_EQ_PREFIX #symbol, offsetof(Report, symbol), n_bytes},
#include "plugin/report.def"
};

void report_label_by_answer(Report *report)
{
  const int best = genre_most_probable(report->probability);
  const bool is_named = (double)report->probability[best] >= LABEL_PROBABILITY;
  report->label[0] = (float)genre_value_of(is_named ? best : GENRE_UNSURE);
  report->confidence[0] = report->probability[best];
}
