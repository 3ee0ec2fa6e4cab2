/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/report/listening.h"

#include <math.h>

/* True peak of each sound at most: a browser that converts the sample rate must not clip. */
#define CEILING_DBTP (-1.0)
/* A difference that is softer than the song by more than this would be raised with the noise of
 * 16 bits. */
#define SOFTEST_DB 60.0
/* A browser plays mono on both sides, where it is louder than R 128 measures one channel. */
#define ON_BOTH_SIDES_LU 3.01
/* The excerpts are shortened to a little less than what would fit. */
#define FITS_FOR_SURE 0.97

/* The loudness that all sounds can have without clipping, but no more than the song has. */
static double common_lufs(const Loudness *loudness, int count)
{
  double lufs = loudness[SOUND_BEFORE].integrated_lufs;
  for (int i = 0; i < count; ++i) {
    if (isfinite(loudness[i].integrated_lufs)) {
      lufs = fmin(lufs, loudness[i].integrated_lufs - loudness[i].true_peak_dbtp + CEILING_DBTP);
    }
  }
  return lufs;
}

enum { DIFFERENCE = SOUND_COUNT, MEASURED_COUNT };

static bool measure(const Excerpts *excerpts, Loudness loudness[MEASURED_COUNT])
{
  const Piece *reference = &excerpts->piece[SOUND_REFERENCE];
  const bool mixed =
      reference->n_frames > 0 && reference->n_channels != excerpts->piece[SOUND_BEFORE].n_channels;
  bool fine = true;
  for (int i = 0; i < MEASURED_COUNT && fine; ++i) {
    const Piece *piece = i == DIFFERENCE ? &excerpts->difference : &excerpts->piece[i];
    fine = piece_measure(piece, &loudness[i]);
    loudness[i].integrated_lufs += mixed && piece->n_channels == 1 ? ON_BOTH_SIDES_LU : 0.0;
  }
  return fine;
}

static bool match(Listening *listening, const Excerpts *excerpts)
{
  Loudness loudness[MEASURED_COUNT];
  if (!measure(excerpts, loudness)) {
    return false;
  }
  const double song_lufs = loudness[SOUND_BEFORE].integrated_lufs;
  const double difference_lufs = loudness[DIFFERENCE].integrated_lufs;
  listening->has_difference = song_lufs - difference_lufs < SOFTEST_DB;
  listening->loudness_lufs =
      common_lufs(loudness, listening->has_difference ? MEASURED_COUNT : SOUND_COUNT);
  for (int i = 0; i < SOUND_COUNT; ++i) {
    listening->gain_db[i] = listening->loudness_lufs - loudness[i].integrated_lufs;
  }
  listening->difference_db = listening->loudness_lufs - difference_lufs;
  return true;
}

static void free_sounds(Listening *listening)
{
  for (int i = 0; i < SOUND_COUNT; ++i) {
    flac_bytes_free(&listening->flac[i]);
  }
}

/* Encodes what has a loudness; *count: of all bytes. */
static bool encode(Listening *listening, const Excerpts *excerpts, size_t *count)
{
  *count = 0;
  free_sounds(listening);
  for (int i = 0; i < SOUND_COUNT; ++i) {
    if (isfinite(listening->gain_db[i])) {
      const double gain = pow(10.0, listening->gain_db[i] / 20.0);
      if (!flac_bytes_encode(&listening->flac[i], &excerpts->piece[i], gain)) {
        return false;
      }
      *count += listening->flac[i].count;
    }
  }
  return true;
}

static bool match_and_encode(Listening *listening, Excerpts *excerpts)
{
  size_t count = 0;
  bool fine = match(listening, excerpts) && encode(listening, excerpts, &count);
  while (fine && count > LISTENING_BYTES) {
    const double seconds =
        FITS_FOR_SURE * excerpts_seconds(excerpts) * LISTENING_BYTES / (double)count;
    fine = excerpts_shorten(excerpts, seconds) && match(listening, excerpts) &&
           encode(listening, excerpts, &count);
  }
  listening->seconds = excerpts_seconds(excerpts);
  listening->is_whole = excerpts->is_whole;
  for (int i = 0; i < SOUND_COUNT; ++i) {
    listening->from_s[i] = excerpts->from_s[i];
  }
  return fine;
}

bool listening_make(Listening *listening, Host *host, AudioInput *input, const Arguments *arguments,
                    const LilvState *learned, const LoudestPlaces *places)
{
  Excerpts excerpts = {.is_whole = false};
  const char *reference = arguments->value[OPTION_REFERENCE];
  *listening = (Listening){.seconds = 0.0};
  const bool fine =
      excerpts_cut_song(&excerpts, host, input, arguments, learned, places) &&
      (!reference || excerpts_cut_reference(&excerpts, reference, input->max_block)) &&
      match_and_encode(listening, &excerpts);
  excerpts_free(&excerpts);
  if (!fine || !listening->flac[SOUND_BEFORE].byte || !listening->flac[SOUND_AFTER].byte) {
    free_sounds(listening);
  }
  return fine;
}

void listening_free(Listening *listening)
{
  free_sounds(listening);
}
