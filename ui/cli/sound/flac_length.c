/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of true_length.h: FLAC (RFC 9639). Its header says how many samples there are. If there are
 * fewer, audio_input.c finds no last frame. If there are more, libsndfile does not read them; so
 * they are looked for here.
 */
#include <string.h>

#include "ui/cli/sound/chunks.h"
#include "ui/cli/sound/true_length.h"

enum {
  MAGIC_BYTES = 8,
  SIZE_AT = 10,  /* of the largest frame, in samples: 16 bits */
  COUNT_AT = 21, /* of all samples: 36 bits, behind 4 others */
  COUNT_BYTES = 5,
  HEADER_BYTES = COUNT_AT + COUNT_BYTES,
  FRAME_HEADER_BYTES = 16, /* the longest */
  SURE_FRAMES = 2,         /* so many that begin again are not chance */
  BLOCK_BYTES = 1 << 16,
  READ_BYTES = BLOCK_BYTES + FRAME_HEADER_BYTES
};

/* What the header says. */
typedef struct {
  uint64_t largest; /* frame, in samples */
  uint64_t count;   /* of all samples; 0: not told */
} Told;

static Told read_told(const FileView *view)
{
  unsigned char header[HEADER_BYTES] = {0};
  file_view_read(view, 0, header, sizeof header);
  return (Told){chunk_number(header + SIZE_AT, 2, true),
                chunk_number(header + COUNT_AT, COUNT_BYTES, true) & 0xfffffffffu};
}

/* --- frames that the header does not count ------------------------------------------------- */

/* Samples of a frame by the four bits that say it; 0: reserved. `more` follows the number. */
static uint64_t frame_samples(int code, const unsigned char *more)
{
  switch (code) {
  case 0:
    return 0;
  case 1:
    return 192;
  case 6:
    return chunk_number(more, 1, true) + 1;
  case 7:
    return chunk_number(more, 2, true) + 1;
  default:
    return code < 6 ? (uint64_t)144 << code : (uint64_t)1 << code;
  }
}

/* Reads a number coded as UTF-8 codes a character, in up to 7 bytes; returns the bytes, 0: none. */
static size_t read_coded(const unsigned char *at, uint64_t *number)
{
  size_t bytes = 0;
  while (bytes < 8 && (at[0] << bytes & 0x80) != 0) {
    ++bytes;
  }
  if (bytes == 1 || bytes == 8) {
    return 0;
  }
  *number = at[0] & (0x7fu >> bytes);
  for (size_t i = 1; i < bytes; ++i) {
    if ((at[i] & 0xc0) != 0x80) {
      return 0;
    }
    *number = *number << 6 | (at[i] & 0x3fu);
  }
  return bytes > 0 ? bytes : 1;
}

static unsigned check_sum(const unsigned char *bytes, size_t count)
{
  unsigned sum = 0;
  for (size_t i = 0; i < count; ++i) {
    sum ^= bytes[i];
    for (int bit = 0; bit < 8; ++bit) {
      sum = (sum << 1 ^ (sum & 0x80 ? 0x07u : 0)) & 0xff;
    }
  }
  return sum;
}

typedef struct {
  uint64_t number; /* of the frame, or of its first sample */
  uint64_t first;  /* sample */
  uint64_t samples;
  uint64_t next;  /* number */
  bool is_placed; /* `first` is sure: the frame names it, or is as long as the header says */
} Frame;

/* False if no frame begins here. Chance alone makes a header with a number that is waited for once
 * in 2^31 places, or less in a longer song. */
