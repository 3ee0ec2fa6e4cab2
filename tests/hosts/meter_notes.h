/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Keeps which blocks were late or slow, and writes them to a file.
 */
#ifndef GENRE_EQ_TESTS_HOSTS_METER_NOTES_H
#define GENRE_EQ_TESTS_HOSTS_METER_NOTES_H

#include "tests/hosts/meter_span.h" /* first: it asks the system for RUSAGE_THREAD */

#include <stdint.h>
#include <stdio.h>

enum { MAX_NOTES = 4096 };

typedef struct {
  const char *what;
  int64_t block;
  Span span;
} Note;

typedef struct {
  Note *note; /**< [MAX_NOTES]; NULL: nothing is kept */
  int count;
} Notes;

static inline void notes_add(Notes *notes, Note note)
{
  if (notes->note && notes->count < MAX_NOTES) {
    notes->note[notes->count++] = note;
  }
}

static inline void notes_write(const Notes *notes, const char *path)
{
  FILE *to = fopen(path, "w");
  for (int i = 0; to && i < notes->count; ++i) {
    const Note *note = &notes->note[i];
    fprintf(to, "%s %lld %.3f %.3f %lld %lld %lld\n", note->what, (long long)note->block,
            (double)note->span.wall_ns * 1e-6, (double)note->span.cpu_ns * 1e-6,
            (long long)note->span.waits, (long long)note->span.preempted,
            (long long)note->span.faults);
  }
  if (to) {
    fclose(to);
  }
}

#endif
