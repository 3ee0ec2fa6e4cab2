/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of carried.h: chunks of WAV, RF64, Wave64, AIFF and CAF.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/cli/sound/carried.h"
#include "ui/cli/sound/chunks.h"

/* Chunks of the sound itself, padding, and what is true of the old samples alone: their check sum,
 * and pictures of the waveform. */
static const char *const not_carried[] = {
    "fmt ", "data", "fact", "PEAK", "ds64", "JUNK", "junk", "PAD ", "FLLR", "levl", "COMM",
    "SSND", "FVER", "desc", "pakt", "kuki", "chan", "CHAN", "free", "ovvw", "peak", "MD5 "};

static bool is_carried(const Chunk *chunk)
{
  for (size_t i = 0; i < sizeof not_carried / sizeof not_carried[0]; ++i) {
    if (strcmp(chunk->name, not_carried[i]) == 0) {
      return false;
    }
  }
  return true;
}

/* The next chunk that is carried, and is all there. */
static bool find_chunk(const FileView *view, ChunkWalk *walk, Chunk *chunk)
{
  const uint64_t end = file_view_bytes(view);
  while (chunk_next(view, walk, chunk) && chunk->body <= end && chunk->bytes <= end - chunk->body) {
    if (is_carried(chunk)) {
      return true;
    }
  }
  return false;
}

/* --- copying --------------------------------------------------------------------------------- */

static bool write_at(int output, uint64_t offset, const void *bytes, size_t size)
{
  return pwrite(output, bytes, size, (off_t)offset) == (ssize_t)size;
}

static bool copy_bytes(const FileView *view, uint64_t from, uint64_t bytes, int output, uint64_t to)
{
  unsigned char block[1 << 14];
  while (bytes > 0) {
    const size_t size = bytes < sizeof block ? (size_t)bytes : sizeof block;
    if (file_view_read(view, from, block, size) != size || !write_at(output, to, block, size)) {
      return false;
    }
    from += size;
    to += size;
    bytes -= size;
  }
  return true;
}

/* Version 2 of a broadcast chunk has five loudness figures; 0x7fff: none (EBU Tech 3285). */
static bool forget_loudness(const Chunk *chunk, const FileView *view, int output, uint64_t body)
{
  enum { VERSION = 346, LOUDNESS = 412, LOUDNESS_BYTES = 10 };
  static const unsigned char none[LOUDNESS_BYTES] = {0xff, 0x7f, 0xff, 0x7f, 0xff,
                                                     0x7f, 0xff, 0x7f, 0xff, 0x7f};
  uint64_t version = 0;
  if (strcmp(chunk->name, "bext") != 0 || chunk->bytes < LOUDNESS + LOUDNESS_BYTES ||
      !chunk_number_at(view, chunk->body + VERSION, 2, false, &version) || version < 2) {
    return true;
  }
  return write_at(output, body + LOUDNESS, none, sizeof none);
}

/* Writes the length of the whole file if the format has it. */
static bool tell_length(const ChunkFormat *format, int output, uint64_t file_bytes)
{
  unsigned char magic[4];
  unsigned char number[8];
  if (pread(output, magic, sizeof magic, 0) != (ssize_t)sizeof magic) {
    return false;
  }
  if (memcmp(magic, "caff", 4) == 0) {
    return true;
  }
  const bool is_w64 = memcmp(magic, "riff", 4) == 0;
  if (is_w64 || memcmp(magic, "RF64", 4) == 0) {
    chunk_put_number(number, 8, false, is_w64 ? file_bytes : file_bytes - 8);
    return write_at(output, is_w64 ? 16 : 20, number, 8);
  }
  errno = EFBIG;
  chunk_put_number(number, 4, format->big_endian, file_bytes - 8);
  return file_bytes - 8 <= UINT32_MAX && write_at(output, 4, number, 4);
}

static uint64_t aligned(const ChunkFormat *format, uint64_t offset)
{
  return (offset + format->align - 1) / format->align * format->align;
}

static uint64_t chunk_bytes(const Chunk *chunk)
{
  return chunk->body + chunk->bytes - chunk->offset;
}

/* Where the chunks belong in the output; 0: it has no place for them. Programs that use libsndfile
 * take what follows the sound of a Wave64 for sound: that is moved on. And libsndfile puts a zero
 * behind the sound of a CAF if its bytes are odd, which must not be there. */
