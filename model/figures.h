/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Figures: what is measured in a hop, and its mean over many hops.
 *
 * Real-time safe; one thread at a time for a structure.
 */
#ifndef GENRE_EQ_MODEL_FIGURES_H
#define GENRE_EQ_MODEL_FIGURES_H

#include "model/harmony.h"
#include "model/movement.h"

/** Figures of a hop, or their means over many. */
typedef struct {
  Movement movement;
  Harmony harmony; /**< mean of the hop's looks */
} Figures;

#define FIGURE_COUNT ((int)(sizeof(Figures) / sizeof(float)))

/** Adds a hop's figures to the means of n_hops hops, this one included; at most memory_hops count.
    n_before: hops in a row before this one; a figure that needs more earlier hops is left out. */
void figures_learn(Figures *mean, const Figures *hop, double n_hops, double memory_hops,
                   int n_before);

#endif
