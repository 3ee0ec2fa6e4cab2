/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The mode Learn, then hold. Learn forgets what was heard and listens through the song. It ends
 * after a pause, or when the mode is set to Hold. From then on no sound is learned. What was heard
 * last is still answered and solved, as long as a pause would take; then the curve holds.
 *
 * In every mode a pause makes the solver start anew from flat, when the last answer has taken
 * effect. So the curve after a pause depends on what was learned alone, and not on the way there:
 * a host that restarts the plugin, or a second click, changes no bit of it.
 *
 * While Learn listens, the whole song counts, and the curve follows as fast as the control allows:
 * `genre-eq render --learn` listens so, too.
 *
 * All functions are real-time safe; audio thread.
 */
#ifndef GENRE_EQ_PLUGIN_LEARN_H
#define GENRE_EQ_PLUGIN_LEARN_H

#include <stdbool.h>

#include "plugin/controls.h"

/** A pause of this length ends the song, if this much music was heard. It is longer than a fade,
    or than quiet music that the gate takes for a pause (GATE_PATIENCE_HOPS). */
#define LEARN_PAUSE_S 10.0
#define LEARN_LEAST_MUSIC_S 10.0

/** The solver starts anew after this part of a pause. */
#define LEARN_SOLVE_ANEW_S 4.0

/** What counts for the controls `memory` and `glide` while Learn listens. */
#define LEARN_MEMORY_S (control_info[CONTROL_MEMORY].maximum)
#define LEARN_GLIDE_S (control_info[CONTROL_GLIDE].minimum)

/** The numbers are saved in sessions and stand in reports. */
typedef enum {
  LEARN_OFF = 0,     /**< the mode is Adapt, or a Hold that does not come after Learn */
  LEARN_LISTENS = 1, /**< the mode is Learn */
  LEARN_ENDED = 2,   /**< ... the song has ended, and the curve holds */
  LEARN_STOPPED = 3, /**< the mode was set to Hold, and the curve has not come to rest */
  LEARN_HELD = 4,    /**< ... and the curve holds */
} LearnPhase;

typedef struct {
  LearnPhase phase;
  int still_hops; /**< since the last music that was learned, or a restart; at most a pause's */
  int grace_hops; /**< left, until it follows the mode */
} Learn;

/** The phase of a session. Hosts set a session's mode a moment after its state: until then the
    phase stays. */
Learn learn_remembered(double phase);

/** The song begins: if Learn is to begin with it, it waits no longer for the session's mode. */
void learn_first_sound(Learn *learn);

/** Takes the mode. True when Learn begins; then forget what was heard. */
bool learn_take_mode(Learn *learn, Mode mode);

/** Call once a hop. music: the hop was learned; listened_s: music learned so far. True when the
    solver is to start anew. */
bool learn_count_hop(Learn *learn, bool music, double listened_s);

/** The host restarts the plugin: the pause begins anew, as in a session that is opened. */
void learn_restart(Learn *learn);

/** True if sound is to be learned. */
bool learn_heeds_sound(const Learn *learn);

/** True while the curve follows for Learn, with the values above. */
bool learn_moves_curve(const Learn *learn);

/** True if the curve holds, in this mode. After a state was loaded, it holds until the mode of that
    state has come. */
bool learn_holds_curve(const Learn *learn, Mode mode);

#endif
