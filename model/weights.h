/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The networks that the trainer made. Constant data: any thread.
 */
#ifndef GENRE_EQ_MODEL_WEIGHTS_H
#define GENRE_EQ_MODEL_WEIGHTS_H

#include "model/network.h"

/** The colour-blind network: features of features.h in, OUTPUT_COUNT logits out. */
extern const Network movement_network;

/** The second head, on the movement network's standardised inputs: the levels of
    the five bands that such movement goes with, dB against their mean. */
extern const Layer balance_layer;

/** The paper's own: levels of the five bands and of the whole in, genres out. */
extern const Network paper_network;

#endif
