/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The version, written once: the Makefile reads it from here. Sessions and reports carry it.
 *
 * Raise it, and say so in NEWS, with each release whose sound, report or ports differ from
 * the last one's: hosts prefer the newer of two installed bundles, and the window tells when
 * it shows a plugin of another version. LV2's minor version is 100 a + b of a.b.c; an odd
 * one is a development version.
 */
#ifndef GENRE_EQ_PLUGIN_VERSION_H
#define GENRE_EQ_PLUGIN_VERSION_H

#define GENRE_EQ_VERSION "0.2.0"

#endif
