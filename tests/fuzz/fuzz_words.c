/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What is given in words: --set SYMBOL=VALUE.
 */
#include "tests/fuzz/fuzz.h"
#include "ui/cli/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char *text = calloc(1, size + 1);
  char error[512];
  Settings settings = {0};
  memcpy(text, data, size);
  if (settings_read(&settings, text, error, sizeof error)) {
    for (int i = 0; i < CONTROL_COUNT; ++i) {
      promise(!settings.given[i] || (settings.value[i] >= control_info[i].minimum &&
                                     settings.value[i] <= control_info[i].maximum),
              "a setting within its range");
    }
  }
  free(text);
  return 0;
}
