/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/version.h"

/* The Makefile defines it. */
#ifndef GENRE_EQ_SOURCE_SUM
#define GENRE_EQ_SOURCE_SUM "unknown"
#endif

const char genre_eq_build[VERSION_BYTES] = GENRE_EQ_VERSION "+" GENRE_EQ_SOURCE_SUM;
