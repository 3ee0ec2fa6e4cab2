/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/engine_internal.h"

const Profile *engine_profile(const Engine *engine)
{
  return &engine->profile;
}

void engine_set_profile(Engine *engine, const Profile *profile)
{
  engine->profile = *profile;
  engine->profile_is_offered = false;
  ++engine->memory_serial;
}

void engine_expect_profile(Engine *engine, uint32_t frame)
{
  engine->profile_is_offered = false;
  engine->profile_wait =
      (int64_t)engine->hop_position + frame + (int64_t)PROFILE_HOPS * engine->hop_frames;
}

void engine_offer_profile(Engine *engine, const Profile *profile)
{
  engine->profile_offered = *profile;
  engine->profile_is_offered = true;
  if (!engine->sounding) {
    engine_set_profile(engine, &engine->profile_offered);
  }
}

bool engine_profile_is_due(const Engine *engine)
{
  return engine->profile_is_offered;
}

void engine_take_profile(Engine *engine)
{
  if (engine->profile_wait > 0) {
    engine->profile_wait -= engine->hop_frames;
  }
  if (engine->profile_is_offered && engine->profile_wait <= 0) {
    /* A user who loads a profile expects the curve to move. */
    engine->curve.resting = false;
    engine_set_profile(engine, &engine->profile_offered);
  }
}
