/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Listens to a whole file, and plays a file through the plugin. A function that fails prints
 * why and returns false.
 */
#ifndef GENRE_EQ_UI_CLI_SONG_LISTEN_H
#define GENRE_EQ_UI_CLI_SONG_LISTEN_H

#include <stdbool.h>

#include <lilv/lilv.h>

#include "ui/cli/host/host.h"
#include "ui/cli/song/heard.h"
#include "ui/cli/song/options.h"
#include "ui/cli/sound/audio_input.h"
#include "ui/cli/sound/audio_output.h"

/** Plays the input from its start to its end through the plugin, into `output` if
    that is not NULL. `what` names the work on the progress bar. */
bool song_play(Plugin *plugin, AudioInput *input, AudioOutput *output, const char *what);

/** Works in-place on a block of the input in input->channel. False stops. */
typedef bool (*BlockFunction)(void *user, AudioInput *input, uint32_t n_frames);

/** Hands the whole input to a function, block by block. */
bool song_play_through(AudioInput *input, const char *what, BlockFunction function, void *user);

/** Lets the plugin run on for `seconds`, unheard. */
void song_play_silence(Plugin *plugin, AudioInput *input, double seconds);

/** Listens to the whole input with preset and settings of `arguments`, the decision
    resting on all of it. What was learned goes to *learned if that is not NULL: the
    curve is there from the first sample once it is restored, and the makeup has found
    its headroom. The caller frees it. */
bool song_listen(Host *host, AudioInput *input, const Arguments *arguments, Heard *heard,
                 LilvState **learned);

/** The same; what was learned goes to *memory, before any peaks are measured. */
bool song_listen_to_memory(Host *host, AudioInput *input, const Arguments *arguments, Heard *heard,
                           Memory *memory);

/** After a song_listen(): finds the curve for what was learned again, under the settings
    of `arguments`, without the song being heard again. Replaces *learned and the curve
    in *heard; the makeup's headroom is measured if `measure`. */
bool song_listen_again(Host *host, AudioInput *input, const Arguments *arguments, bool measure,
                       Heard *heard, LilvState **learned);

/** A plugin for the input, with preset, then settings applied. NULL on failure. */
Plugin *plugin_for(Host *host, const AudioInput *input, const Arguments *arguments);

/** The same, with the curve that was learned from the first sample on, and held unless
    the settings say otherwise. learned NULL: as plugin_for(). */
Plugin *plugin_holding(Host *host, const AudioInput *input, const Arguments *arguments,
                       const LilvState *learned);

#endif
