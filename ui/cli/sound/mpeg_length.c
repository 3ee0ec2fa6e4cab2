/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of true_length.h: MPEG audio is a sequence of frames, and no header says how many. Encoders put a
 * frame without sound before them that does ("Xing" or "Info"). libsndfile trusts that frame. If it
 * is missing, libsndfile guesses and reads no further. So the frames are counted, and the view
 * shows such a frame with their number.
 * (Sources: ISO/IEC 11172-3, 13818-3; APE tags 2.0; the frame as the
 * encoder LAME documents it.)
 */
#include <string.h>

#include "ui/cli/sound/closing_tags.h"
#include "ui/cli/sound/id3.h"
#include "ui/cli/sound/true_length.h"

enum {
  HEADER_BYTES = 4,
  WINDOW_BYTES = 1 << 16,
  INFO_AT_MOST = HEADER_BYTES + 32,
  INFO_BYTES = 16, /* its name, flags and two numbers */
  SURE_FRAMES = 4, /* so many in a row are not chance */
  COUNTED_MORE = 1 /* some encoders count the first frame, too */
};
/* A file with more before the first frame is not an MPEG file. */
#define MOST_JUNK_BYTES ((uint64_t)1 << 20)

/* Reads small pieces of the view, mostly from memory. */
typedef struct {
  const FileView *view;
  uint64_t start;
  size_t bytes;
  unsigned char data[WINDOW_BYTES];
} Window;

static const unsigned char *look(Window *window, uint64_t offset, size_t size)
{
  if (offset < window->start || offset + size > window->start + window->bytes) {
    window->start = offset;
    window->bytes = file_view_read(window->view, offset, window->data, sizeof window->data);
  }
  return size <= window->bytes ? window->data + (offset - window->start) : NULL;
}

/* --- frames ------------------------------------------------------------------------------- */

typedef struct {
  bool newest; /* MPEG 1; else 2 or 2.5 */
  int layer;
  bool mono;
  int samples;
  int bit_rate;
  uint64_t bytes;
  unsigned char fixed[2]; /* equal in all frames of a stream */
} Frame;

/* kbit/s */
static const int bitrates[5][16] = {
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0}, /* 1, layer I */
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0},    /* 1, layer II */
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0},     /* 1, layer III */
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0},    /* 2, layer I */
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0},         /* 2, II and III */
};

static bool read_header(const unsigned char *h, Frame *frame)
{
  static const int rates_hz[] = {44100, 48000, 32000};
  const int version = h[1] >> 3 & 3; /* 0: 2.5, 2: 2, 3: 1 */
  const int layer = 4 - (h[1] >> 1 & 3);
  const int rate = h[2] >> 2 & 3;
  const int padding = h[2] >> 1 & 1;
  if (h[0] != 0xff || h[1] < 0xe0 || version == 1 || layer == 4 || rate == 3) {
    return false;
  }
  const bool newest = version == 3;
  const int rate_hz = rates_hz[rate] / (newest ? 1 : version == 2 ? 2 : 4);
  const int bit_rate = bitrates[newest ? layer - 1 : layer == 1 ? 3 : 4][h[2] >> 4] * 1000;
  if (bit_rate == 0) {
    return false;
  }
  *frame = (Frame){.newest = newest, .layer = layer, .mono = h[3] >> 6 == 3, .bit_rate = bit_rate};
  frame->samples = layer == 1 ? 384 : layer == 3 && !newest ? 576 : 1152;
  frame->bytes = layer == 1 ? (uint64_t)(12 * bit_rate / rate_hz + padding) * 4
                            : (uint64_t)(frame->samples / 8 * bit_rate / rate_hz + padding);
  frame->fixed[0] = h[1] & 0xfe;
  frame->fixed[1] = h[2] & 0x0c;
  return true;
}

static bool read_frame(Window *window, uint64_t offset, Frame *frame)
{
  const unsigned char *header = look(window, offset, HEADER_BYTES);
  return header && read_header(header, frame);
}

static bool same_stream(const Frame *a, const Frame *b)
{
  return memcmp(a->fixed, b->fixed, sizeof a->fixed) == 0 && a->mono == b->mono;
}

