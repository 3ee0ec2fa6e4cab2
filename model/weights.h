/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The network that the trainer made (weights.c). Constant data: any thread.
 */
#ifndef GENRE_EQ_MODEL_WEIGHTS_H
#define GENRE_EQ_MODEL_WEIGHTS_H

#include "model/network.h"

extern const Network ear_network;

#endif
