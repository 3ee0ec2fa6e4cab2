/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/file_view.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/cli/terminal/hush.h"
#include "ui/cli/terminal/message.h"

#define MOST_HEAD_BYTES ((uint64_t)16 << 20)

static int read_error; /* errno of a read of the newest view; 0: none failed */

bool file_view_init(FileView *view, int descriptor)
{
  struct stat status;
  read_error = 0;
  *view = (FileView){.descriptor = descriptor};
  if (fstat(descriptor, &status) != 0) {
    return false;
  }
  view->file_bytes = (uint64_t)status.st_size;
  return true;
}

void file_view_free(FileView *view)
{
  free(view->head);
  view->head = NULL;
  if (view->descriptor >= 0) {
    close(view->descriptor);
    view->descriptor = -1;
  }
}

uint64_t file_view_bytes(const FileView *view)
{
  return view->head_bytes + view->file_bytes - view->skip;
}

size_t file_view_read(const FileView *view, uint64_t offset, void *to, size_t size)
{
  unsigned char *bytes = (unsigned char *)to;
  size_t done = 0;
  if (offset < view->head_bytes) {
    const uint64_t left = view->head_bytes - offset;
    done = size < left ? size : (size_t)left;
    memcpy(bytes, view->head + offset, done);
  }
  while (done < size) {
    const uint64_t at = offset + done - view->head_bytes + view->skip;
    const uint64_t left = at < view->file_bytes ? view->file_bytes - at : 0;
    const size_t wanted = size - done < left ? size - done : (size_t)left;
    const ssize_t got = pread(view->descriptor, bytes + done, wanted, (off_t)at);
    if (got < 0) {
      read_error = errno;
    }
    if (got <= 0) {
      break;
    }
    done += (size_t)got;
  }
  return done;
}

bool file_view_tell_read_error(const char *path)
{
  if (read_error != 0) {
    message_error(path, "cannot be read (%s); check the disk it is on", strerror(read_error));
  }
  return read_error != 0;
}

void file_view_skip(FileView *view, uint64_t bytes)
{
  view->skip = bytes;
}

void file_view_end(FileView *view, uint64_t bytes)
{
  view->file_bytes = bytes + view->skip - view->head_bytes;
}

unsigned char *file_view_new_head(FileView *view, uint64_t replaced, uint64_t bytes)
{
  if (bytes > MOST_HEAD_BYTES) {
    return NULL;
  }
  unsigned char *head = calloc(bytes + 1, 1);
  if (head) {
    file_view_read(view, 0, head, (size_t)(replaced < bytes ? replaced : bytes));
    view->skip += replaced - view->head_bytes;
    free(view->head);
    view->head = head;
    view->head_bytes = bytes;
  }
  return head;
}

/* --- for libsndfile --------------------------------------------------------------------- */

static sf_count_t tell_bytes(void *user)
{
  const FileView *view = (const FileView *)user;
  return (sf_count_t)(file_view_bytes(view) - view->hidden);
}

static sf_count_t seek(sf_count_t offset, int whence, void *user)
{
  FileView *view = (FileView *)user;
  const sf_count_t from = whence == SEEK_SET   ? 0
                          : whence == SEEK_CUR ? (sf_count_t)view->position
                                               : tell_bytes(user);
  if (from + offset < 0) {
    return -1;
  }
  view->position = (uint64_t)(from + offset);
  return from + offset;
}

static sf_count_t read_on(void *to, sf_count_t size, void *user)
{
  FileView *view = (FileView *)user;
  const sf_count_t left = tell_bytes(user) - (sf_count_t)view->position;
  const sf_count_t wanted = size < left ? size : left;
  const size_t got = wanted > 0 ? file_view_read(view, view->position, to, (size_t)wanted) : 0;
  view->position += got;
  return (sf_count_t)got;
}

static sf_count_t write_nothing(const void *from, sf_count_t size, void *user)
{
  (void)from;
  (void)size;
  (void)user;
  return 0;
}

static sf_count_t tell(void *user)
{
  return (sf_count_t)((const FileView *)user)->position;
}

SNDFILE *file_view_open(FileView *view, SF_INFO *info)
{
  static SF_VIRTUAL_IO calls = {tell_bytes, seek, read_on, write_nothing, tell};
  view->position = 0;
  *info = (SF_INFO){.format = 0};
  const Hush hush = hush_begin(); /* the decoder of MPEG audio prints what it thinks of the tags */
  SNDFILE *file = sf_open_virtual(&calls, SFM_READ, info, view);
  hush_end(hush);
  return file;
}
