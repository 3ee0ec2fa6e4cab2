/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/lossy_copy.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_FRAMES = 4096, MAX_CHANNELS_MP3 = 2 };

/* libsndfile's compression level runs from 320 kbit/s (0) to 32 kbit/s (1) at constant
   bit rate: this is 128. */
static const double level_of_128_kbps = (320.0 - 128.0) / (320.0 - 32.0);

/* --- a file in memory ---------------------------------------------------------------- */

static sf_count_t get_size(void *data)
{
  const LossyCopy *copy = data;
  return copy->size;
}

static sf_count_t seek(sf_count_t offset, int whence, void *data)
{
  LossyCopy *copy = data;
  sf_count_t base = whence == SEEK_CUR ? copy->position : (whence == SEEK_END ? copy->size : 0);
  copy->position = base + offset;
  return copy->position;
}

static sf_count_t get(void *bytes, sf_count_t count, void *data)
{
  LossyCopy *copy = data;
  sf_count_t left = copy->position < copy->size ? copy->size - copy->position : 0;
  sf_count_t n = count < left ? count : left;
  memcpy(bytes, copy->bytes + copy->position, (size_t)n);
  copy->position += n;
  return n;
}

static sf_count_t put(const void *bytes, sf_count_t count, void *data)
{
  LossyCopy *copy = data;
  sf_count_t end = copy->position + count;
  if (end > copy->room) {
    unsigned char *grown = realloc(copy->bytes, (size_t)(2 * end));
    if (!grown) {
      copy->lacks_memory = true;
      return 0;
    }
    copy->bytes = grown;
    copy->room = 2 * end;
  }
  memcpy(copy->bytes + copy->position, bytes, (size_t)count);
  copy->position = end;
  copy->size = end > copy->size ? end : copy->size;
  return count;
}

static sf_count_t tell(void *data)
{
  const LossyCopy *copy = data;
  return copy->position;
}

static SF_VIRTUAL_IO in_memory = {get_size, seek, get, put, tell};

/* --- there and back ------------------------------------------------------------------- */

static bool encode(LossyCopy *copy, SNDFILE *file, const SF_INFO *info, sf_count_t n_frames)
{
  float block[BLOCK_FRAMES * MAX_CHANNELS_MP3];
  double level = level_of_128_kbps;
  int mode = SF_BITRATE_MODE_CONSTANT;
  SF_INFO coded = {.samplerate = info->samplerate,
                   .channels = info->channels,
                   .format = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III};
  SNDFILE *writer = sf_open_virtual(&in_memory, SFM_WRITE, &coded, copy);
  if (!writer) {
    return false;
  }
  sf_command(writer, SFC_SET_BITRATE_MODE, &mode, sizeof mode);
  bool is_fine = sf_command(writer, SFC_GET_BITRATE_MODE, NULL, 0) == mode &&
                 sf_command(writer, SFC_SET_COMPRESSION_LEVEL, &level, sizeof level) == SF_TRUE;
  while (is_fine && n_frames > 0) {
    sf_count_t n = sf_readf_float(file, block, n_frames < BLOCK_FRAMES ? n_frames : BLOCK_FRAMES);
    if (n <= 0) {
      break;
    }
    is_fine = sf_writef_float(writer, block, n) == n;
    n_frames -= n;
  }
  return sf_close(writer) == 0 && is_fine;
}

bool lossy_copy_make(LossyCopy *copy, SNDFILE *file, const SF_INFO *info, sf_count_t n_frames)
{
  memset(copy, 0, sizeof *copy);
  bool has_rate =
      info->samplerate == 32000 || info->samplerate == 44100 || info->samplerate == 48000;
  if (!has_rate || info->channels > MAX_CHANNELS_MP3 || !encode(copy, file, info, n_frames)) {
    lossy_copy_free(copy);
    return false;
  }
  copy->position = 0;
  copy->file = sf_open_virtual(&in_memory, SFM_READ, &copy->info, copy);
  if (!copy->file) {
    lossy_copy_free(copy);
  }
  return copy->file != NULL;
}

void lossy_copy_free(LossyCopy *copy)
{
  if (copy->file) {
    sf_close(copy->file);
  }
  free(copy->bytes);
  *copy = (LossyCopy){.lacks_memory = copy->lacks_memory};
}
