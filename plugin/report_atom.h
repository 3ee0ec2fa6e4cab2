/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The Report as an LV2 atom. The plugin writes it into its notify port; a window or a host
 * reads it back. It is a patch:Put without a subject, as for the plugin's own properties: hosts
 * that show those pass over the ones that they do not know, and some (jalv, Zrythm) complain of
 * any object that is not of LV2's patch. Its patch:body is an atom:Object of type
 * urn:genre-eq:Report, with one atom:Vector of atom:Float per FIELD of report.def and one
 * atom:String per TEXT.
 */
#ifndef GENRE_EQ_PLUGIN_REPORT_ATOM_H
#define GENRE_EQ_PLUGIN_REPORT_ATOM_H

#include <lv2/atom/atom.h>
#include <lv2/urid/urid.h>
#include <stdbool.h>

#include "plugin/report.h"

/** Bytes that a sequence with one report needs: the port's rsz:minimumSize. */
#define REPORT_ATOM_BYTES 4096

/** The URIDs of this host. */
typedef struct {
  LV2_URID atom_Object;
  LV2_URID atom_Vector;
  LV2_URID atom_Float;
  LV2_URID atom_Sequence;
  LV2_URID atom_String;
  LV2_URID patch_Put;
  LV2_URID patch_body;
  LV2_URID Report;
  LV2_URID field[REPORT_FIELD_COUNT];
  LV2_URID text[REPORT_TEXT_COUNT];
} ReportUrids;

/** Asks the host for the URIDs. Not real-time safe. */
void report_urids_map(ReportUrids *urids, LV2_URID_Map *map);

/** Writes a sequence into a port's buffer whose atom.size holds its capacity. The sequence
    has the report at frame 0, or is empty if `report` is NULL. If the buffer is too small
    for the report, the sequence is empty; if it is too small for that, the buffer does not
    change. Real-time safe. */
void report_atom_write(const ReportUrids *urids, const Report *report, LV2_Atom_Sequence *port);

/** Reads an atom back. A missing field keeps its value in *report. A longer field is cut; a
    shorter one sets only its first values. False if the atom is not a report. Real-time
    safe. */
bool report_atom_read(const ReportUrids *urids, const LV2_Atom *atom, Report *report);

#endif
