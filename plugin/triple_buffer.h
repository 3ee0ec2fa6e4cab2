/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Hands the latest Memory, profile and window's note from one thread to another without locks or
 * waiting.
 *
 *   writer's slot  ──swap──  middle  ──swap──  reader's slot
 *
 * Each side owns one of three slots. The third lies in the middle; one atomic word holds its
 * index and a 'fresh' mark. The writer fills its slot and swaps it with the middle one. When
 * the middle is fresh, the reader swaps its own slot with it.
 *
 * One writing thread, one reading thread; both sides wait-free and real-time safe.
 */
#ifndef GENRE_EQ_PLUGIN_TRIPLE_BUFFER_H
#define GENRE_EQ_PLUGIN_TRIPLE_BUFFER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "plugin/memory.h"
#include "plugin/own_profile.h"
#include "plugin/window_note.h"

typedef struct {
  uint32_t serial; /**< of the restored state this memory grew from */
  bool has_memory; /**< false: the reader keeps its memory */
  Memory memory;
  OwnProfile own;
  char window_note[WINDOW_NOTE_BYTES];
} MemoryLetter;

typedef struct {
  MemoryLetter slot[3];
  unsigned writer_slot; /**< the writer's alone */
  unsigned reader_slot; /**< the reader's alone */
  atomic_uint middle;   /**< slot index, + FRESH */
} TripleBuffer;

/** Makes both sides empty. Before any thread uses it. */
void triple_buffer_init(TripleBuffer *buffer);

/** Writer: stores a copy for the reader; replaces an unread older one. */
void triple_buffer_write(TripleBuffer *buffer, const MemoryLetter *letter);

/** Reader: the newest letter, or NULL when none came since the last call. It stays
    valid and unchanged until the next call. */
const MemoryLetter *triple_buffer_read(TripleBuffer *buffer);

#endif
