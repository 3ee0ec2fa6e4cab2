/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/profile_state.h"

#include <lv2/atom/atom.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugin/find_feature.h"
#include "plugin/profile_file.h"

static LV2_URID urid(LV2_URID_Map *map, const char *uri)
{
  return map->map(map->handle, uri);
}

static void free_path(const LV2_Feature *const *features, char *path)
{
  const LV2_State_Free_Path *feature = find_feature(features, LV2_STATE__freePath);
  if (feature) {
    feature->free_path(feature->handle, path);
  } else {
    free(path);
  }
}

/* The host decides the form in which a path goes into a state. */
static LV2_State_Status store_path(const char *path, LV2_State_Store_Function store,
                                   LV2_State_Handle handle, LV2_URID_Map *map,
                                   const LV2_Feature *const *features)
{
  const LV2_State_Map_Path *mapper = find_feature(features, LV2_STATE__mapPath);
  char *abstract = *path && mapper ? mapper->abstract_path(mapper->handle, path) : NULL;
  if (!abstract) {
    return LV2_STATE_SUCCESS;
  }
  const LV2_State_Status status =
      store(handle, urid(map, PROFILE_URI), abstract, strlen(abstract) + 1,
            urid(map, LV2_ATOM__Path), LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
  free_path(features, abstract);
  return status;
}

/* If there is no profile, an empty text is saved: Carla keeps a property until a plugin saves
 * it again. */
LV2_State_Status profile_store(const OwnProfile *own, LV2_State_Store_Function store,
                               LV2_State_Handle handle, LV2_URID_Map *map,
                               const LV2_Feature *const *features)
{
  char text[PROFILE_TEXT_BYTES] = "";
  const size_t length = own->profile.n_songs > 0 ? profile_write(&own->profile, text) : 0;
  const LV2_State_Status status =
      store(handle, urid(map, PROFILE_TEXT_URI), text, length + 1, urid(map, LV2_ATOM__String),
            LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
  return status == LV2_STATE_SUCCESS && length > 0
             ? store_path(own->path, store, handle, map, features)
             : status;
}

/* The path on this machine; "" if there is none or it is too long. */
static void retrieve_path(char path[PROFILE_PATH_BYTES], LV2_State_Retrieve_Function retrieve,
                          LV2_State_Handle handle, LV2_URID_Map *map,
                          const LV2_Feature *const *features)
{
  size_t size = 0;
  uint32_t type = 0;
  uint32_t flags = 0;
  const char *saved = retrieve(handle, urid(map, PROFILE_URI), &size, &type, &flags);
  const size_t length = saved ? strnlen(saved, size) : 0; /* Carla 2.5 counts no final NUL */
  path[0] = '\0';
  if (length == 0 || length >= PROFILE_PATH_BYTES ||
      (type != urid(map, LV2_ATOM__Path) && type != urid(map, LV2_ATOM__String))) {
    return;
  }
  char abstract[PROFILE_PATH_BYTES];
  memcpy(abstract, saved, length);
  abstract[length] = '\0';
  const LV2_State_Map_Path *mapper = find_feature(features, LV2_STATE__mapPath);
  char *absolute = mapper ? mapper->absolute_path(mapper->handle, abstract) : NULL;
  const char *found = absolute ? absolute : abstract;
  if (strlen(found) < PROFILE_PATH_BYTES) {
    memcpy(path, found, strlen(found) + 1);
  }
  if (absolute) {
    free_path(features, absolute);
  }
}

StateResult profile_retrieve(OwnProfile *own, LV2_State_Retrieve_Function retrieve,
                             LV2_State_Handle handle, LV2_URID_Map *map, LV2_Log_Logger *logger,
                             const LV2_Feature *const *features)
{
  OwnProfile found;
  char error[PROFILE_ERROR_BYTES];
  size_t size = 0;
  uint32_t type = 0;
  uint32_t flags = 0;
  retrieve_path(found.path, retrieve, handle, map, features);
  const char *text = retrieve(handle, urid(map, PROFILE_TEXT_URI), &size, &type, &flags);
  if (text && type != urid(map, LV2_ATOM__String)) {
    lv2_log_error(logger,
                  "Genre EQ: the own profile in the saved state is not text; not restored\n");
    return STATE_DAMAGED;
  }
  const size_t length = text ? strnlen(text, size) : 0;
  if (text ? length == 0 : !*found.path) {
    return STATE_NONE;
  }
  const bool fine = text ? profile_read(text, length, &found.profile, error)
                         : profile_file_read(found.path, &found.profile, error);
  if (!fine) {
    lv2_log_error(logger, "Genre EQ: the own profile %s: %s; not restored\n",
                  text ? "in the saved state" : found.path, error);
    return STATE_DAMAGED;
  }
  *own = found;
  return STATE_READ;
}
