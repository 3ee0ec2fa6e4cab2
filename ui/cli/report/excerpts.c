/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/report/excerpts.h"

#include <math.h>

#include "ui/cli/terminal/interrupt.h"

#define LONGEST_S 12.0

/* --- where it is loudest --------------------------------------------------------------------- */

void loudest_places_init(LoudestPlaces *places, int rate_hz)
{
  loudest_init(&places->song, rate_hz);
  loudest_init(&places->difference, rate_hz);
}

void loudest_places_free(LoudestPlaces *places)
{
  loudest_free(&places->song);
  loudest_free(&places->difference);
}

bool loudest_places_add(void *user, AudioInput *input, uint32_t n_frames)
{
  LoudestPlaces *places = (LoudestPlaces *)user;
  const uint32_t n_channels = (uint32_t)input->info.channels;
  bool fine = true;
  for (uint32_t i = 0; i < n_frames && fine; ++i) {
    double song = 0.0;
    double difference = 0.0;
    for (uint32_t channel = 0; channel < n_channels; ++channel) {
      const double before = (double)(float)input->exact[i * n_channels + channel];
      const double after = (double)input->channel[channel][i];
      song += before * before;
      difference += (after - before) * (after - before);
    }
    fine = loudest_add(&places->song, song) && loudest_add(&places->difference, difference);
  }
  return fine;
}

/* --- cutting -----------------------------------------------------------------------------------
 */

static void append(Piece *piece, const AudioInput *input, uint32_t at, bool exact)
{
  const uint32_t n_channels = (uint32_t)piece->n_channels;
  for (uint32_t channel = 0; channel < n_channels; ++channel) {
    piece->channel[channel][piece->n_frames] =
        exact ? (float)input->exact[at * n_channels + channel] : input->channel[channel][at];
  }
  ++piece->n_frames;
}

/* Plays the input up to the end of the excerpt. plugin and after: NULL for a reference. */
static bool cut(Piece *before, Piece *after, AudioInput *input, Plugin *plugin, sf_count_t from)
{
  bool fine = audio_input_rewind(input);
  uint32_t n_frames = 1;
  while (fine && n_frames > 0 && before->n_frames < before->capacity) {
    const sf_count_t position = input->position;
    fine = !interrupt_pending() && audio_input_read(input, &n_frames);
    if (fine && plugin) {
      plugin_run(plugin, input->channel, input->channel, n_frames);
    }
    for (uint32_t i = 0; i < n_frames && fine; ++i) {
      if (position + i >= from && before->n_frames < before->capacity) {
        append(before, input, i, true);
        if (after) {
          append(after, input, i, false);
        }
      }
    }
  }
  piece_halve(before);
  if (after) {
    piece_halve(after);
  }
  return fine;
}

static bool piece_for(Piece *piece, const AudioInput *input, double seconds)
{
  const int rate_hz = input->info.samplerate;
  return piece_init(piece, input->info.channels, rate_hz, (uint32_t)lround(seconds * rate_hz));
}

bool excerpts_cut_song(Excerpts *excerpts, Host *host, AudioInput *input,
                       const Arguments *arguments, const LilvState *learned,
                       const LoudestPlaces *places)
{
  const bool changes = places->difference.total > 0.0;
  const Loudest *loudest = changes ? &places->difference : &places->song;
  Piece *before = &excerpts->piece[SOUND_BEFORE];
  Piece *after = &excerpts->piece[SOUND_AFTER];
  Plugin *plugin = plugin_holding(host, input, arguments, learned);
  bool fine = plugin && piece_for(before, input, LONGEST_S) && piece_for(after, input, LONGEST_S);
  if (fine) {
    const sf_count_t from = (sf_count_t)loudest_find(loudest, before->capacity);
    excerpts->from_s[SOUND_BEFORE] = (double)from / input->info.samplerate;
    fine = cut(before, after, input, plugin, from);
    excerpts->is_whole = from == 0 && before->n_frames > 0 &&
                         input->position == input->info.frames &&
                         input->info.frames <= (sf_count_t)before->capacity;
  }
  plugin_close(plugin);
  return fine && piece_subtract(&excerpts->difference, after, before);
}

bool excerpts_cut_reference(Excerpts *excerpts, const char *path, uint32_t max_block)
{
  AudioInput *input = audio_input_open(path, max_block);
  LoudestPlaces places;
  loudest_places_init(&places, input ? input->info.samplerate : 1);
  Piece *piece = &excerpts->piece[SOUND_REFERENCE];
  bool fine = input &&
              song_play_through(input, "Reading the reference", loudest_places_add, &places) &&
              piece_for(piece, input, LONGEST_S);
  if (fine) {
    const sf_count_t from = (sf_count_t)loudest_find(&places.song, piece->capacity);
    excerpts->from_s[SOUND_REFERENCE] = (double)from / input->info.samplerate;
    fine = cut(piece, NULL, input, NULL, from);
  }
  loudest_places_free(&places);
  audio_input_close(input);
  return fine;
}

/* --- shortening ----------------------------------------------------------------------------------
 */

static bool find_loudest(const Piece *piece, uint32_t n_frames, uint32_t *from)
{
  Loudest loudest;
  bool fine = true;
  loudest_init(&loudest, piece->rate_hz);
  for (uint32_t i = 0; i < piece->n_frames && fine; ++i) {
    double energy = 0.0;
    for (int channel = 0; channel < piece->n_channels; ++channel) {
      energy += (double)piece->channel[channel][i] * (double)piece->channel[channel][i];
    }
    fine = loudest_add(&loudest, energy);
  }
  *from = (uint32_t)loudest_find(&loudest, n_frames);
  loudest_free(&loudest);
  return fine;
}

static bool shorten(Piece *guide, Piece *const piece[], int n_pieces, double seconds,
                    double *from_s)
{
  const uint32_t n_frames = (uint32_t)(seconds * guide->rate_hz);
  uint32_t from = 0;
  if (n_frames >= guide->n_frames) {
    return true;
  }
  const bool fine = find_loudest(guide, n_frames, &from);
  *from_s += (double)from / guide->rate_hz;
  for (int i = 0; i < n_pieces && fine; ++i) {
    piece_trim(piece[i], from, n_frames);
  }
  return fine;
}

bool excerpts_shorten(Excerpts *excerpts, double seconds)
{
  Piece *before = &excerpts->piece[SOUND_BEFORE];
  Piece *reference = &excerpts->piece[SOUND_REFERENCE];
  Piece *const together[] = {before, &excerpts->piece[SOUND_AFTER], &excerpts->difference};
  Loudness loudness;
  if (!piece_measure(&excerpts->difference, &loudness)) {
    return false;
  }
  Piece *guide = isfinite(loudness.integrated_lufs) ? &excerpts->difference : before;
  excerpts->is_whole = false;
  return shorten(guide, together, 3, seconds, &excerpts->from_s[SOUND_BEFORE]) &&
         (reference->n_frames == 0 ||
          shorten(reference, &reference, 1, seconds, &excerpts->from_s[SOUND_REFERENCE]));
}

double excerpts_seconds(const Excerpts *excerpts)
{
  const Piece *before = &excerpts->piece[SOUND_BEFORE];
  return before->rate_hz > 0 ? (double)before->n_frames / before->rate_hz : 0.0;
}

void excerpts_free(Excerpts *excerpts)
{
  for (int sound = 0; sound < SOUND_COUNT; ++sound) {
    piece_free(&excerpts->piece[sound]);
  }
  piece_free(&excerpts->difference);
}
