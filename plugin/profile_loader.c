/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/profile_loader.h"

#include <string.h>

#include "plugin/profile_file.h"

void profile_loader_want(ProfileLoader *loader, const char *path)
{
  const size_t length = strnlen(path, PROFILE_PATH_BYTES - 1);
  memcpy(loader->wanted, path, length);
  loader->wanted[length] = '\0';
  loader->is_wanted = true;
}

void profile_loader_drop(ProfileLoader *loader)
{
  loader->is_wanted = false;
  loader->is_stale = true;
}

bool profile_loader_begin(ProfileLoader *loader)
{
  if (!loader->is_wanted || loader->is_out) {
    return false;
  }
  memcpy(loader->file.path, loader->wanted, sizeof loader->file.path);
  loader->is_wanted = false;
  loader->is_out = true;
  loader->is_stale = false;
  return true;
}

void profile_loader_refused(ProfileLoader *loader)
{
  loader->is_out = false;
  loader->is_wanted = true;
}

bool profile_loader_work(ProfileLoader *loader, char error[PROFILE_ERROR_BYTES])
{
  return profile_file_read(loader->file.path, &loader->file.profile, error);
}

const OwnProfile *profile_loader_end(ProfileLoader *loader, bool is_fine)
{
  loader->is_out = false;
  return is_fine && !loader->is_wanted && !loader->is_stale ? &loader->file : NULL;
}
