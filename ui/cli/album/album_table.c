/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of album.h: prints what was done.
 */
#include <math.h>

#include "ui/cli/album/album.h"
#include "ui/cli/terminal/color.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/shown.h"

/* The gain between what was measured and the master, for its loudness and its peak. */
static double gain_db(const Album *album, const AlbumSong *song)
{
  return song->own_gain_db + album->common_gain_db + (double)album->control[CONTROL_OUTPUT_GAIN];
}

static const char *genre_of(const Album *album)
{
  return album->label == GENRE_UNSURE ? "unsure" : genre_name[album->label];
}

static double listened_s(const Album *album)
{
  double sum_s = 0.0;
  for (int i = 0; i < album->n_songs; ++i) {
    sum_s += album->song[i].heard.memory.listened_s[0];
  }
  return sum_s;
}

/* Also of songs that could not be written. */
static int n_heard(const Album *album)
{
  int n = 0;
  for (int i = 0; i < album->n_songs; ++i) {
    n += album->song[i].heard.seconds > 0.0;
  }
  return n;
}

static bool has_masters(const Album *album)
{
  int i = 0;
  while (i < album->n_songs && !album->song[i].fine) {
    ++i;
  }
  return i < album->n_songs;
}

/* --- for people -------------------------------------------------------------------------- */

/* Rounds to tenths, without a minus before 0.0. */
static double tenths(double db)
{
  const double rounded = round(10.0 * db) / 10.0;
  return rounded == 0.0 ? 0.0 : rounded;
}

/* Names stand last, so that they are whole: those of a record often begin alike. */
enum { LABEL_COLUMNS = 11, PAIR_COLUMNS = 17, NUMBER_COLUMNS = 9 * BAND_COUNT + 2 * PAIR_COLUMNS };

static void print_changes(const double change_db[BAND_COUNT], FILE *to)
{
  fprintf(to, "%*s", LABEL_COLUMNS, "");
  for (int band = 0; band < BAND_COUNT; ++band) {
    fprintf(to, " %+8.1f", tenths(change_db[band]));
  }
}

static void print_song(const Album *album, const AlbumSong *song, FILE *to)
{
  const Measured *measured = &song->measured;
  if (!song->fine) {
    fprintf(to, "  %sfailed%s; %-*s", color_sequence(COLOR_FAULT), color_sequence(COLOR_END),
            LABEL_COLUMNS + NUMBER_COLUMNS - 10, "see above");
  } else if (isfinite(measured->before.integrated_lufs)) {
    print_changes(song->change_db, to);
    fprintf(to, "  %6.1f -> %5.1f  %6.1f -> %5.1f", measured->before.integrated_lufs,
            measured->after.integrated_lufs + gain_db(album, song), measured->before.true_peak_dbtp,
            measured->after.true_peak_dbtp + gain_db(album, song));
  } else {
    print_changes(song->change_db, to);
    fprintf(to, "  %-*s", 2 * PAIR_COLUMNS - 2, "silence");
  }
  fprintf(to, "  %s%s%s\n", shown_name(song->name).text, song->goes_on ? "  goes on" : "",
          song->kept ? "  kept" : "");
}

