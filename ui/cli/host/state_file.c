/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/host/state_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/cli/host/host_internal.h"

enum { MOST_BYTES = 4 << 20, MOST_NESTED = 50 };

/* --- files that lilv may read ---------------------------------------------------------- */

/* lilv's parser recurses at each bracket. */
static bool is_flat(int descriptor)
{
  char text[4096];
  int depth = 0;
  ssize_t length;
  while ((length = read(descriptor, text, sizeof text)) > 0) {
    for (ssize_t i = 0; i < length && depth <= MOST_NESTED; ++i) {
      depth += (text[i] == '[' || text[i] == '(') - (text[i] == ']' || text[i] == ')');
    }
    if (depth > MOST_NESTED) {
      return false;
    }
  }
  return length == 0;
}

/* A regular file, because reading a pipe could wait for ever; no longer, and its brackets nested no
 * deeper, than hosts write. */
static bool is_tame(const char *path)
{
  const int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat status;
  const bool fine = descriptor >= 0 && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
                    status.st_size <= MOST_BYTES && is_flat(descriptor);
  if (descriptor >= 0) {
    close(descriptor);
  }
  return fine;
}

/* --- states and presets ---------------------------------------------------------------- */

/* A preset that learn made has a URI of its own, which is not the file's: the manifest beside the
 * file names it. */
static LilvState *read_preset(Host *host, const char *file)
{
  static const char *const ours[] = {GENRE_EQ_URI_STEREO, GENRE_EQ_URI_MONO};
  LilvState *state = NULL;
  char folder[PATH_MAX];
  char manifest[PATH_MAX + 16];
  const char *slash = strrchr(file, '/');
  snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - file) + 1 : 2, slash ? file : "./");
  snprintf(manifest, sizeof manifest, "%smanifest.ttl", folder);
  if (!is_tame(manifest)) {
    return NULL;
  }
  LilvWorld *world = lilv_world_new(); /* of this folder alone */
  LilvNode *bundle = lilv_new_file_uri(world, NULL, folder);
  LilvNode *applies_to = lilv_new_uri(world, LV2_CORE__appliesTo);
  lilv_world_load_bundle(world, bundle);
  for (int i = 0; i < 2 && !state; ++i) {
    LilvNode *plugin = lilv_new_uri(world, ours[i]);
    LilvNode *preset = lilv_world_get(world, NULL, applies_to, plugin);
    LilvNode *subject = preset ? lilv_new_uri(host->world, lilv_node_as_uri(preset)) : NULL;
    if (subject) {
      state = lilv_state_new_from_file(host->world, &host->urids.map, subject, file);
    }
    lilv_node_free(subject);
    lilv_node_free(preset);
    lilv_node_free(plugin);
  }
  lilv_node_free(applies_to);
  lilv_node_free(bundle);
  lilv_world_free(world);
  return state;
}

static LilvState *read_file(Host *host, const char *file)
{
  const char *extension = strrchr(file, '.');
  if (!extension || strcmp(extension, ".ttl") != 0 || !is_tame(file)) {
    return NULL;
  }
  LilvState *state = lilv_state_new_from_file(host->world, &host->urids.map, NULL, file);
  return state ? state : read_preset(host, file);
}

/* The file that a directory holds: a state, or the preset that learn made. */
static void find_file(const char *path, char file[PATH_MAX])
{
  static const char *const names[] = {"/state.ttl", "/stereo.ttl", ""};
  int i = 0;
  do {
    snprintf(file, PATH_MAX, "%s%s", path, names[i]);
  } while (*names[i++] && access(file, R_OK) != 0);
}

static void count_value(const char *symbol, void *user, const void *value, uint32_t size,
                        uint32_t type)
{
  (void)symbol;
  (void)value;
  (void)size;
  (void)type;
  ++*(unsigned *)user;
}

LilvState *state_file_read(Host *host, const char *path)
{
  char file[PATH_MAX];
  find_file(path, file);
  LilvState *state = read_file(host, file);
  unsigned n_values = state ? lilv_state_get_num_properties(state) : 0;
  if (state) {
    lilv_state_emit_port_values(state, count_value, &n_values);
  }
  if (n_values == 0) { /* as in the manifest.ttl beside a state */
    lilv_state_free(state);
    state = NULL;
  }
  return state;
}
