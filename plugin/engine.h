/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The whole plugin without its host: sound in, sound out, and a curve that follows what is
 * heard. All control work happens on a grid of ticks and hops, never at block edges. The
 * grid is counted in samples from the first one above -140 dBFS. So the output is the same
 * for every block size, for every worker, and whatever fainter came before.
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

/** Goes back to the first sample. Clears the ring and all that listens; keeps the curve and
    what was learned. If the next sound continues the last one without a jump, the audio path
    keeps its filters and gains, so that there is no click. Otherwise two engines with equal
    memories sound equal from here on. Do not call it while engine_process() runs. */
void engine_restart(Engine *engine);

/** Audio thread, real-time safe. Any n_frames, 0 too; in and out may be the same
    buffers. `controls` may hold anything, NaN too. */
void engine_process(Engine *engine, const ControlValues controls, const float *const *in,
                    float *const *out, uint32_t n_frames);

/** Audio thread, real-time safe: the value of an output control. It is computed once a hop,
    and when a memory is taken. */
float engine_output(const Engine *engine, Control control);

/** Audio thread, real-time safe: the newest report, or NULL when there was no hop
    since the last call. */
const Report *engine_report(Engine *engine);

/** Audio thread (or while stopped), real-time safe: what a session should remember.
    The serial counts up at each change. */
void engine_memory(const Engine *engine, Memory *memory);
uint32_t engine_memory_serial(const Engine *engine);

/** Audio thread (or while stopped), real-time safe: takes a memory that memory_mend() has
    checked. Before the first sound since engine_restart(), and in a pause, the curve applies at
    once, as after a restart; else it glides there. */
void engine_remember(Engine *engine, const Memory *memory);

/** Audio thread (or while stopped), real-time safe: the own profile to aim at where
    the genre control says so, from now on. */
void engine_set_profile(Engine *engine, const Profile *profile);

/** The same for a profile that another thread must read first. engine_expect_profile()
    says that it was asked for, `frame` frames into the next block.
    engine_offer_profile() hands it over. It takes effect PROFILE_HOPS hops after it was
    asked for, so the sound does not depend on how long the reading took. If the reading
    took longer, it takes effect at the next hop; before the first sound, at once. Audio
    thread, real-time safe. */
#define PROFILE_HOPS 10
void engine_expect_profile(Engine *engine, uint32_t frame);
void engine_offer_profile(Engine *engine, const Profile *profile);

/** True while a profile that was offered is not yet in use. Audio thread, real-time safe. */
bool engine_profile_is_due(const Engine *engine);

/** The profile in use. Audio thread (or while stopped), real-time safe. */
const Profile *engine_profile(const Engine *engine);

/** For the worker: see listener.h. */
Listener *engine_listener(Engine *engine);

#endif
