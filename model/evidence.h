/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The columns of the evidence for a genre: the kinds of features, and the bands. Constant data: any
 * thread.
 */
#ifndef GENRE_EQ_MODEL_EVIDENCE_H
#define GENRE_EQ_MODEL_EVIDENCE_H

#include "dsp/bands.h"

/** Kinds of features (features.def). */
typedef enum { FAMILY_MOVEMENT, FAMILY_ATTACK, FAMILY_HARMONY, FAMILY_COUNT } FeatureFamily;

/** Columns of the evidence: the kinds, then the bands. */
enum { EVIDENCE_COLUMNS = FAMILY_COUNT + BAND_COUNT };

/** Name of a column, for people. */
const char *evidence_name(int column);

#endif
