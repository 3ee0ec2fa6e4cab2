/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq-demo: what `make run` shows of a song. Listens to it as it is, writes it as a mix of a
 * bad room, masters that mix, and compares the bands of the three.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "ui/cli/song/measure.h"
#include "ui/cli/song/render.h"
#include "ui/cli/terminal/color.h"
#include "ui/cli/terminal/interrupt.h"
#include "ui/cli/terminal/message.h"
#include "ui/demo/bad_room.h"

enum { SONG, MIX, MASTER };

typedef struct {
  double db[BAND_COUNT];
} Bands;

/* Takes off what all bands have in common: that is loudness, and no colour. */
static Bands balance(const double level_db[BAND_COUNT])
{
  Bands bands;
  double mean_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    mean_db += level_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    bands.db[band] = level_db[band] - mean_db;
  }
  return bands;
}

static Bands balance_heard(const Heard *heard)
{
  double level_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] = (double)heard->report.level_db[band];
  }
  return balance(level_db);
}

static void print_heard(const char *which, const Heard *heard)
{
  char words[PLAIN_WORDS_BYTES];
  heard_words(heard, words);
  printf("  %-15s%s%s%s (%.0f %%). %s\n", which, color_sequence(COLOR_HEARD), heard_genre(heard),
         color_sequence(COLOR_END), 100.0 * (double)heard->report.confidence[0], words);
}

static void print_table(const Bands *song, const Bands *mix, const Bands *master)
{
  double sum_color_db = 0.0;
  double sum_left_db = 0.0;
  printf("\n  %-8s %9s %14s %9s\n", "Band", "Color/dB", "Taken off/dB", "Left/dB");
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double color_db = mix->db[band] - song->db[band];
    const double left_db = master->db[band] - song->db[band];
    printf("  %-8s %+9.1f %+14.1f %+9.1f\n", band_info[band].name, color_db, color_db - left_db,
           left_db);
    sum_color_db += fabs(color_db);
    sum_left_db += fabs(left_db);
  }
  printf("  %.0f %% of the color was taken off.\n", 100.0 * (1.0 - sum_left_db / sum_color_db));
}

/* Listens to the song at default settings, and writes the mix. */
static bool mix_badly(Host *host, const Arguments *arguments, Bands *bands)
{
  const Arguments plain = {.block = arguments->block};
  Heard heard;
  Memory *memory = malloc(sizeof *memory);
  AudioInput *song = audio_input_open(arguments->file[SONG], arguments->block);
  const bool fine = song && memory && song_listen_to_memory(host, song, &plain, &heard, memory) &&
                    bad_room_write(song, memory, arguments->file[MIX]);
  if (fine) {
    print_heard("As it is:", &heard);
    *bands = balance_heard(&heard);
  }
  audio_input_close(song);
  free(memory);
  return fine;
}

static bool master(Host *host, AudioInput *mix, const Arguments *arguments, const Bands *song)
{
  Heard heard;
  Measured measured;
  Rendered rendered;
  LilvState *learned = NULL;
  if (!song_listen(host, mix, arguments, &heard, &learned)) {
    return false;
  }
  const RenderTarget target = {.path = arguments->file[MASTER],
                               .format = BAD_ROOM_FORMAT,
                               .overwrite = true,
                               .learned = learned};
  const bool fine = song_measure_held(host, mix, arguments, learned, NULL, NULL, &measured) &&
                    song_render(host, mix, arguments, &target, &rendered);
  if (fine) {
    const Bands before = balance_heard(&heard);
    const Bands after = balance(measured.level_after_db);
    print_heard("In a bad room:", &heard);
    print_table(song, &before, &after);
  }
  lilv_state_free(learned);
  return fine;
}

static int run(const Arguments *arguments)
{
  Bands song;
  AudioInput *mix = NULL;
  Host *host = host_open(arguments->bundle);
  bool fine = host && mix_badly(host, arguments, &song);
  if (fine) {
    mix = audio_input_open(arguments->file[MIX], arguments->block);
    fine = mix && master(host, mix, arguments, &song);
  }
  audio_input_close(mix);
  host_close(host);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}

static const Command demo = {
    .name = "demo",
    .operands = "SONG MIX MASTER",
    .summary = "Write SONG as a MIX of a bad room, master the mix, and show what was mended.",
    .min_files = 3,
    .max_files = 3,
    .takes = TAKES(OPTION_SET) | TAKES(OPTION_BUNDLE),
};

int main(int argc, char **argv)
{
  Arguments arguments;
  interrupt_catch();
  color_begin();
  if (!options_read(&demo, argv + 1, argc - 1, &arguments)) {
    return EXIT_WRONG_USAGE;
  }
  int exit_code = EXIT_FINE;
  if (arguments.given[OPTION_HELP]) {
    options_print_help(&demo, stdout);
  } else {
    exit_code = run(&arguments);
  }
  interrupt_finish();
  return exit_code;
}
