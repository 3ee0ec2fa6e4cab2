/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Passes what a session remembers between the audio thread, which changes it, and the
 * host's threads, which save and restore it, without locks or waiting. Until the audio
 * thread has taken a restored memory, a save stores that memory.
 */
#ifndef GENRE_EQ_PLUGIN_SESSION_H
#define GENRE_EQ_PLUGIN_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "plugin/triple_buffer.h"

typedef struct {
  TripleBuffer to_host;
  TripleBuffer to_audio;
  uint32_t serial_in_use;   /**< audio: of the restored letter that it goes on from */
  uint32_t serial_restored; /**< host: of the last one restored */
  MemoryLetter known;       /**< host: what a save would store */
  bool is_in_use;           /**< host: the audio thread has taken it */
} Session;

/** Before any thread uses it. `fresh` is the memory of a new instance. */
void session_init(Session *session, const Memory *fresh);

/** Audio thread, real-time safe: what was restored since the last call, or NULL. It
    stays valid until the next call. */
const MemoryLetter *session_take(Session *session);

/** Audio thread, real-time safe: stores memory and profile where a save finds them. */
void session_publish(Session *session, MemoryLetter *letter);

/** Host's threads: what a save would store. Valid until the next call of this or of
    session_restore(). */
const MemoryLetter *session_known(Session *session);

/** Host's threads: hands a restored state to the audio thread. If it has no memory (the
    preset of a profile), what was learned stays. So does the window's note where there is
    one: hosts restore presets, too, and a preset must not replace A while B is in use. */
void session_restore(Session *session, MemoryLetter *letter);

#endif