/* True if so many frames of one stream follow one another here that they are not chance. Unless
 * all of them must be there, fewer to the end of the file will do. */
static bool frames_begin(Window *window, uint64_t offset, bool all)
{
  Frame first;
  Frame frame = {.layer = 0};
  if (!read_frame(window, offset, &first)) {
    return false;
  }
  const uint64_t end = file_view_bytes(window->view);
  for (int i = 1; i < SURE_FRAMES; ++i) {
    const bool more = read_frame(window, offset, &frame);
    if (!more || !same_stream(&first, &frame)) {
      return false;
    }
    offset += frame.bytes;
    if (offset >= end) {
      return !all;
    }
  }
  return true;
}

static bool find_frames(Window *window, uint64_t from, uint64_t to, bool all, uint64_t *offset)
{
  for (uint64_t at = from; at < to; ++at) {
    const unsigned char *byte = look(window, at, 1);
    if (!byte) {
      return false;
    }
    if (*byte == 0xff && frames_begin(window, at, all)) {
      *offset = at;
      return true;
    }
  }
  return false;
}

/* --- tags ------------------------------------------------------------------------------------- */

/* True if tags begin here, which stand behind the sound. */
static bool is_closing_tag(Window *window, uint64_t offset)
{
  const unsigned char *bytes = look(window, offset, 8);
  return bytes && (memcmp(bytes, "TAG", 3) == 0 || memcmp(bytes, "APETAGEX", 8) == 0 ||
                   memcmp(bytes, "LYRICSBE", 8) == 0);
}

/* --- the frame that tells their number ------------------------------------------------- */

static size_t info_offset(const Frame *frame)
{
  const size_t side = frame->newest ? (frame->mono ? 17 : 32) : (frame->mono ? 9 : 17);
  return HEADER_BYTES + side;
}

/* True if this is such a frame; *claimed is what it says, or 0. */
static bool is_info(Window *window, uint64_t offset, const Frame *frame, uint64_t *claimed)
{
  const unsigned char *bytes = look(window, offset, INFO_AT_MOST + INFO_BYTES);
  const unsigned char *info = bytes ? bytes + info_offset(frame) : NULL;
  if (!info || frame->layer != 3 ||
      (memcmp(info, "Xing", 4) != 0 && memcmp(info, "Info", 4) != 0) || info[4] != 0 ||
      info[5] != 0 || info[6] != 0) {
    return false;
  }
  *claimed = (info[7] & 1) != 0 ? (uint64_t)info[8] << 24 | (uint64_t)info[9] << 16 |
                                      (uint64_t)info[10] << 8 | info[11]
                                : 0;
  return true;
}

/* Makes the view show the tag before `first`, if there is one, and a frame that says `count`. */
static bool tell(FileView *view, const Frame *frame, uint64_t first, uint64_t count)
{
  enum { ENOUGH = 9 }; /* a bit rate at which the frame is long enough: 128 or 80 kbit/s */
  unsigned char header[HEADER_BYTES];
  Frame told;
  const uint64_t tags = id3_bytes(view, 0);
  const uint64_t kept = tags <= first ? tags : 0;
  file_view_read(view, first, header, sizeof header);
  header[1] |= 1; /* no check sum */
  header[2] = (unsigned char)(ENOUGH << 4 | (header[2] & 0x0c));
  if (!read_header(header, &told)) {
    return false;
  }
  unsigned char *head = file_view_new_head(view, first, kept + told.bytes);
  if (!head) {
    return false;
  }
  unsigned char *at = head + kept;
  memset(at, 0, told.bytes);
  memcpy(at, header, sizeof header);
  at += info_offset(frame);
  for (int i = 0; i < 4; ++i) {
    at[i] = (unsigned char)"Info"[i];
  }
  at[7] = 1;
  for (int i = 0; i < 4; ++i) {
    at[8 + i] = (unsigned char)(count >> (24 - 8 * i));
  }
  return true;
}

/* --- all of them --------------------------------------------------------------------------------
 */

