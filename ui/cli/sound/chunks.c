/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/chunks.h"

#include <string.h>

static const ChunkFormat formats[] = {
    {"RIFF", "data", false, 4, 4, false, 2, 12, 0},
    {"RF64", "data", false, 4, 4, false, 2, 12, 0},
    {"riff", "data", false, 16, 8, true, 8, 40, 0},
    {"FORM", "SSND", true, 4, 4, false, 2, 12, 8},
    {"caff", "data", true, 4, 8, false, 1, 8, 4},
    {".snd", NULL, true, 4, 4, false, 1, 0, 0}, /* no chunks: a header, and the sound */
    {"dns.", NULL, false, 4, 4, false, 1, 0, 0},
};
enum { N_FORMATS = sizeof formats / sizeof formats[0], MOST_HEADER_BYTES = 24 };

uint64_t chunk_number(const unsigned char *bytes, int count, bool big_endian)
{
  uint64_t value = 0;
  for (int i = 0; i < count; ++i) {
    value = value << 8 | bytes[big_endian ? i : count - 1 - i];
  }
  return value;
}

void chunk_put_number(unsigned char *bytes, int count, bool big_endian, uint64_t value)
{
  for (int i = 0; i < count; ++i) {
    bytes[big_endian ? count - 1 - i : i] = (unsigned char)(value >> (8 * i));
  }
}

bool chunk_number_at(const FileView *view, uint64_t offset, int count, bool big_endian,
                     uint64_t *value)
{
  unsigned char bytes[8];
  if (file_view_read(view, offset, bytes, (size_t)count) != (size_t)count) {
    return false;
  }
  *value = chunk_number(bytes, count, big_endian);
  return true;
}

const ChunkFormat *chunk_format_by_magic(const char magic[4])
{
  for (int i = 0; i < N_FORMATS; ++i) {
    if (memcmp(magic, formats[i].magic, 4) == 0) {
      return &formats[i];
    }
  }
  return NULL;
}

const ChunkFormat *chunk_format_of(const FileView *view)
{
  char magic[4];
  return file_view_read(view, 0, magic, sizeof magic) == sizeof magic ? chunk_format_by_magic(magic)
                                                                      : NULL;
}

static void set_next(const ChunkFormat *format, Chunk *chunk)
{
  const uint64_t most_bytes = UINT64_MAX - chunk->body - format->align;
  chunk->next = chunk->bytes > most_bytes ? UINT64_MAX
                                          : (chunk->body + chunk->bytes + format->align - 1) /
                                                format->align * format->align;
}

bool chunk_is_w64(const ChunkFormat *format)
{
  return format->counts_header;
}

/* Most names of Wave64 begin with the letters of WAVE's, but not those of markers and texts. */
static void put_name(char name[5], const unsigned char *bytes)
{
  static const unsigned char markers[4] = {0x56, 0x62, 0xf7, 0xab};
  static const unsigned char texts[4] = {0xbc, 0x94, 0x5f, 0x92};
  const void *from = memcmp(bytes, markers, 4) == 0 ? (const void *)"mark"
                     : memcmp(bytes, texts, 4) == 0 ? (const void *)"summ"
                                                    : bytes;
  memcpy(name, from, 4);
}

bool chunk_read(const FileView *view, const ChunkFormat *format, uint64_t offset, Chunk *chunk)
{
  unsigned char header[MOST_HEADER_BYTES];
  const size_t size = (size_t)format->name_bytes + (size_t)format->size_bytes;
  if (file_view_read(view, offset, header, size) != size) {
    return false;
  }
  *chunk = (Chunk){.offset = offset, .body = offset + size};
  put_name(chunk->name, header);
  chunk->bytes = chunk_number(header + format->name_bytes, format->size_bytes, format->big_endian);
  if (format->counts_header) {
    chunk->bytes -= chunk->bytes >= size ? size : chunk->bytes;
  }
  set_next(format, chunk);
  return true;
}

bool chunk_next(const FileView *view, ChunkWalk *walk, Chunk *chunk)
{
  const uint64_t offset = walk->offset > 0 ? walk->offset : walk->format->first;
  if (!chunk_read(view, walk->format, offset, chunk)) {
    return false;
  }
  if (strcmp(chunk->name, "ds64") == 0) { /* behind the length of the file */
    chunk_number_at(view, chunk->body + 8, 8, false, &walk->long_bytes);
  }
  if (strcmp(chunk->name, "data") == 0 && chunk->bytes == UINT32_MAX && walk->long_bytes > 0) {
    chunk->bytes = walk->long_bytes;
    set_next(walk->format, chunk);
  }
  walk->offset = chunk->next;
  return chunk->next > offset;
}
