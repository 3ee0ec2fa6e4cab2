/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of true_length.h: files made of chunks. One of the chunks is the sound.
 * (Sources: IBM & Microsoft, "Multimedia Programming Interface and Data Specifications
 * 1.0", RIFF and WAVE; EBU Tech 3306, RF64; Sony, "Wave64"; Apple, "Audio Interchange File
 * ChunkFormat", 1989, and "Core Audio ChunkFormat"; Sun, "The AU audio file format".)
 */
#include <string.h>

#include "ui/cli/sound/chunks.h"
#include "ui/cli/sound/closing_tags.h"
#include "ui/cli/sound/true_length.h"

/* The sound's chunk in the file. */
typedef struct {
  const ChunkFormat *format;
  uint64_t size_offset; /* of the field that says how long it is */
  uint64_t start;       /* of the sound */
  uint64_t claimed;     /* bytes of sound, by that field */
  uint64_t long_offset; /* of RF64's true length; 0: none */
  uint64_t comm_offset; /* of AIFF's number of frames; 0: none */
} Sound;

/* True for lengths that stand for an unknown length: a writer that does not know it, or cannot go
 * back to write it, writes 0, all ones, or its own maximum (sox 0x7ffff000 and 0x7f000000, others
 * 2^31) minus headers and an incomplete frame. */
static bool is_untold(const Sound *sound)
{
  const uint64_t slack = 64;
  const uint64_t claimed = sound->claimed;
  if (sound->format->size_bytes == 8 || sound->long_offset > 0) {
    return claimed < 8 || claimed >= (uint64_t)1 << 62;
  }
  return claimed == 0 || claimed >= 0xfffff000u ||
         (claimed >= 0x7f000000u - slack && claimed <= 0x7f000000u) ||
         (claimed >= 0x7ffff000u - slack && claimed <= 0x7ffff000u) ||
         (claimed >= 0x7fffffffu - slack && claimed <= 0x80000000u);
}

/* --- finding the sound ---------------------------------------------------------------------- */

bool chunk_length_is_for(const FileView *view)
{
  return chunk_format_of(view) != NULL;
}

static bool find_au(const FileView *view, Sound *sound)
{
  const bool big_endian = sound->format->big_endian;
  sound->size_offset = 8;
  return chunk_number_at(view, 4, 4, big_endian, &sound->start) &&
         chunk_number_at(view, 8, 4, big_endian, &sound->claimed);
}

static bool find_sound(const FileView *view, Sound *sound)
{
  const ChunkFormat *format = sound->format;
  uint64_t long_bytes = 0;
  Chunk chunk;
  if (!format->data) {
    return find_au(view, sound);
  }
  for (uint64_t offset = format->first; chunk_read(view, format, offset, &chunk);
       offset = chunk.next) {
    if (memcmp(chunk.name, format->data, 4) == 0) {
      sound->size_offset = offset + (uint64_t)format->name_bytes;
      sound->start = chunk.body + format->before;
      sound->claimed = chunk.bytes - (chunk.bytes > format->before ? format->before : chunk.bytes);
      if (sound->long_offset > 0 && chunk.bytes == UINT32_MAX) {
        sound->claimed = long_bytes < (uint64_t)1 << 62 ? long_bytes : 0;
      }
      return true;
    }
    if (strcmp(chunk.name, "ds64") == 0) { /* behind the length of the file */
      sound->long_offset = chunk.body + 8;
      chunk_number_at(view, sound->long_offset, 8, false, &long_bytes);
    }
    if (strcmp(chunk.name, "COMM") == 0) {
      sound->comm_offset = chunk.body;
    }
    if (chunk.next <= offset) {
      break;
    }
  }
  return false;
}

/* --- what follows the sound ------------------------------------------------------------------ */

/* True if only a few zeros follow to the end of the file. */
static bool is_padding(const FileView *view, uint64_t offset)
{
  const uint64_t most = (uint64_t)1 << 20;
  if (file_view_bytes(view) - offset > most) {
    return false;
  }
  unsigned char block[4096];
  size_t got;
  while ((got = file_view_read(view, offset, block, sizeof block)) > 0) {
    for (size_t i = 0; i < got; ++i) {
      if (block[i] != 0) {
        return false;
      }
    }
    offset += got;
  }
  return true;
}

static bool is_name(const Chunk *chunk)
{
  for (int i = 0; i < 4; ++i) {
    if (chunk->name[i] < ' ' || chunk->name[i] > '~') {
      return false;
    }
  }
  return true;
}

static bool begins_file(const FileView *view, uint64_t offset)
{
  char magic[4] = "";
  file_view_read(view, offset, magic, sizeof magic);
  return memcmp(magic, "OggS", 4) == 0 || memcmp(magic, "fLaC", 4) == 0 ||
         chunk_format_by_magic(magic) != NULL;
}

/* Reads what follows the sound to the end of the file: chunks, tags of other programs, zeros. The
 * view ends with the chunks. */
static TrueLength look_behind(FileView *view, const ChunkFormat *format, uint64_t offset)
{
  const uint64_t end = file_view_bytes(view);
  const uint64_t first = offset;
  Chunk chunk;
  while (offset < end && chunk_read(view, format, offset, &chunk)) {
    const uint64_t tags = closing_tags_bytes(view, offset);
    if (begins_file(view, offset + tags)) {
      return (TrueLength){LENGTH_JOINED, offset + tags + view->skip};
    }
    if (tags > 0 || is_padding(view, offset)) {
      file_view_end(view, offset);
      break;
    }
    const bool fits =
        format->data && is_name(&chunk) && chunk.next > offset && chunk.body + chunk.bytes <= end;
    if (!fits) {
      return (TrueLength){LENGTH_STRAY, end - first};
    }
    offset = chunk.next;
  }
  return (TrueLength){LENGTH_TRUE, 0};
}

static TrueLength look_behind_sound(FileView *view, const Sound *sound, uint64_t bytes)
{
  const uint64_t align = sound->format->align;
  const uint64_t end = sound->start + bytes;
  const TrueLength behind = look_behind(view, sound->format, (end + align - 1) / align * align);
  if (behind.kind == LENGTH_TRUE && chunk_is_w64(sound->format)) {
    view->hidden = file_view_bytes(view) - end; /* libsndfile takes all to the end for sound */
  }
  return behind;
}

/* --- correcting the header ------------------------------------------------------------------- */

static void put_name(unsigned char *to, const char name[4])
{
  for (int i = 0; i < 4; ++i) {
    to[i] = (unsigned char)name[i];
  }
}

/* RF64: a chunk ds64 before all others holds the lengths. */
static bool tell_long(FileView *view, const Sound *sound, uint64_t bytes)
{
  enum { DS64_BYTES = 36, DS64_LENGTHS = 28 };
  const bool there = sound->long_offset > 0;
  if (there && sound->long_offset + 8 > sound->start) {
    return false;
  }
  const uint64_t added = there ? 0 : DS64_BYTES;
  const uint64_t file_bytes = file_view_bytes(view) + added;
  unsigned char *head = file_view_new_head(view, sound->start, sound->start + added);
  if (!head) {
    return false;
  }
  if (!there) {
    memmove(head + 12 + added, head + 12, sound->start - 12);
    memset(head + 12, 0, added);
    put_name(head, "RF64");
    put_name(head + 12, "ds64");
    chunk_put_number(head + 16, 4, false, DS64_LENGTHS);
  }
  unsigned char *lengths = head + (there ? sound->long_offset - 8 : 20);
  chunk_put_number(head + 4, 4, false, UINT32_MAX);
  chunk_put_number(lengths, 8, false, file_bytes - 8);
  chunk_put_number(lengths + 8, 8, false, bytes);
  chunk_put_number(head + sound->size_offset + added, 4, false, UINT32_MAX);
  return true;
}

/* AIFF counts its frames, too. */
static void tell_frames(unsigned char *head, const Sound *sound, uint64_t bytes)
{
  unsigned char *comm = head + sound->comm_offset;
  const uint64_t frame_bytes =
      chunk_number(comm, 2, true) * ((chunk_number(comm + 6, 2, true) + 7) / 8);
  chunk_put_number(comm + 2, 4, true, frame_bytes > 0 ? bytes / frame_bytes : 0);
}

/* libsndfile takes AU's length for signed. It reads to the end where the length is untold. */
static bool is_long_au(const Sound *sound, uint64_t bytes)
{
  return !sound->format->data && bytes > INT32_MAX;
}

static bool tell(FileView *view, const Sound *sound, uint64_t bytes)
{
  const ChunkFormat *format = sound->format;
  const bool to_end = is_long_au(sound, bytes);
  const bool riff = memcmp(format->magic, "RIFF", 4) == 0;
  const bool is_long = sound->start + bytes > UINT32_MAX - 1024;
  if (sound->long_offset > 0 || (riff && is_long)) {
    return tell_long(view, sound, bytes);
  }
  if (format->size_bytes == 4 && is_long && !to_end) {
    return false;
  }
  unsigned char *head = file_view_new_head(view, sound->start, sound->start);
  if (!head) {
    return false;
  }
  const uint64_t header =
      format->counts_header ? (uint64_t)(format->name_bytes + format->size_bytes) : 0;
  chunk_put_number(head + sound->size_offset, format->size_bytes, format->big_endian,
                   to_end ? UINT32_MAX : bytes + format->before + header);
  if (format->first == 12) { /* the length of the file, behind its magic bytes */
    chunk_put_number(head + 4, 4, format->big_endian, file_view_bytes(view) - 8);
  }
  if (sound->comm_offset > 0 && sound->comm_offset + 8 <= sound->start) {
    tell_frames(head, sound, bytes);
  }
  return true;
}

TrueLength chunk_length_find(FileView *view)
{
  Sound sound = {.format = chunk_format_of(view)};
  const uint64_t end = file_view_bytes(view);
  if (!sound.format || !find_sound(view, &sound) || sound.start > end ||
      sound.start < sound.size_offset + (uint64_t)sound.format->size_bytes) {
    return (TrueLength){LENGTH_NONE, 0}; /* no chunk of sound; 8SVX has another */
  }
  const uint64_t there = end - sound.start;
  uint64_t bytes = sound.claimed;
  /* A value that may stand for an unknown length is a length if chunks follow that much sound. */
  if (is_untold(&sound) &&
      (bytes > there || look_behind_sound(view, &sound, bytes).kind == LENGTH_STRAY)) {
    return (TrueLength){tell(view, &sound, there) ? LENGTH_UNTOLD : LENGTH_HUGE, 0};
  }
  if (bytes > there) {
    return (TrueLength){LENGTH_CUT, bytes - there};
  }
  /* A length above 4 GiB has wrapped to 0. */
  const uint64_t turns =
      sound.format->size_bytes == 4 && !sound.long_offset ? (there - bytes) >> 32 : 0;
  if (turns > 0) {
    bytes += turns << 32;
    if (!tell(view, &sound, bytes)) {
      return (TrueLength){LENGTH_HUGE, 0};
    }
    return (TrueLength){LENGTH_TRUE, 0};
  }
  const TrueLength behind = look_behind_sound(view, &sound, bytes);
  if (behind.kind == LENGTH_TRUE && is_long_au(&sound, bytes) && !tell(view, &sound, bytes)) {
    return (TrueLength){LENGTH_HUGE, 0};
  }
  return behind;
}