typedef struct {
  uint64_t first;   /* offset of the first frame with sound */
  uint64_t end;     /* offset of what is behind the last one */
  uint64_t count;   /* of them */
  uint64_t claimed; /* by the frame before it; 0: nothing */
  bool varies;      /* their bit rate */
} Frames;

/* At frames that are not of the stream before them, or behind tags: does another file begin? */
static bool another_begins(Window *window, uint64_t *offset)
{
  return frames_begin(window, *offset, true) ||
         (is_closing_tag(window, *offset) &&
          find_frames(window, *offset, file_view_bytes(window->view), true, offset));
}

static uint64_t place_in_file(const FileView *view, uint64_t offset)
{
  return offset + view->skip - view->head_bytes;
}

static TrueLength count_frames(Window *window, uint64_t offset, Frames *frames)
{
  const uint64_t end = file_view_bytes(window->view);
  Frame first = {.layer = 0};
  Frame frame = {.layer = 0};
  uint64_t claimed = 0;
  read_frame(window, offset, &first);
  if (is_info(window, offset, &first, &frames->claimed)) {
    offset += first.bytes;
  }
  frames->first = offset;
  while (offset < end) {
    const uint64_t tags = id3_bytes(window->view, offset);
    if (!read_frame(window, offset + tags, &frame) || !same_stream(&first, &frame)) {
      uint64_t other = offset + tags;
      if (another_begins(window, &other)) {
        return (TrueLength){LENGTH_JOINED, place_in_file(window->view, other)};
      }
      if (!is_closing_tag(window, offset) && find_frames(window, offset + 1, end, false, &other)) {
        return (TrueLength){LENGTH_DAMAGED, place_in_file(window->view, offset)};
      }
      break;
    }
    if (is_info(window, offset + tags, &frame, &claimed)) {
      return (TrueLength){LENGTH_JOINED, place_in_file(window->view, offset)};
    }
    offset += tags + frame.bytes;
    if (offset > end) {
      return (TrueLength){LENGTH_CUT, 0};
    }
    frames->varies = frames->varies || frame.bit_rate != first.bit_rate;
    ++frames->count;
  }
  frames->end = offset;
  return (TrueLength){LENGTH_TRUE, 0};
}

TrueLength mpeg_length_find(FileView *view)
{
  Window window = {.view = view};
  Frames frames = {.count = 0};
  Frame frame = {.layer = 0};
  id3_keep_one(view);
  const uint64_t tags = id3_bytes(view, 0);
  uint64_t offset = tags;
  if (!find_frames(&window, tags, tags + MOST_JUNK_BYTES, false, &offset)) {
    return (TrueLength){LENGTH_NONE, 0}; /* no MPEG audio, or one that tells no bit rate */
  }
  const TrueLength length = count_frames(&window, offset, &frames);
  if (offset > tags && frames.claimed == 0 && frames.count < SURE_FRAMES) {
    return (TrueLength){LENGTH_NONE, 0}; /* a few bytes near the end are headers by chance */
  }
  if (length.kind != LENGTH_TRUE) {
    return length;
  }
  if (frames.claimed > frames.count + COUNTED_MORE) {
    return (TrueLength){LENGTH_CUT, 0};
  }
  if (!closing_tags_find(view).id3v1) { /* libmpg123 warns of much behind the last frame */
    file_view_end(view, frames.end);
  }
  read_frame(&window, frames.first, &frame);
  if (frame.layer != 3 && frames.varies) { /* libsndfile guesses by the first bit rate */
    return (TrueLength){LENGTH_VARIES, 0};
  }
  const bool told = frames.claimed > 0 && frames.claimed + COUNTED_MORE >= frames.count;
  if (!told && frame.layer == 3 && !tell(view, &frame, frames.first, frames.count)) {
    return (TrueLength){LENGTH_HUGE, 0};
  }
  if ((told || frame.layer != 3) && offset > tags && !file_view_new_head(view, offset, tags)) {
    return (TrueLength){LENGTH_HUGE, 0};
  }
  return (TrueLength){LENGTH_TRUE, 0};
}
