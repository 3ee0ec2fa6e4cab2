/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The version, written once: the Makefile reads it from here. Each session and each report
 * says which version wrote it.
 *
 * Raise it, and say so in NEWS, for each release that changes the sound, the report, the
 * state or the ports: tests/check_version.sh compares them with tests/version.sums. Hosts prefer
 * the newer of two installed bundles. LV2's minor version is 100 a + b of a.b.c; an odd one is a
 * development version.
 */
#ifndef GENRE_EQ_PLUGIN_VERSION_H
#define GENRE_EQ_PLUGIN_VERSION_H

#define GENRE_EQ_VERSION "0.2.0"

#define VERSION_BYTES 32

/** The version, a plus sign, and a checksum of the sources of dsp, model and plugin. Two builds
    with the same text have the same sound and the same reports. */
extern const char genre_eq_build[VERSION_BYTES];

#endif
