/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Text input: --set SYMBOL=VALUE, names of files that are shown, lists of files that are dropped
 * onto the window.
 */
#include "tests/fuzz/fuzz.h"
#include "ui/cli/host/settings.h"
#include "ui/cli/terminal/shown.h"
#include "ui/cli/terminal/utf8.h"
#include "ui/x11/uri_list.h"

static void try_setting(const char *text)
{
  char error[512];
  Settings settings = {0};
  if (settings_read(&settings, text, error, sizeof error)) {
    for (int i = 0; i < CONTROL_COUNT; ++i) {
      promise(!settings.given[i] || (settings.value[i] >= control_info[i].minimum &&
                                     settings.value[i] <= control_info[i].maximum),
              "a setting within its range");
    }
  }
}

static void try_name(const char *text)
{
  char shown[8192];
  snprintf(shown, sizeof shown, "%s", text);
  const size_t size = strlen(shown);
  shown_clean(shown);
  promise(strlen(shown) == size, "a name as long as before");
  for (const char *at = shown; *at; at += utf8_length(at)) {
    promise(utf8_length(at) > 0 && !utf8_is_control(at), "nothing that a terminal obeys");
  }
}

static void try_list(const uint8_t *data, size_t size)
{
  char path[64];
  char *exact = malloc(size > 0 ? size : 1); /* no NUL behind it */
  memcpy(exact, data, size);
  if (uri_list_first_path(exact, size, path, sizeof path)) {
    promise(path[0] == '/' && memchr(path, '\0', sizeof path), "a whole path");
  }
  free(exact);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char *text = calloc(1, size + 1);
  memcpy(text, data, size);
  try_setting(text);
  try_name(text);
  try_list(data, size);
  free(text);
  return 0;
}
