/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The grid of all analysis and control. It is counted in samples from the first sound, and
 * does not depend on block edges. So the sound is the same for every block size, live and
 * exported.
 */
#ifndef GENRE_EQ_DSP_GRID_H
#define GENRE_EQ_DSP_GRID_H

/** A hop is 100 ms at any sample rate. The analysis runs once a hop. */
#define HOPS_PER_SECOND 10

/** Gains move once a tick. */
#define TICKS_PER_HOP 64
#define TICKS_PER_SECOND (TICKS_PER_HOP * HOPS_PER_SECOND)

/** A question for the genre goes out every QUESTION_HOPS. Its answer takes effect ANSWER_HOPS
    later, whenever it arrived. If none has arrived PATIENCE_HOPS after the question, the audio
    thread computes it. */
#define QUESTION_HOPS 10
#define ANSWER_HOPS 8
#define PATIENCE_HOPS 2

#endif
