/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Files made of chunks, each with a name and a size: WAV, RF64, Wave64, AIFF, CAF. Also AU, which
 * is a header and the sound.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_CHUNKS_H
#define GENRE_EQ_UI_CLI_SOUND_CHUNKS_H

#include "ui/cli/sound/file_view.h"

/** How the chunks of a format are written. */
typedef struct {
  const char *magic; /**< the file's first four bytes */
  const char *data;  /**< the sound's chunk; NULL: there are no chunks */
  bool big_endian;
  int name_bytes;
  int size_bytes;
  bool counts_header; /**< the size counts name and size, too */
  uint64_t align;     /**< chunks begin at multiples of it */
  uint64_t first;     /**< offset of the first chunk */
  uint64_t before;    /**< bytes of the data chunk before the sound */
} ChunkFormat;

/** The format of the file; NULL: another. */
const ChunkFormat *chunk_format_of(const FileView *view);
const ChunkFormat *chunk_format_by_magic(const char magic[4]);

bool chunk_is_w64(const ChunkFormat *format);

typedef struct {
  char name[5];         /**< its first four characters; "mark" and "summ" of Wave64 */
  uint64_t offset;      /**< of the name */
  uint64_t body, bytes; /**< of what is in it */
  uint64_t next;        /**< where the next chunk begins */
} Chunk;

bool chunk_read(const FileView *view, const ChunkFormat *format, uint64_t offset, Chunk *chunk);

/** From chunk to chunk; begin with all 0 but the format. */
typedef struct {
  const ChunkFormat *format;
  uint64_t offset;     /**< of the next chunk; 0: the first */
  uint64_t long_bytes; /**< of the sound, where RF64 tells it */
} ChunkWalk;

/** The next chunk; false at the end, or where a chunk leads nowhere. */
bool chunk_next(const FileView *view, ChunkWalk *walk, Chunk *chunk);

uint64_t chunk_number(const unsigned char *bytes, int count, bool big_endian);
void chunk_put_number(unsigned char *bytes, int count, bool big_endian, uint64_t value);
bool chunk_number_at(const FileView *view, uint64_t offset, int count, bool big_endian,
                     uint64_t *value);

#endif