static uint64_t make_room(const ChunkFormat *format, int output, uint64_t file_bytes,
                          uint64_t bytes)
{
  const FileView written = {.descriptor = output, .file_bytes = file_bytes};
  Chunk sound = {.name = ""};
  ChunkWalk walk = {.format = format};
  while (strcmp(sound.name, format->data) != 0) {
    if (!chunk_next(&written, &walk, &sound)) {
      return 0;
    }
  }
  if (chunk_is_w64(format)) {
    return carried_move_on(output, sound.offset, sound.offset + bytes, file_bytes) ? sound.offset
                                                                                   : 0;
  }
  return format->align > 1 ? aligned(format, file_bytes) : sound.next;
}

bool carried_copy_chunks(const FileView *input, int output, bool changed)
{
  const ChunkFormat *format = chunk_format_of(input);
  static const unsigned char padding[8];
  struct stat status;
  Chunk chunk;
  uint64_t bytes = 0;
  if (!format || !format->data || fstat(output, &status) != 0) {
    return true;
  }
  for (ChunkWalk walk = {.format = format}; find_chunk(input, &walk, &chunk);) {
    bytes += aligned(format, chunk_bytes(&chunk));
  }
  if (bytes == 0) {
    return true;
  }
  const uint64_t file_bytes = (uint64_t)status.st_size;
  uint64_t to = make_room(format, output, file_bytes, bytes);
  const uint64_t end = (chunk_is_w64(format) ? file_bytes : to) + bytes;
  bool fine = to > 0;
  for (ChunkWalk walk = {.format = format}; fine && find_chunk(input, &walk, &chunk);) {
    const uint64_t padded = aligned(format, chunk_bytes(&chunk));
    fine = copy_bytes(input, chunk.offset, chunk_bytes(&chunk), output, to) &&
           write_at(output, to + chunk_bytes(&chunk), padding,
                    (size_t)(padded - chunk_bytes(&chunk))) &&
           (!changed || forget_loudness(&chunk, input, output, to + (chunk.body - chunk.offset)));
    to += padded;
  }
  return fine && ftruncate(output, (off_t)end) == 0 && tell_length(format, output, end);
}

/* --- loudness in texts ----------------------------------------------------------------------- */

static bool holds_gain(const FileView *view, const Chunk *chunk)
{
  static const char word[] = "REPLAYGAIN";
  unsigned char block[1 << 14];
  size_t n_found = 0; /* letters of the word */
  for (uint64_t done = 0; done < chunk->bytes;) {
    const uint64_t left = chunk->bytes - done;
    const size_t size = left < sizeof block ? (size_t)left : sizeof block;
    if (file_view_read(view, chunk->body + done, block, size) != size) {
      return false;
    }
    for (size_t i = 0; i < size; ++i) {
      const int letter = toupper(block[i]);
      if (letter != '\0') { /* UTF-16 has them between letters */
        n_found = letter == word[n_found] ? n_found + 1 : letter == word[0];
      }
      if (n_found == sizeof word - 1) {
        return true;
      }
    }
    done += size;
  }
  return false;
}

bool carried_chunks_tell_gain(const FileView *input)
{
  const ChunkFormat *format = chunk_format_of(input);
  Chunk chunk;
  if (!format || !format->data) {
    return false;
  }
  for (ChunkWalk walk = {.format = format}; find_chunk(input, &walk, &chunk);) {
    if (holds_gain(input, &chunk)) {
      return true;
    }
  }
  return false;
}

/* --- names -------------------------------------------------------------------------------------
 */

/* The chunks that libsndfile has tags for. The name of the writing program (0) is not kept. */
static const struct {
  const char *name;
  int tag;
} texts[] = {{"NAME", SF_STR_TITLE},
             {"INAM", SF_STR_TITLE},
             {"AUTH", SF_STR_ARTIST},
             {"IART", SF_STR_ARTIST},
             {"(c) ", SF_STR_COPYRIGHT},
             {"ICOP", SF_STR_COPYRIGHT},
             {"ANNO", SF_STR_COMMENT},
             {"ICMT", SF_STR_COMMENT},
             {"ICRD", SF_STR_DATE},
             {"IGNR", SF_STR_GENRE},
             {"IPRD", SF_STR_ALBUM},
             {"ITRK", SF_STR_TRACKNUMBER},
             {"APPL", 0},
             {"ISFT", 0},
             {"strg", 0}};

