/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/true_length.h"

#include <errno.h>
#include <string.h>

#include "ui/cli/sound/audio_format.h"
#include "ui/cli/sound/chunks.h"
#include "ui/cli/sound/id3.h"
#include "ui/cli/terminal/message.h"

static bool warns = true;

void true_length_warn_no_more(void)
{
  warns = false;
}

static void warn(const char *path, const char *words)
{
  if (warns) {
    message_warning(path, "%s; all of it is read", words);
  }
}

static bool begins_with(const FileView *view, const char magic[4])
{
  char there[4];
  return file_view_read(view, 0, there, sizeof there) == sizeof there &&
         memcmp(there, magic, sizeof there) == 0;
}

/* BW64 (ITU-R BS.2088) is RF64 under another name, which libsndfile 1.2 does not know. */
static void show_as_rf64(FileView *view)
{
  unsigned char *head = begins_with(view, "BW64") ? file_view_new_head(view, 4, 4) : NULL;
  if (head) {
    head[0] = 'R';
    head[1] = 'F';
  }
}

static bool find_fmt(const FileView *view, Chunk *chunk)
{
  ChunkWalk walk = {.format = chunk_format_of(view)};
  *chunk = (Chunk){.name = ""};
  while (walk.format && strcmp(chunk->name, "fmt ") != 0 && chunk_next(view, &walk, chunk)) {
  }
  return strcmp(chunk->name, "fmt ") == 0;
}

enum { INTEGERS = 1, EXTENSIBLE = 0xFFFE }; /* kinds of samples */

/* Where the kind of the samples stands in an extension of Wave64's "fmt ", libsndfile 1.2 takes all
 * for integers. So it is shown where short headers have it. */
static void show_kind_of_w64(FileView *view)
{
  enum { KIND_OFFSET = 24 };
  Chunk chunk;
  uint64_t kind = 0;
  if (begins_with(view, "riff") && find_fmt(view, &chunk) &&
      chunk_number_at(view, chunk.body, 2, false, &kind) && kind == EXTENSIBLE &&
      chunk_number_at(view, chunk.body + KIND_OFFSET, 2, false, &kind)) {
    unsigned char *head = file_view_new_head(view, chunk.body + 2, chunk.body + 2);
    if (head) {
      chunk_put_number(head + chunk.body, 2, false, kind);
    }
  }
}

/* What stands at this place of WAV's "fmt "; 0: nothing. */
static uint64_t fmt_number(const FileView *view, uint64_t at)
{
  Chunk chunk;
  uint64_t number = 0;
  const bool is_wav =
      begins_with(view, "RIFF") || begins_with(view, "RF64") || begins_with(view, "riff");
  if (is_wav && find_fmt(view, &chunk)) {
    chunk_number_at(view, chunk.body + at, 2, false, &number);
  }
  return number;
}

enum { KIND_AT = 0, CHANNELS_AT = 2, FRAME_BYTES_AT = 12, BITS_AT = 14 };

/* WAV with 24 bits in 4 bytes. arecord puts them into the lower three, Cool Edit wrote floats, and
 * the header is the same. */
static bool is_loose_24(const FileView *view)
{
  const uint64_t kind = fmt_number(view, KIND_AT);
  return (kind == INTEGERS || kind == EXTENSIBLE) && fmt_number(view, BITS_AT) == 24 &&
         fmt_number(view, FRAME_BYTES_AT) == 4 * fmt_number(view, CHANNELS_AT);
}

/* libsndfile guesses the length of MPEG audio in WAV by its first bit rate. */
static bool is_mpeg_in_wav(const FileView *view)
{
  enum { LAYER_1_OR_2 = 0x50, LAYER_3 = 0x55 };
  const uint64_t kind = fmt_number(view, KIND_AT);
  return kind == LAYER_1_OR_2 || kind == LAYER_3;
}

static TrueLength find(FileView *view)
{
  const uint64_t tags = id3_bytes(view, 0);
  file_view_skip(view, tags);
  show_as_rf64(view);
  show_kind_of_w64(view);
  if (is_loose_24(view) || is_mpeg_in_wav(view)) {
    return (TrueLength){LENGTH_NONE, 0};
  }
  if (chunk_length_is_for(view)) {
    return chunk_length_find(view);
  }
  if (begins_with(view, "fLaC")) {
    return flac_length_find(view);
  }
  if (begins_with(view, "OggS")) {
    return ogg_length_find(view);
  }
  file_view_skip(view, 0); /* the reader of MPEG audio also reads its tags */
  return mpeg_length_find(view);
}

