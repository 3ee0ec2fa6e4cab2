/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/profile_property.h"

#include <string.h>

void profile_property_read(ProfileProperty *property, Engine *engine, const PatchMessage *message)
{
  property->path_is_asked_for |= message->is_asked_for;
  if (message->is_set) {
    profile_loader_want(&property->loader, message->text);
    engine_expect_profile(engine, message->frame);
    property->path_is_due = false;
  }
}

/* When the profile comes into use, its path becomes the property's. */
static void take_path(ProfileProperty *property, const Engine *engine)
{
  if (property->path_is_due && !engine_profile_is_due(engine)) {
    memcpy(property->path, property->path_due, sizeof property->path);
    property->path_is_due = false;
    property->path_is_asked_for = true;
  }
}

void profile_property_write(ProfileProperty *property, const Engine *engine,
                            const PatchUrids *urids, LV2_Atom_Sequence *notify, uint32_t capacity)
{
  take_path(property, engine);
  if (property->path_is_asked_for) {
    property->path_is_asked_for =
        !patch_write(urids, urids->profile, property->path, notify, capacity);
  }
}

void profile_property_restore(ProfileProperty *property, Engine *engine, const OwnProfile *own)
{
  profile_loader_drop(&property->loader);
  engine_set_profile(engine, &own->profile);
  memcpy(property->path, own->path, sizeof property->path);
  property->path_is_due = false;
  property->path_is_asked_for = true;
}

void profile_property_get(ProfileProperty *property, const Engine *engine, OwnProfile *own)
{
  take_path(property, engine);
  own->profile = *engine_profile(engine);
  memcpy(own->path, property->path, sizeof own->path);
}

void profile_property_loaded(ProfileProperty *property, Engine *engine, bool is_fine)
{
  const OwnProfile *file = profile_loader_end(&property->loader, is_fine);
  if (file) {
    engine_offer_profile(engine, &file->profile);
    memcpy(property->path_due, file->path, sizeof property->path_due);
    property->path_is_due = true;
  }
}
