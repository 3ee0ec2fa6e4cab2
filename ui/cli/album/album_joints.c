/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of album.h: songs that follow one another without a gap, as in a live record. All songs of such
 * a piece have one curve and one gain; otherwise the sound would jump at the cuts.
 */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/cli/album/album.h"
#include "ui/cli/album/joint.h"
#include "ui/cli/sound/audio_input.h"
#include "ui/cli/terminal/message.h"

/* --- one cut ------------------------------------------------------------------------------- */

/* Reads the whole song, and keeps its last n frames. */
static bool read_through(AudioInput *input, sf_count_t n, float *frames)
{
  const size_t channels = (size_t)input->info.channels;
  size_t kept = 0;
  uint32_t got = 1; /* at most n */
  while (audio_input_read(input, &got) && got > 0) {
    const size_t left = (size_t)n - got < kept ? (size_t)n - got : kept;
    memmove(frames, frames + (kept - left) * channels, left * channels * sizeof *frames);
    for (size_t i = 0; i < got * channels; ++i) {
      frames[left * channels + i] = (float)input->exact[i];
    }
    kept = left + got;
  }
  return got == 0 && kept == (size_t)n;
}

/* Reads the last or the first n frames. libsndfile cannot seek in a FLAC file whose header does not
 * say how long it is. */
static bool read_frames(AudioInput *input, bool last, sf_count_t n, float *frames)
{
  if (last && input->view.frames > 0) {
    return read_through(input, n, frames);
  }
  return (!last || sf_seek(input->file, -n, SEEK_END) >= 0) &&
         sf_readf_float(input->file, frames, n) == n;
}

/* Reads one side of a cut, interleaved; *side is NULL if the song is too short. False, with a
 * message, if the song cannot be opened or memory is short. */
static bool read_side(const char *directory, const char *name, bool last, sf_count_t n,
                      float **side)
{
  char path[PATH_MAX];
  const int length = snprintf(path, sizeof path, "%s/%s", directory, name);
  AudioInput *input = length < PATH_MAX ? audio_input_open(path, (uint32_t)n) : NULL;
  *side = NULL;
  if (!input) {
    return false;
  }
  float *frames = calloc((size_t)(n * input->info.channels), sizeof *frames);
  const bool has_memory = frames != NULL;
  if (!has_memory) {
    message_error(name, "not enough memory; close other programs");
  } else if (read_frames(input, last, n, frames)) {
    *side = frames;
    frames = NULL;
  }
  free(frames);
  audio_input_close(input);
  return has_memory;
}

/* Does the sound continue from one side to the other? Both are interleaved. False, with a
 * message, if memory is short. */
static bool sides_flow(const char *name, const float *end, const float *begin, sf_count_t n,
                       int n_channels, bool *flowing)
{
  const size_t size = (size_t)n * (size_t)n_channels;
  float *both = calloc(2 * size, sizeof *both);
  if (!both) {
    message_error(name, "not enough memory; close other programs");
    return false;
  }
  memcpy(both, end, size * sizeof *both);
  memcpy(both + size, begin, size * sizeof *both);
  *flowing = joint_goes_on(both, (int)n, n_channels);
  free(both);
  return true;
}

/* False, with a message, if it cannot be found out. */
static bool find_joint(const Album *album, const AlbumSong *before, AlbumSong *song)
{
  const SF_INFO *info = &song->heard.info;
  song->goes_on = false;
  if (!before->fine || !song->fine || before->heard.info.channels != info->channels ||
      before->heard.info.samplerate != info->samplerate) {
    return true;
  }
  const sf_count_t n = lround(JOINT_SIDE_S * info->samplerate);
  float *end = NULL;
  float *begin = NULL;
  bool is_found = read_side(album->in, before->name, true, n, &end) &&
                  read_side(album->in, song->name, false, n, &begin);
  if (end && begin) {
    is_found = sides_flow(song->name, end, begin, n, info->channels, &song->goes_on);
  }
  free(end);
  free(begin);
  return is_found;
}

bool album_find_joints(Album *album)
{
  bool is_found = true;
  for (int i = 1; i < album->n_songs && is_found; ++i) {
    is_found = find_joint(album, &album->song[i - 1], &album->song[i]);
  }
  return is_found;
}

/* --- one piece ----------------------------------------------------------------------------- */

/* The first song behind the piece that begins with `first`. */
static int piece_end(const Album *album, int first)
{
  int end = first + 1;
  while (end < album->n_songs && album->song[end].goes_on) {
    ++end;
  }
  return end;
}

static void share(AlbumSong *song, int n_songs, SongNumbers numbers, int k)
{
  double sum = 0.0;
  double seconds = 0.0;
  for (int i = 0; i < n_songs; ++i) {
    if (song[i].fine) {
      sum += song[i].heard.seconds * numbers(&song[i])[k];
      seconds += song[i].heard.seconds;
    }
  }
  for (int i = 0; i < n_songs && seconds > 0.0; ++i) {
    numbers(&song[i])[k] = sum / seconds;
  }
}

void album_share(Album *album, SongNumbers numbers, int count)
{
  for (int first = 0, end; first < album->n_songs; first = end) {
    end = piece_end(album, first);
    for (int k = 0; k < count && end - first > 1; ++k) {
      share(&album->song[first], end - first, numbers, k);
    }
  }
}
