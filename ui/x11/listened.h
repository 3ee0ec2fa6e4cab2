/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the window says of the music behind the curve.
 */
#ifndef GENRE_EQ_UI_X11_LISTENED_H
#define GENRE_EQ_UI_X11_LISTENED_H

#include <stdbool.h>
#include <stddef.h>

#include "plugin/report.h"

/** "listened 1:12", "learning … 1:12", "learned from 3:41 of music, settling" or "…, held"; empty
    if nothing was heard. */
void listened_words(const Report *report, char *text, size_t size);

/** True if Learn has ended, so that the curve holds. */
bool listened_is_held(const Report *report);

/** True if a pause has ended Learn: the mode is still Learn. */
bool listened_has_ended(const Report *report);

/** True if Learn was ended by hand, and the curve still moves for LEARN_PAUSE_S. */
bool listened_is_settling(const Report *report);

/** True if Learn has ended, either way: no sound is learned any more. */
bool listened_is_done(const Report *report);

/** True if the curve stays as it is: in Hold, or after Learn. */
bool listened_curve_rests(const Report *report, float mode);

#endif
