/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/own/own_name.h"

#include <stdio.h>
#include <string.h>

#include "ui/cli/host/host.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/seen_name.h"

bool own_name_take(const char *given, char name[PROFILE_NAME_BYTES])
{
  char seen[2 * PROFILE_NAME_BYTES]; /* a name that is too long stays too long */
  const bool changed = seen_name_copy(given, seen, sizeof seen);
  if (strcmp(seen, ".") == 0 || strcmp(seen, "..") == 0) {
    message_error(given, "is a directory; give the preset's name");
    return false;
  }
  if (!profile_name_is_fine(seen)) {
    message_error(given, "is not a name for a preset; give 1 to %d bytes of text that can be seen",
                  PROFILE_NAME_BYTES - 1);
    return false;
  }
  if (changed) {
    message_warning(given, "is taken as \"%s\": what cannot be seen in a name is left out", seen);
  }
  strcpy(name, seen);
  return true;
}

bool own_name_is_free(const char *name, const Arguments *arguments)
{
  Host *host = host_open(arguments->bundle);
  const bool taken = host && host_has_preset(host, name);
  if (taken) {
    message_error(name, "is a preset of the plugin itself; choose another name");
  }
  host_close(host);
  return host && !taken;
}

static bool is_plain(unsigned char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.';
}

static void encode(const char *name, bool keep_all, char text[OWN_NAME_BYTES])
{
  size_t used = 0;
  for (const char *at = name; *at && used + 3 < OWN_NAME_BYTES; ++at) {
    const unsigned char c = (unsigned char)*at;
    const bool hidden = c == '.' && at == name;
    const bool kept = is_plain(c) || (keep_all && !strchr("/%_", c));
    if (c == ' ') {
      text[used++] = '_';
    } else if (kept && !hidden) {
      text[used++] = *at;
    } else {
      used += (size_t)snprintf(text + used, OWN_NAME_BYTES - used, "%%%02X", c);
    }
  }
  text[used] = '\0';
}

void own_name_for_folder(const char *name, char text[OWN_NAME_BYTES])
{
  encode(name, true, text);
}

void own_name_for_uri(const char *name, char text[OWN_NAME_BYTES])
{
  encode(name, false, text);
}
