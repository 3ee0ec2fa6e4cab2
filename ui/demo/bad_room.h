/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes a song as if it had been mixed in a bad room: one that booms and hisses, so that the
 * mix lacks bass and treble. The plugin's equaliser moves the level of each band by a stated
 * amount.
 */
#ifndef GENRE_EQ_UI_DEMO_BAD_ROOM_H
#define GENRE_EQ_UI_DEMO_BAD_ROOM_H

#include "ui/cli/song/listen.h"

/** What the mix is written as. */
#define BAD_ROOM_FORMAT (SF_FORMAT_FLAC | SF_FORMAT_PCM_16)

/** How much softer the mix is than the song (dB), so that no boost clips. */
#define BAD_ROOM_HEADROOM_DB 6.0

/** How much higher each band is in the mix than in the song, dB; 0 in the mean. */
extern const double bad_room_db[BAND_COUNT];

/** Writes `path`; replaces a file of that name. `heard`: what the plugin
    remembers of the song. On failure prints why and returns false. */
bool bad_room_write(AudioInput *song, const Memory *heard, const char *path);

#endif
