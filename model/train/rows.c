/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/rows.h"

#include <stdlib.h>
#include <string.h>

#include "model/train/parallel.h"

static void find_row(void *data, int row)
{
  const Rows *rows = data;
  features_find((Features *)rows->feature[row], &rows->stretch[row]->mean);
}

bool rows_find(const Library *library, Rows *rows)
{
  int n = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    n += library->clip[c].recording.n_stretches;
  }
  *rows = (Rows){.feature = malloc((size_t)n * sizeof *rows->feature),
                 /* NOLINTNEXTLINE(bugprone-sizeof-expression): it holds pointers */
                 .stretch = malloc((size_t)n * sizeof *rows->stretch),
                 .clip = malloc((size_t)n * sizeof *rows->clip),
                 .whole = malloc((size_t)library->n_clips * sizeof *rows->whole)};
  if (!rows->feature || !rows->stretch || !rows->clip || !rows->whole) {
    return false;
  }
  for (int c = 0; c < library->n_clips; ++c) {
    const Recording *recording = &library->clip[c].recording;
    rows->whole[c] = rows->n;
    for (int s = 0; s < recording->n_stretches; ++s) {
      rows->clip[rows->n] = c;
      rows->stretch[rows->n++] = &recording->stretch[s];
    }
  }
  parallel_for(n, find_row, rows);
  return true;
}

void rows_free(Rows *rows)
{
  free(rows->feature);
  free(rows->stretch);
  free(rows->clip);
  free(rows->whole);
  memset(rows, 0, sizeof *rows);
}

int rows_twin(const Rows *rows, int row, Version version)
{
  const int clip = rows->clip[row];
  const Stretch *of = rows->stretch[row];
  for (int i = rows->whole[clip]; i < rows->n && rows->clip[i] == clip; ++i) {
    const Stretch *other = rows->stretch[i];
    if (other->version == (int)version && other->length == of->length &&
        other->place == of->place) {
      return i;
    }
  }
  return -1;
}
