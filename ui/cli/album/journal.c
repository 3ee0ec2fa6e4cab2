/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/album/journal.h"

#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/cli/terminal/message.h"

enum { KEY_DIGITS = 16, MOST_BYTES = 64 << 20 };

struct Journal {
  char path[PATH_MAX];
  char *text; /* the whole file; NULL: there is none yet */
};

/* A file of that name may be a stranger's, so this follows no link and waits for no pipe. */
static int open_own(const char *path, int flags)
{
  const int descriptor = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
  struct stat status;
  if (descriptor >= 0 && (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) ||
                          status.st_size > MOST_BYTES)) {
    close(descriptor);
    return -1;
  }
  return descriptor;
}

static char *read_all(const char *path)
{
  const int descriptor = open_own(path, O_RDONLY);
  FILE *file = descriptor >= 0 ? fdopen(descriptor, "rb") : NULL;
  char *text = NULL;
  size_t size = 0;
  FILE *copy = file ? open_memstream(&text, &size) : NULL;
  char part[4096];
  size_t length = 0;
  while (copy && (length = fread(part, 1, sizeof part, file)) > 0) {
    fwrite(part, 1, length, copy);
  }
  if (copy) {
    fclose(copy);
  }
  if (file) {
    fclose(file);
  } else if (descriptor >= 0) {
    close(descriptor);
  }
  return text;
}

Journal *journal_open(const char *directory, bool afresh)
{
  Journal *journal = calloc(1, sizeof *journal);
  if (!journal) {
    message_error("memory", "not enough; close other programs");
    return NULL;
  }
  const int length = snprintf(journal->path, sizeof journal->path, "%s/" JOURNAL_NAME, directory);
  if (length < 0 || (size_t)length >= sizeof journal->path) {
    message_error(directory, "the name is too long; choose a shorter one");
    free(journal);
    return NULL;
  }
  if (afresh) {
    unlink(journal->path);
  } else {
    journal->text = read_all(journal->path);
  }
  return journal;
}

void journal_close(Journal *journal)
{
  if (journal) {
    free(journal->text);
    free(journal);
  }
}

/* Fowler, Noll, Vo: FNV-1a, 64 bits (RFC 9923). */
uint64_t journal_key(uint64_t key, const void *data, size_t size)
{
  const unsigned char *byte = (const unsigned char *)data;
  uint64_t hash = key != 0 ? key : 0xcbf29ce484222325u;
  for (size_t i = 0; i < size; ++i) {
    hash = (hash ^ byte[i]) * 0x100000001b3u;
  }
  return hash;
}

static int digit_of(char c)
{
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_data(const char *text, unsigned char *data, size_t size)
{
  for (size_t i = 0; i < size; ++i) {
    const int high = digit_of(text[2 * i]);
    const int low = high >= 0 ? digit_of(text[2 * i + 1]) : -1;
    if (low < 0) {
      return false;
    }
    data[i] = (unsigned char)(high * 16 + low);
  }
  return text[2 * size] == '\n';
}

bool journal_find(const Journal *journal, uint64_t key, void *data, size_t size)
{
  char wanted[KEY_DIGITS + 2];
  bool found = false;
  snprintf(wanted, sizeof wanted, "%016" PRIx64 " ", key);
  unsigned char *copy = malloc(size + 1);
  for (const char *line = journal->text; copy && line && *line;) {
    const char *end = strchr(line, '\n');
    if (strncmp(line, wanted, KEY_DIGITS + 1) == 0 &&
        read_data(line + KEY_DIGITS + 1, copy, size)) {
      memcpy(data, copy, size);
      found = true;
    }
    line = end ? end + 1 : NULL;
  }
  free(copy);
  return found;
}

void journal_add(const Journal *journal, uint64_t key, const void *data, size_t size)
{
  const unsigned char *byte = (const unsigned char *)data;
  const size_t length = KEY_DIGITS + 1 + 2 * size + 1;
  char *line = malloc(length + 1);
  const int file = open_own(journal->path, O_WRONLY | O_APPEND | O_CREAT);
  if (line && file >= 0) {
    snprintf(line, length + 1, "%016" PRIx64 " ", key);
    for (size_t i = 0; i < size; ++i) {
      snprintf(line + KEY_DIGITS + 1 + 2 * i, 3, "%02x", byte[i]);
    }
    line[length - 1] = '\n';
    /* One write, so that two processes do not mix their lines. */
    const ssize_t written = write(file, line, length);
    (void)written;
  }
  if (file >= 0) {
    close(file);
  }
  free(line);
}
