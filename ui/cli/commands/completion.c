/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/commands/completion.h"

#include <string.h>

Offer completion_offer(const OptionInfo *info)
{
  static const struct {
    const char *value;
    Offer offer;
  } kinds[] = {{"SYMBOL=VALUE", OFFER_SETTINGS},
               {"URI", OFFER_PRESETS},
               {"DIR", OFFER_DIRECTORIES},
               {"PATH", OFFER_FILES},
               {"FILE", OFFER_FILES},
               {"FILE=W", OFFER_FILES},
               {"PROFILE", OFFER_FILES}};
  if (info->words) {
    return OFFER_WORDS;
  }
  for (size_t i = 0; info->value && i < sizeof kinds / sizeof kinds[0]; ++i) {
    if (strcmp(info->value, kinds[i].value) == 0) {
      return kinds[i].offer;
    }
  }
  return OFFER_NOTHING;
}
