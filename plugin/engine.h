/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The whole plugin but for its host: sound in, sound out, and a curve that follows
 * what it hears. All control work happens on a grid of ticks and hops counted in
 * samples from the first one that is not silent, never at block edges, so the output
 * is the same for every block size, for every worker, and however long the host was
 * silent before.
 */
#ifndef GENRE_EQ_PLUGIN_ENGINE_H
#define GENRE_EQ_PLUGIN_ENGINE_H

#include <stdint.h>

#include "plugin/controls.h"
#include "plugin/listener.h"
#include "plugin/memory.h"
#include "plugin/report.h"

typedef struct Engine Engine;

/** Input controls by Control; the values of outputs are ignored. */
typedef float ControlValues[CONTROL_COUNT];

/** A new engine for n_channels (1 or 2), stopped at the first sample, flat. `ask`
    may be NULL: no worker. Not real-time safe. NULL when memory is short. */
Engine *engine_new(double rate_hz, int n_channels, AskFunction ask, void *asker);

void engine_free(Engine *engine);

/** Back to the first sample: what the filters and the ring hold is forgotten, what
    was learned and the curve are kept. Equal memories sound equal from here on. Not
    while process runs. */
void engine_restart(Engine *engine);

/** Audio thread, real-time safe. Any n_frames, 0 too; in and out may be the same
    buffers. `controls` may hold anything, NaN too. */
void engine_process(Engine *engine, const ControlValues controls, const float *const *in,
                    float *const *out, uint32_t n_frames);

/** Audio thread, real-time safe: the value of an output control now. */
float engine_output(const Engine *engine, Control control);

/** Audio thread, real-time safe: the newest report, or NULL when there was no hop
    since the last call. */
const Report *engine_report(Engine *engine);

/** Audio thread (or while stopped), real-time safe: what is to be remembered.
    `serial` counts up whenever it has changed. */
void engine_memory(const Engine *engine, Memory *memory);
uint32_t engine_memory_serial(const Engine *engine);

/** Audio thread (or while stopped), real-time safe: takes on a mended memory. Before
    the first sound since engine_restart() the curve is there at once; later it
    glides there. */
void engine_remember(Engine *engine, const Memory *memory);

/** For the worker: see listener.h. */
Listener *engine_listener(Engine *engine);

#endif
