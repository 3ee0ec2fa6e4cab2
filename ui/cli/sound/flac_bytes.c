/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/flac_bytes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <sndfile.h>

#include "ui/cli/sound/audio_format.h"
#include "ui/cli/sound/dither.h"
#include "ui/cli/terminal/message.h"

#define FADE_S 0.01

/* --- a file in memory, for libsndfile --------------------------------------------------------- */

typedef struct {
  unsigned char *byte;
  sf_count_t count, capacity, position;
  bool is_short; /* memory was short, and bytes are missing */
} MemoryFile;

static sf_count_t file_length(void *user)
{
  return ((const MemoryFile *)user)->count;
}

static sf_count_t file_tell(void *user)
{
  return ((const MemoryFile *)user)->position;
}

static sf_count_t file_seek(sf_count_t offset, int whence, void *user)
{
  MemoryFile *file = (MemoryFile *)user;
  const sf_count_t from = whence == SEEK_SET   ? 0
                          : whence == SEEK_CUR ? file->position
                                               : file->count;
  const sf_count_t to = from + offset;
  if (to < 0 || to > file->count) {
    return -1;
  }
  file->position = to;
  return to;
}

static sf_count_t file_read(void *to, sf_count_t count, void *user)
{
  MemoryFile *file = (MemoryFile *)user;
  const sf_count_t left = file->count - file->position;
  const sf_count_t n = count < left ? count : left;
  memcpy(to, file->byte + file->position, (size_t)n);
  file->position += n;
  return n;
}

static sf_count_t file_write(const void *from, sf_count_t count, void *user)
{
  MemoryFile *file = (MemoryFile *)user;
  const sf_count_t end = file->position + count;
  if (end > file->capacity) {
    const sf_count_t capacity = 2 * end;
    unsigned char *byte = realloc(file->byte, (size_t)capacity);
    if (!byte) {
      file->is_short = true;
      return 0;
    }
    file->byte = byte;
    file->capacity = capacity;
  }
  memcpy(file->byte + file->position, from, (size_t)count);
  file->position = end;
  file->count = end > file->count ? end : file->count;
  return count;
}

/* --- the samples ----------------------------------------------------------------------------- */

/* 0 at the ends of the piece, 1 from FADE_S on. */
static double fade_at(const Piece *piece, uint32_t frame)
{
  const uint32_t left = piece->n_frames - 1 - frame;
  const double near_s = (double)(frame < left ? frame : left) / piece->rate_hz;
  return near_s < FADE_S ? 0.5 - 0.5 * cos(3.14159265358979 * near_s / FADE_S) : 1.0;
}

static short round_sample(double value, Dither *dither)
{
  return (short)lrint(fmin(32767.0, fmax(-32768.0, 32768.0 * value + dither_next(dither))));
}

static bool write_samples(SNDFILE *file, const Piece *piece, double gain)
{
  Dither dither = {0};
  short frame[2];
  for (uint32_t i = 0; i < piece->n_frames; ++i) {
    const double now = gain * fade_at(piece, i);
    for (int channel = 0; channel < piece->n_channels; ++channel) {
      frame[channel] = round_sample(now * (double)piece->channel[channel][i], &dither);
    }
    if (sf_writef_short(file, frame, 1) != 1) {
      return false;
    }
  }
  return true;
}

bool flac_bytes_encode(FlacBytes *flac, const Piece *piece, double gain)
{
  static SF_VIRTUAL_IO functions = {file_length, file_seek, file_read, file_write, file_tell};
  SF_INFO info = {.samplerate = piece->rate_hz,
                  .channels = piece->n_channels,
                  .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
  double smallest = 1.0;
  MemoryFile memory = {.count = 0};
  SNDFILE *file = sf_open_virtual(&functions, SFM_WRITE, &info, &memory);
  bool fine = file != NULL;
  if (fine) {
    sf_command(file, SFC_SET_COMPRESSION_LEVEL, &smallest, sizeof smallest);
    fine = write_samples(file, piece, gain);
  }
  if (!fine && !memory.is_short) {
    message_error("FLAC", "cannot be written (%s); leave the sound out with --no-audio",
                  audio_format_error(file));
  }
  if (file) {
    sf_close(file);
  }
  if (memory.is_short) { /* also while the file was closed */
    message_error("memory", "not enough; close other programs");
    fine = false;
  }
  *flac = (FlacBytes){memory.byte, (size_t)memory.count};
  if (!fine) {
    flac_bytes_free(flac);
  }
  return fine;
}

void flac_bytes_free(FlacBytes *flac)
{
  free(flac->byte);
  *flac = (FlacBytes){NULL, 0};
}
