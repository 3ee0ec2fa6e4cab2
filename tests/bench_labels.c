/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * How often the label changes in the first minute of a song, in the engine as a host runs it, with
 * its default memory, and when it first names a genre. A shorter song is repeated until a minute is
 * over.
 *
 *   bench_labels SONG...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/train/parallel.h"
#include "model/train/sound.h"
#include "plugin/engine.h"
#include "plugin/engine_internal.h"
#include "tests/support_bench.h"

enum { MINUTE_S = 60, MOST_SONGS = 1000, MOST_TOLD = 8 };

typedef struct {
  bool is_heard;
  int n_changes; /* after the first answer */
  int n_told;
  int label[MOST_TOLD]; /* the first answer's, and those that followed */
  double at_s[MOST_TOLD];
} Labels;

typedef struct {
  char **path;
  Labels song[MOST_SONGS];
} Bench;

static void note(Labels *labels, const Decision *decision, double at_s)
{
  const bool is_first = labels->n_told == 0;
  if (!decision->is_answered ||
      (!is_first && decision->label == labels->label[labels->n_told - 1])) {
    return;
  }
  labels->n_changes += !is_first;
  if (labels->n_told < MOST_TOLD) {
    labels->label[labels->n_told] = decision->label;
    labels->at_s[labels->n_told++] = at_s;
  }
}

static void play(const Sound *sound, Labels *labels)
{
  enum { BLOCK = 512 };
  float out[2][BLOCK];
  float *const to[2] = {out[0], out[1]};
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  Engine *engine = engine_new(sound->rate_hz, sound->n_channels, NULL, NULL);
  const uint32_t end = (uint32_t)(MINUTE_S * sound->rate_hz);
  for (uint32_t done = 0; engine && done < end;) {
    const uint32_t at = done % (uint32_t)sound->n_frames;
    const uint32_t left = (uint32_t)sound->n_frames - at;
    const uint32_t n = left < BLOCK ? left : BLOCK;
    const float *const in[2] = {sound->channel[0] + at, sound->channel[1] + at};
    engine_process(engine, control, in, to, n);
    done += n;
    note(labels, &engine->listener.decision, (double)done / sound->rate_hz);
  }
  labels->is_heard = engine != NULL;
  engine_free(engine);
}

static void hear_song(void *data, int index)
{
  Bench *bench = data;
  Sound sound = {0};
  char reason[256];
  if (sound_load(&sound, bench->path[index], reason, sizeof reason)) {
    play(&sound, &bench->song[index]);
  } else {
    fprintf(stderr, "bench_labels: %s: %s\n", bench->path[index], reason);
  }
  sound_free(&sound);
}

static void print_song(const char *path, const Labels *labels)
{
  const char *slash = strrchr(path, '/');
  printf("%s:", slash ? slash + 1 : path);
  for (int i = 0; i < labels->n_told; ++i) {
    printf(" %.0f s %s", labels->at_s[i],
           labels->label[i] == GENRE_UNSURE ? "unsure" : genre_name[labels->label[i]]);
  }
  printf("\n");
}

/* When the label first names a genre; MINUTE_S if it does not. */
static double named_at_s(const Labels *labels)
{
  for (int i = 0; i < labels->n_told; ++i) {
    if (labels->label[i] != GENRE_UNSURE) {
      return labels->at_s[i];
    }
  }
  return MINUTE_S;
}

int main(int argc, char **argv)
{
  static Bench bench;
  double named_s[MOST_SONGS];
  int n_songs = 0;
  int n_with[3] = {0}; /* no change, one, more */
  if (argc < 2 || argc > MOST_SONGS) {
    fprintf(stderr, "usage: bench_labels SONG...\n");
    return 2;
  }
  bench.path = argv + 1;
  parallel_for(argc - 1, hear_song, &bench);
  for (int i = 0; i < argc - 1; ++i) {
    const Labels *labels = &bench.song[i];
    if (labels->is_heard) {
      named_s[n_songs++] = named_at_s(labels);
      ++n_with[labels->n_changes < 2 ? labels->n_changes : 2];
      if (labels->n_changes > 1) {
        print_song(argv[i + 1], labels);
      }
    }
  }
  printf("changes of label after the first answer, in a minute: none in %d songs, one in %d, more "
         "in %d\n",
         n_with[0], n_with[1], n_with[2]);
  qsort(named_s, (size_t)n_songs, sizeof *named_s, bench_compare);
  printf("a genre is named after %.0f s (median), %.0f s (nine of ten songs)\n",
         named_s[n_songs / 2], named_s[n_songs * 9 / 10]);
  bench_row("labels", "songs with more than one change", 100.0 * n_with[2] / n_songs, "%");
  return n_songs > 0 ? 0 : 1;
}
