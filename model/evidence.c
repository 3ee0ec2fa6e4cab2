/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/evidence.h"

const char *evidence_name(int column)
{
  static const char *const family_name[FAMILY_COUNT] = {
      [FAMILY_MOVEMENT] = "Movement", [FAMILY_ATTACK] = "Attack", [FAMILY_HARMONY] = "Harmony"};
  return column < FAMILY_COUNT ? family_name[column] : band_info[column - FAMILY_COUNT].name;
}
