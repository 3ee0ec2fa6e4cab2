/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/triple_buffer.h"

enum { SLOT_MASK = 3, FRESH = 4 };

void triple_buffer_init(TripleBuffer *buffer)
{
  buffer->writer_slot = 0;
  buffer->reader_slot = 1;
  atomic_init(&buffer->middle, 2u);
}

void triple_buffer_write(TripleBuffer *buffer, const MemoryLetter *letter)
{
  buffer->slot[buffer->writer_slot] = *letter;
  const unsigned taken =
      atomic_exchange_explicit(&buffer->middle, buffer->writer_slot | FRESH, memory_order_acq_rel);
  buffer->writer_slot = taken & SLOT_MASK;
}

const MemoryLetter *triple_buffer_read(TripleBuffer *buffer)
{
  if (!(atomic_load_explicit(&buffer->middle, memory_order_relaxed) & FRESH)) {
    return NULL;
  }
  const unsigned taken =
      atomic_exchange_explicit(&buffer->middle, buffer->reader_slot, memory_order_acq_rel);
  buffer->reader_slot = taken & SLOT_MASK;
  return &buffer->slot[buffer->reader_slot];
}
