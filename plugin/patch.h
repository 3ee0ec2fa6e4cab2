/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The plugin's properties over the atom ports, urn:genre-eq:profile and
 * urn:genre-eq:window-note: patch:Set and patch:Get come in, patch:Set goes out. The window
 * sends and reads the same messages. Every size in a message is checked, since a host
 * passes on what others send.
 *
 * Everything except the mapping is real-time safe.
 */
#ifndef GENRE_EQ_PLUGIN_PATCH_H
#define GENRE_EQ_PLUGIN_PATCH_H

#include <lv2/atom/atom.h>
#include <lv2/urid/urid.h>
#include <stdbool.h>
#include <stdint.h>

#include "plugin/own_profile.h"
#include "plugin/window_note.h"

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
  LV2_URID window_note;
} PatchUrids;

/** Asks the host for the URIDs. Not real-time safe. */
void patch_urids_map(PatchUrids *urids, LV2_URID_Map *map);

/** What messages say about one property; the last patch:Set counts. */
typedef struct {
  bool is_set;
  const char *text;  /**< in the message, with its NUL within the property's bytes */
  uint32_t frame;    /**< of the block, at which that message lies */
  bool is_asked_for; /**< by a patch:Get of this property, or of all */
} PatchMessage;

typedef struct {
  PatchMessage profile;     /**< text: the file's path, of PROFILE_PATH_BYTES at most */
  PatchMessage window_note; /**< text: WINDOW_NOTE_BYTES at most, printable ASCII */
} PatchMessages;

/** Reads a port's buffer. Trusts nothing but that it has atom.size bytes. */
void patch_read(const PatchUrids *urids, const LV2_Atom_Sequence *port, PatchMessages *messages);

/** Reads one message, as a window gets it; adds to `messages`. Trusts nothing but that the
    atom has its size in bytes. */
void patch_read_atom(const PatchUrids *urids, const LV2_Atom *atom, uint32_t frame,
                     PatchMessages *messages);

/** Appends a patch:Set of the property with this text, or a patch:Get if `text` is NULL, to a
    sequence in a buffer with room for `capacity` bytes behind the atom's header. If it does not
    fit, writes nothing and returns false. */
bool patch_write(const PatchUrids *urids, LV2_URID property, const char *text,
                 LV2_Atom_Sequence *port, uint32_t capacity);

#endif