/* True if libsndfile has read just this text: it keeps one of a kind, and skips texts of 2 KB in
 * WAV. */
static bool is_read(const AudioInput *input, const Chunk *chunk, int tag)
{
  char there[1 << 14];
  const char *text = sf_get_string(input->file, tag);
  const size_t length = text ? strlen(text) : 0;
  if (length >= sizeof there || chunk->bytes < length) {
    return false;
  }
  const size_t size = chunk->bytes > length ? length + 1 : length;
  return file_view_read(&input->view, chunk->body, there, size) == size &&
         memcmp(there, text ? text : "", length) == 0 && (size == length || there[length] == '\0');
}

static const char *words_for(const char *name)
{
  static const struct {
    const char *name, *words;
  } words[] = {{"bext", "broadcast data (bext)"},
               {"cue ", "cue points"},
               {"smpl", "loops (smpl)"},
               {"adtl", "labels"},
               {"id3 ", "ID3 tags"},
               {"ID3 ", "ID3 tags"},
               {"MARK", "markers"},
               {"mark", "markers"},
               {"summ", "summary"},
               {"INST", "loops (INST)"},
               {"COMT", "comments (COMT)"}};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; ++i) {
    if (strcmp(name, words[i].name) == 0) {
      return words[i].words;
    }
  }
  return name;
}

static void name_chunk(const AudioInput *input, const Chunk *chunk, CarriedNames *names)
{
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; ++i) {
    if (strcmp(chunk->name, texts[i].name) == 0) {
      if (texts[i].tag != 0 && !is_read(input, chunk, texts[i].tag)) {
        carried_add_name(names, carried_tag_name(texts[i].tag));
      }
      return;
    }
  }
  carried_add_name(names, words_for(chunk->name));
}

static void name_list(const AudioInput *input, const ChunkFormat *format, const Chunk *list,
                      CarriedNames *names)
{
  char kind[5] = "";
  Chunk chunk;
  file_view_read(&input->view, list->body, kind, 4);
  if (strcmp(kind, "INFO") != 0) {
    carried_add_name(names, words_for(kind));
    return;
  }
  for (uint64_t offset = list->body + 4;
       offset < list->body + list->bytes && chunk_read(&input->view, format, offset, &chunk) &&
       chunk.next > offset;
       offset = chunk.next) {
    name_chunk(input, &chunk, names);
  }
}

/* CAF's texts: a number of them, then name and text of each. */
static void name_info(const FileView *input, const Chunk *info, CarriedNames *names)
{
  static const char kept[] =
      " album artist comment copyright date genre license title tracknumber software encoder ";
  char text[1 << 14];
  const size_t room = info->bytes < sizeof text - 1 ? (size_t)info->bytes : sizeof text - 1;
  const size_t bytes = file_view_read(input, info->body, text, room);
  text[bytes] = '\0';
  for (size_t at = 4; at < bytes;) {
    char name[64];
    snprintf(name, sizeof name, " %s ", text + at);
    if (!strstr(kept, name)) {
      carried_add_name(names, text + at);
    }
    at += strlen(text + at) + 1;                  /* the name */
    at += at < bytes ? strlen(text + at) + 1 : 0; /* its text */
  }
}

/* A text may stand between AU's header and its sound. */
static void name_annotation(const FileView *input, const ChunkFormat *format, CarriedNames *names)
{
  enum { START_OFFSET = 4, HEADER_BYTES = 24 };
  uint64_t start = 0;
  char first = '\0';
  if (format && chunk_number_at(input, START_OFFSET, 4, format->big_endian, &start) &&
      start > HEADER_BYTES && file_view_read(input, HEADER_BYTES, &first, 1) == 1 && first) {
    carried_add_name(names, "annotation");
  }
}

void carried_name_chunks(const AudioInput *input, CarriedNames *names)
{
  const FileView *view = &input->view;
  const ChunkFormat *format = chunk_format_of(view);
  Chunk chunk;
  if (!format || !format->data) {
    name_annotation(view, format, names);
    return;
  }
  for (ChunkWalk walk = {.format = format}; find_chunk(view, &walk, &chunk);) {
    if (strcmp(chunk.name, "LIST") == 0) {
      name_list(input, format, &chunk, names);
    } else if (strcmp(chunk.name, "info") == 0) {
      name_info(view, &chunk, names);
    } else {
      name_chunk(input, &chunk, names);
    }
  }
}
