/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/own/own_profile.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugin/profile_file.h"
#include "ui/cli/own/preset_bundle.h"
#include "ui/cli/own/song_balance.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/seen_name.h"
#include "ui/cli/terminal/utf8.h"

static bool read_profile(const char *named, Profile *profile)
{
  char in_home[PATH_MAX];
  char error[PROFILE_ERROR_BYTES];
  char name[PROFILE_NAME_BYTES * 2];
  struct stat there;
  seen_name_copy(named, name, sizeof name);
  /* A file of the same name in the working directory does not hide a profile; ./NAME is the
   * file. */
  const bool is_there = stat(named, &there) == 0;
  const bool is_name =
      !(is_there && strchr(named, '/')) && preset_bundle_find_profile(name, in_home);
  if (!is_name && !is_there) {
    message_error(named,
                  "is not a file, and ~/.lv2 holds no profile of that name; give its folder, "
                  "or make one with genre-eq profile");
    return false;
  }
  if (access(is_name ? in_home : named, R_OK) != 0) {
    message_error(named, "cannot be read (%s); check its permissions", strerror(errno));
    return false;
  }
  if (!profile_file_read(is_name ? in_home : named, profile, error)) {
    message_error(named, "holds no profile: %s; make one with genre-eq profile", error);
    return false;
  }
  return true;
}

static bool hear_reference(Host *host, const char *path, const Arguments *arguments,
                           Profile *profile)
{
  const char *slash = strrchr(path, '/');
  SongBalance balance;
  if (!song_balance_hear(host, path, arguments, &balance)) {
    return false;
  }
  utf8_copy(profile->name, sizeof profile->name, slash ? slash + 1 : path);
  if (!profile_name_is_fine(profile->name)) {
    strcpy(profile->name, "Reference");
  }
  profile_match(balance.song.level_db, profile);
  return true;
}

/* In Hold a curve may be held that no profile is needed for. */
static bool lacks_profile(Plugin *plugin, const Arguments *arguments)
{
  const bool given = arguments->given[OPTION_PROFILE] || arguments->given[OPTION_REFERENCE];
  return !given && (int)plugin_get(plugin, CONTROL_GENRE) == GENRE_VALUE_OWN &&
         (int)plugin_get(plugin, CONTROL_MODE) != MODE_HOLD && !plugin_has_own(plugin);
}

/* Hosts save these with a preset, though they belong to the moment. */
static void warn_of_the_moment(Plugin *plugin, const Settings *settings)
{
  static const struct {
    Control control;
    float usual;
    const char *setting, *words;
  } odd[] = {
      {CONTROL_ENABLED, 1.0f, "enabled=off", "passes the sound unchanged; give --set enabled=on"},
      {CONTROL_DELTA, 0.0f, "delta=on", "plays nothing but the change; give --set delta=off"},
  };
  for (size_t i = 0; i < sizeof odd / sizeof odd[0]; ++i) {
    if (!settings->given[odd[i].control] && plugin_get(plugin, odd[i].control) != odd[i].usual) {
      message_warning(odd[i].setting, "what was saved %s", odd[i].words);
    }
  }
}

static void warn_of_unused_curve(Plugin *plugin, const char *preset)
{
  Memory memory;
  if ((Mode)plugin_get(plugin, CONTROL_MODE) == MODE_HOLD && plugin_memory(plugin, &memory) &&
      memory.listened_s[0] > 0.0) {
    message_warning(preset, "its curve is not used, since this command finds the song's own; give "
                            "the preset to genre-eq render without --learn");
  }
}

/* Reports what is wrong with the preset, the state and the settings before anything is heard. */
static bool is_usable(Host *host, const Arguments *arguments, bool listens)
{
  Plugin *plugin = plugin_open(host, 2, 48000.0, arguments->block);
  bool fine = plugin && (!arguments->preset || plugin_load_preset(plugin, arguments->preset)) &&
              (!arguments->state || plugin_load_state(plugin, arguments->state));
  if (fine && arguments->preset && !arguments->state && listens) {
    warn_of_unused_curve(plugin, arguments->preset);
  }
  if (fine) {
    plugin_apply(plugin, &arguments->settings);
    fine = !lacks_profile(plugin, arguments);
    if (!fine) {
      message_error("genre=own", "there is no own profile; give --profile NAME, or choose a genre");
    } else if (!arguments->given[OPTION_ALBUM]) { /* a record leaves them out */
      warn_of_the_moment(plugin, &arguments->settings);
    }
  }
  plugin_close(plugin);
  return fine;
}

Host *host_open_for(const Arguments *arguments, bool listens)
{
  Host *host = host_open(arguments->bundle);
  Profile profile;
  profile_clear(&profile);
  bool fine = host && is_usable(host, arguments, listens);
  if (fine && arguments->given[OPTION_PROFILE]) {
    fine = read_profile(arguments->value[OPTION_PROFILE], &profile);
  } else if (fine && arguments->given[OPTION_REFERENCE]) {
    fine = hear_reference(host, arguments->value[OPTION_REFERENCE], arguments, &profile);
  }
  if (!fine) {
    host_close(host);
    return NULL;
  }
  host_aim_at(host, &profile);
  return host;
}
