/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */

#include "ui/cli/own/preset_bundle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugin/controls.h"
#include "plugin/profile_file.h"
#include "ui/cli/files/bundle_folder.h"
#include "ui/cli/files/target_file.h"
#include "ui/cli/own/own_name.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"

#define MANIFEST "manifest.ttl"

static const struct {
  const char *uri;
  const char *file;
} variant[] = {{GENRE_EQ_URI_MONO, "mono.ttl"}, {GENRE_EQ_URI_STEREO, "stereo.ttl"}};

enum { VARIANTS = 2 };

/* --- places ---------------------------------------------------------------------------- */

static bool in_home(const char *home, const char *name, char path[PATH_MAX])
{
  char folder[OWN_NAME_BYTES];
  own_name_for_folder(name, folder);
  const int length = snprintf(path, PATH_MAX, "%s/.lv2/%s.preset.lv2", home, folder);
  return length > 0 && length < PATH_MAX;
}

bool preset_bundle_find_profile(const char *name, char path[PATH_MAX])
{
  char folder[PATH_MAX];
  const char *home = getenv("HOME");
  if (!home || !*home || !in_home(home, name, folder)) {
    return false;
  }
  const int length = snprintf(path, PATH_MAX, "%s/" PROFILE_FILE_NAME, folder);
  return length > 0 && length < PATH_MAX && access(path, F_OK) == 0;
}

bool preset_bundle_directory(const Arguments *arguments, const char *name, char path[PATH_MAX])
{
  char folder[PATH_MAX];
  const char *home = getenv("HOME");
  if (arguments->given[OPTION_OUTPUT]) {
    snprintf(path, PATH_MAX, "%s", arguments->value[OPTION_OUTPUT]);
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
      path[--length] = '\0';
    }
    return true;
  }
  if (!home || !*home) {
    message_error(name, "HOME is not set, so there is no ~/.lv2; name a directory with -o");
    return false;
  }
  if (!in_home(home, name, path)) {
    message_error(name, "its path is too long; name a directory with -o");
    return false;
  }
  snprintf(folder, sizeof folder, "%.4000s/.lv2", home);
  if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
    message_error(folder, "cannot be made (%s); name another directory with -o", strerror(errno));
    return false;
  }
  return true;
}

const char *preset_bundle_choose(const Arguments *arguments)
{
  return arguments->given[OPTION_OUTPUT] ? "With this folder in ~/.lv2, choose" : "Choose";
}

/* --- writing ---------------------------------------------------------------------------- */

static FILE *open_in(const char *directory, const char *file)
{
  char path[PATH_MAX];
  const int length = snprintf(path, sizeof path, "%s/%s", directory, file);
  errno = ENAMETOOLONG;
  return length > 0 && length < PATH_MAX ? fopen(path, "w") : NULL;
}

static bool complete(FILE *file)
{
  const bool fine = file && fflush(file) == 0 && !ferror(file) && fsync(fileno(file)) == 0;
  return file && fclose(file) == 0 && fine;
}

void preset_bundle_uri(const PresetBundle *bundle, int n_channels, char uri[PRESET_URI_BYTES])
{
  char word[OWN_NAME_BYTES];
  own_name_for_uri(bundle->name, word);
  snprintf(uri, PRESET_URI_BYTES, "%s:own-%s", variant[n_channels - 1].uri, word);
}

static void write_manifest(const PresetBundle *bundle, FILE *to)
{
  fputs("@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n"
        "@prefix pset: <http://lv2plug.in/ns/ext/presets#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n",
        to);
  for (int v = 0; v < VARIANTS; ++v) {
    char uri[PRESET_URI_BYTES];
    preset_bundle_uri(bundle, v + 1, uri);
    fprintf(to, "\n<%s>\n\ta pset:Preset ;\n\tlv2:appliesTo <%s> ;\n\trdfs:label ", uri,
            variant[v].uri);
    json_string(to, bundle->name); /* Turtle understands JSON's escapes */
    fprintf(to, " ;\n\trdfs:seeAlso <%s> .\n", variant[v].file);
  }
}

static bool write_all(const PresetBundle *bundle, const char *directory)
{
  bool fine = true;
  for (int v = 0; v < VARIANTS && fine; ++v) {
    char uri[PRESET_URI_BYTES];
    FILE *to = open_in(directory, variant[v].file);
    preset_bundle_uri(bundle, v + 1, uri);
    if (to) {
      bundle->write(bundle, v + 1, uri, to);
    }
    fine = complete(to);
  }
  if (fine && bundle->text_name) {
    FILE *to = open_in(directory, bundle->text_name);
    if (to) {
      fputs(bundle->text, to);
    }
    fine = complete(to);
  }
  FILE *to = fine ? open_in(directory, MANIFEST) : NULL;
  if (to) {
    write_manifest(bundle, to);
  }
  return complete(to);
}

/* --- what exists already --------------------------------------------------------------- */

/* The manifest is first: a host ignores a bundle without it. */
static const char *const ours[] = {MANIFEST, "mono.ttl", "stereo.ttl", PROFILE_FILE_NAME, NULL};

/* True for a directory that holds only files of genre-eq. */
static bool is_our_bundle(const char *directory)
{
  char manifest[PATH_MAX];
  const int length = snprintf(manifest, sizeof manifest, "%s/" MANIFEST, directory);
  return length > 0 && length < PATH_MAX && access(manifest, F_OK) == 0 &&
         bundle_folder_holds_only(directory, ours);
}

static bool has_profile(const char *directory)
{
  char path[PATH_MAX];
  const int length = snprintf(path, sizeof path, "%s/" PROFILE_FILE_NAME, directory);
  return length > 0 && length < PATH_MAX && access(path, F_OK) == 0;
}

bool preset_bundle_allowed(const char *directory, bool replace)
{
  struct stat there;
  if (!target_file_place(directory)) {
    return false;
  }
  if (lstat(directory, &there) != 0) {
    return true;
  }
  if (!S_ISDIR(there.st_mode) || !is_our_bundle(directory)) {
    message_error(directory, "exists and is not a preset of genre-eq; name another with -o");
    return false;
  }
  if (!replace) {
    message_error(directory, "exists already, %s; choose another name, or give --force",
                  has_profile(directory) ? "an own profile" : "a learned curve");
    return false;
  }
  return true;
}

bool preset_bundle_write(const PresetBundle *bundle, const char *directory, bool replace)
{
  char temporary[PATH_MAX];
  if (!preset_bundle_allowed(directory, replace)) {
    return false;
  }
  if (!bundle_folder_make(directory, temporary)) {
    message_error(directory, "cannot be written (%s); %s", strerror(errno), message_remedy(errno));
    return false;
  }
  const bool fine =
      write_all(bundle, temporary) && bundle_folder_keep(temporary, directory, replace);
  if (!fine) {
    message_error(directory, "cannot be written (%s); %s", strerror(errno), message_remedy(errno));
  }
  bundle_folder_remove(temporary, ours); /* the new one if it failed, else an old one */
  return fine;
}
