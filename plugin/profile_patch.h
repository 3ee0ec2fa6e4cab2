/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The property urn:genre-eq:profile over the atom ports: patch:Set and patch:Get come in,
 * patch:Set goes out. Every size in a message is checked, since a host passes on what
 * others send.
 *
 * Everything except the mapping is real-time safe.
 */
#ifndef GENRE_EQ_PLUGIN_PROFILE_PATCH_H
#define GENRE_EQ_PLUGIN_PROFILE_PATCH_H

#include <lv2/atom/atom.h>
#include <lv2/urid/urid.h>
#include <stdbool.h>
#include <stdint.h>

#include "plugin/own_profile.h"

/** The URIDs of this host. */
typedef struct {
  LV2_URID atom_Object;
  LV2_URID atom_Path;
  LV2_URID atom_Sequence;
  LV2_URID atom_String;
  LV2_URID atom_URID;
  LV2_URID patch_Get;
  LV2_URID patch_Set;
  LV2_URID patch_property;
  LV2_URID patch_value;
  LV2_URID profile;
} PatchUrids;

/** Asks the host for the URIDs. Not real-time safe. */
void patch_urids_map(PatchUrids *urids, LV2_URID_Map *map);

/** The sum of a block's messages; the last one of each kind counts. */
typedef struct {
  bool is_set;       /**< a patch:Set names a profile's file */
  const char *path;  /**< in the port's buffer, with its NUL within PROFILE_PATH_BYTES */
  uint32_t frame;    /**< of the block, at which that message lies */
  bool is_asked_for; /**< a patch:Get asks for the path */
} ProfileMessages;

/** Reads a port's buffer. Trusts nothing but that it has atom.size bytes. */
void profile_patch_read(const PatchUrids *urids, const LV2_Atom_Sequence *port,
                        ProfileMessages *messages);

/** Appends a patch:Set with this path to a sequence in a buffer with room for
    `capacity` bytes behind the atom's header; does nothing if it does not fit. */
void profile_patch_write(const PatchUrids *urids, const char *path, LV2_Atom_Sequence *port,
                         uint32_t capacity);

#endif