/* FLAC whose frames are packets of an Ogg stream; libsndfile 1.2 does not read it. */
static bool is_ogg_flac(const FileView *view)
{
  enum { FIRST_PACKET = 28, NAME_BYTES = 5 }; /* behind a page's header with one segment */
  char head[FIRST_PACKET + NAME_BYTES] = "";
  file_view_read(view, 0, head, sizeof head);
  return memcmp(head, "OggS", 4) == 0 && memcmp(head + FIRST_PACKET, "\177FLAC", NAME_BYTES) == 0;
}

void true_length_tell_unreadable(FileView *view, const char *path)
{
  if (file_view_tell_read_error(path)) {
    return;
  }
  SF_INFO info;
  SNDFILE *file = file_view_open(view, &info);
  const bool is_known = !file && sf_error(NULL) != SF_ERR_UNRECOGNISED_FORMAT;
  if (is_ogg_flac(view)) {
    message_error(path, "is FLAC in an Ogg file, which cannot be read; convert it to .flac first");
  } else if (is_mpeg_in_wav(view)) {
    message_error(path, "is MP3 or MP2 in a WAV file, which cannot be read; copy its sound into an "
                        ".mp3 file, or convert it to 16-bit WAV, first");
  } else if (is_loose_24(view)) {
    message_error(path, "holds 24-bit samples in 4 bytes each, as arecord -f S24_LE writes, which "
                        "cannot be read; record in S32_LE, or import it elsewhere as raw signed "
                        "32-bit sound and raise it by 48.16 dB");
  } else if (begins_with(view, "RIFX")) { /* libsndfile 1.2 swaps its bytes if it has markers */
    message_error(path, "is a big-endian WAV file (RIFX), which cannot be read; convert it to FLAC "
                        "or WAV first");
  } else if (is_known) {
    message_error(path,
                  "its header or its coding cannot be read (%s); convert it to WAV or 24-bit "
                  "FLAC first",
                  audio_format_error(NULL));
  } else {
    message_error(path, "is not an audio file that can be read; give WAV, AIFF, FLAC, Ogg Vorbis, "
                        "Opus or MP3");
  }
  if (file) {
    sf_close(file);
  }
}

bool true_length_find(FileView *view, const char *path)
{
  errno = 0;
  const TrueLength length = find(view);
  if (file_view_tell_read_error(path)) {
    return false;
  }
  const unsigned long long bytes = (unsigned long long)length.bytes;
  switch (length.kind) {
  case LENGTH_TRUE:
    return true;
  case LENGTH_UNTOLD:
    warn(path, "the header does not say how long the sound is");
    return true;
  case LENGTH_MORE:
    warn(path, "there is more sound than the header says");
    return true;
  case LENGTH_CUT:
    if (length.bytes > 0) {
      message_error(path, "truncated: %llu bytes of sound are missing; get the file again", bytes);
    } else {
      message_error(path, "truncated: its end is missing; get the file again");
    }
    return false;
  case LENGTH_DAMAGED:
    message_error(path, "damaged at byte %llu; get the file again", bytes);
    return false;
  case LENGTH_JOINED:
    message_error(path, "holds several files: another begins at byte %llu; split it first", bytes);
    return false;
  case LENGTH_STRAY:
    message_error(path,
                  "%llu bytes follow the sound that the header names; repair the header, or cut "
                  "them off",
                  bytes);
    return false;
  case LENGTH_NONE:
    true_length_tell_unreadable(view, path);
    return false;
  case LENGTH_VARIES:
    message_error(path, "is MPEG audio of layer I or II whose bit rate changes; convert it to WAV "
                        "first");
    return false;
  case LENGTH_HUGE:
    if (errno == ENOMEM) {
      message_error(path, "not enough memory; close other programs");
    } else {
      message_error(path, "holds more sound than its header can name; convert it to WAV first");
    }
    return false;
  }
  return false;
}