static bool read_frame(const Told *told, const unsigned char *at, Frame *frame)
{
  static const size_t rate_bytes[16] = {[12] = 1, [13] = 2, [14] = 2};
  const int size_code = at[2] >> 4;
  const int rate_code = at[2] & 0x0f;
  uint64_t number = 0;
  if (at[0] != 0xff || (at[1] & 0xfe) != 0xf8 || rate_code == 15 || at[3] >> 4 > 10 ||
      (at[3] & 1) != 0) {
    return false;
  }
  const size_t coded = read_coded(at + 4, &number);
  const uint64_t samples = frame_samples(size_code, at + 4 + coded);
  const bool varies = (at[1] & 1) != 0;
  if (coded == 0 || samples == 0) {
    return false;
  }
  const size_t size_bytes = size_code == 6 || size_code == 7 ? (size_t)size_code - 5 : 0;
  const size_t bytes = 4 + coded + size_bytes + rate_bytes[rate_code];
  *frame = (Frame){number, varies ? number : number * told->largest, samples,
                   number + (varies ? samples : 1), varies || samples == told->largest};
  return check_sum(at, bytes) == at[bytes];
}

/* The frames so far. */
typedef struct {
  uint64_t count;    /* of samples */
  uint64_t seen;     /* samples up to the end of the last one that the header counts */
  bool is_placed;    /* the first frame is */
  uint64_t next;     /* the number that follows */
  uint64_t again;    /* the same of frames that begin at 0 again */
  uint64_t again_at; /* where the first of those lies */
  int n_again;       /* of those */
} Frames;

static void take_frame(Frames *frames, const Told *told, const Frame *frame, uint64_t offset)
{
  const uint64_t end = frame->first + frame->samples;
  frames->is_placed = frames->is_placed || (frame->number == 0 && frame->is_placed);
  if (frame->first < told->count && end > frames->seen) {
    frames->seen = end;
  }
  if (frame->first <= frames->count && frame->first + frame->samples > frames->count) {
    frames->count = frame->first + frame->samples;
  }
  if (frame->number == frames->next) {
    frames->next = frame->next;
  } else if (frame->number == frames->again) {
    frames->again_at = frames->n_again == 0 ? offset : frames->again_at;
    frames->again = frame->next;
    ++frames->n_again;
  }
}

/* --- the whole file ------------------------------------------------------------------------ */

static bool begins_file(const unsigned char *at)
{
  return memcmp(at, "fLaC", 4) == 0 && (at[4] & 0x7f) == 0 && memcmp(at + 5, "\0\0\x22", 3) == 0;
}

/* Makes the view say that nobody knows the count: then libsndfile reads to the end. */
static bool forget_count(FileView *view)
{
  unsigned char *head = file_view_new_head(view, HEADER_BYTES, HEADER_BYTES);
  if (head) {
    head[COUNT_AT] &= 0xf0;
    memset(head + COUNT_AT + 1, 0, COUNT_BYTES - 1);
  }
  return head != NULL;
}

/* FLAC's frames do not say how long they are. So a second file is found by a search for its first
 * bytes, or for frames whose numbers begin again; an uncounted frame by a search for its header. */
TrueLength flac_length_find(FileView *view)
{
  unsigned char block[READ_BYTES + FRAME_HEADER_BYTES];
  const Told told = read_told(view);
  Frames frames = {.count = told.count};
  uint64_t offset = MAGIC_BYTES;
  Frame frame;
  size_t got;
  while ((got = file_view_read(view, offset, block, READ_BYTES)) >= MAGIC_BYTES) {
    const size_t places = got < READ_BYTES ? got : BLOCK_BYTES;
    memset(block + got, 0, FRAME_HEADER_BYTES);
    for (size_t i = 0; i < places; ++i) {
      if (block[i] == 'f' && begins_file(block + i)) {
        return (TrueLength){LENGTH_JOINED, offset + i + view->skip};
      }
      if (block[i] == 0xff && read_frame(&told, block + i, &frame)) {
        take_frame(&frames, &told, &frame, offset + i);
      }
      if (frames.n_again == SURE_FRAMES) { /* joined without the second header */
        return (TrueLength){LENGTH_JOINED, frames.again_at + view->skip};
      }
    }
    offset += places;
  }
  view->frames = frames.count;
  if (told.count == 0) {
    return (TrueLength){LENGTH_UNTOLD, 0};
  }
  if (frames.count == told.count) {
    view->frames_seen = frames.is_placed ? frames.seen : 0;
    return (TrueLength){LENGTH_TRUE, 0};
  }
  return (TrueLength){forget_count(view) ? LENGTH_MORE : LENGTH_HUGE, 0};
}
