/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Reads the plugin's reports (plugin/report.def) back from its atom output port.
 */
#ifndef GENRE_EQ_UI_CLI_REPORT_READER_H
#define GENRE_EQ_UI_CLI_REPORT_READER_H

#include <stdbool.h>

#include <lv2/atom/atom.h>
#include <lv2/urid/urid.h>

#include "plugin/report.h"

/** URI of the objects' type. */
#define GENRE_EQ_REPORT_URI "urn:genre-eq:Report"

/** The URIDs it needs; the caller's own. */
typedef struct {
  LV2_URID report_type;
  LV2_URID object_type;
  LV2_URID vector_type;
  LV2_URID float_type;
  LV2_URID field[REPORT_FIELD_COUNT];
} ReportReader;

void report_reader_init(ReportReader *reader, const LV2_URID_Map *map);

/** Reads one event. True if it is a report; fields it lacks keep their value in
    `report`, fields we do not know (of a newer plugin) are passed over. */
bool report_reader_read(const ReportReader *reader, const LV2_Atom *event, Report *report);

#endif