void album_print_table(const Album *album, FILE *to)
{
  fprintf(to, "%s\n", shown_name(album->in).text);
  fprintf(to, "Heard: %s%s%s", color_sequence(COLOR_HEARD), genre_of(album),
          color_sequence(COLOR_END));
  if (album->label != GENRE_UNSURE) {
    fprintf(to, " (%.0f %%)", 100.0 * album->probability[album->label]);
  }
  fprintf(to, ", from %.0f s of music in %d song%s\n\n  %-*s", listened_s(album), n_heard(album),
          n_heard(album) == 1 ? "" : "s", LABEL_COLUMNS - 2, "Change/dB");
  for (int band = 0; band < BAND_COUNT; ++band) {
    fprintf(to, " %8s", band_info[band].name);
  }
  fprintf(to, "  %15s  %15s\n", "Loudness/LUFS", "Peak/dBTP");
  print_changes(album->wanted_db, to);
  fprintf(to, "%*sthe album\n", 2 * PAIR_COLUMNS + 2, "");
  for (int i = 0; i < album->n_songs; ++i) {
    print_song(album, &album->song[i], to);
  }
  if (has_masters(album) && album->common_gain_db < -0.005) {
    fprintf(to, "\n  All songs are lowered by the same %.2f dB, because of %s.\n",
            -album->common_gain_db,
            album->control[CONTROL_OUTPUT_GAIN] > 0.0f ? "their peaks or the range of output_gain"
                                                       : "their peaks");
  }
  if (album->n_others > 0) {
    fprintf(to, "\n  Left alone: %d file%s (no extension of a song, or .genre-eq in the name).\n",
            album->n_others, album->n_others == 1 ? "" : "s");
  }
  if (has_masters(album)) {
    fprintf(to, "\nThe masters are in %s\n", shown_name(album->out).text);
  }
}

/* --- JSON -------------------------------------------------------------------------------- */

static void put_number(FILE *to, const char *key, double value, int decimals)
{
  fprintf(to, "\"%s\":", key);
  json_number(to, value, decimals);
}

static void put_bands(FILE *to, const char *key, const double value_db[BAND_COUNT])
{
  fprintf(to, "\"%s\":{", key);
  for (int band = 0; band < BAND_COUNT; ++band) {
    fputs(band > 0 ? "," : "", to);
    json_string(to, band_info[band].name);
    fputc(':', to);
    json_number(to, value_db[band], 2);
  }
  fputc('}', to);
}

static void put_loudness(FILE *to, const char *key, const Loudness *loudness, double more_db)
{
  fprintf(to, "\"%s\":{", key);
  put_number(to, "integrated_lufs", loudness->integrated_lufs + more_db, 2);
  fputc(',', to);
  put_number(to, "range_lu", loudness->range_lu, 2);
  fputc(',', to);
  put_number(to, "true_peak_dbtp", loudness->true_peak_dbtp + more_db, 2);
  fputc('}', to);
}

static void put_song(const Album *album, const AlbumSong *song, FILE *to)
{
  fputs("{\"file\":", to);
  json_string(to, song->name);
  fprintf(to, ",\"done\":%s", song->fine ? "true" : "false");
  if (song->fine) {
    fputs(",\"master\":", to);
    json_string(to, song->out);
    fprintf(to, ",\"kept\":%s,\"goes_on\":%s,", song->kept ? "true" : "false",
            song->goes_on ? "true" : "false");
    put_bands(to, "change_db", song->change_db);
    fputs(",\"loudness\":{", to);
    put_loudness(to, "before", &song->measured.before, 0.0);
    fputc(',', to);
    put_loudness(to, "after", &song->measured.after, gain_db(album, song));
    fputs("},", to);
    put_number(to, "seconds", song->heard.seconds, 3);
  }
  fputc('}', to);
}

void album_print_json(const Album *album, FILE *to)
{
  fputs("{\"album\":", to);
  json_string(to, album->in);
  fputs(",\"masters\":", to);
  json_string(to, album->out);
  fputs(",\"genre\":", to);
  json_string(to, album->label == GENRE_UNSURE ? "unsure" : genre_symbol[album->label]);
  fputs(",\"probabilities\":{", to);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    fputs(genre > 0 ? "," : "", to);
    json_string(to, genre_symbol[genre]);
    fputc(':', to);
    json_number(to, album->is_answered ? album->probability[genre] : HUGE_VAL, 4);
  }
  fputs("},", to);
  put_bands(to, "wanted_db", album->wanted_db);
  fputc(',', to);
  put_number(to, "common_gain_db", album->common_gain_db, 3);
  fputs(",\"songs\":[", to);
  for (int i = 0; i < album->n_songs; ++i) {
    fputs(i > 0 ? "," : "", to);
    put_song(album, &album->song[i], to);
  }
  fputs("]}\n", to);
}
