/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/listened.h"

#include <stdio.h>

#include "plugin/learn.h"

/* A LearnPhase, or another number if the host damaged it. */
static int phase_of(const Report *report)
{
  return (int)report->learn_phase[0];
}

bool listened_is_held(const Report *report)
{
  return phase_of(report) == LEARN_ENDED || phase_of(report) == LEARN_HELD;
}

bool listened_has_ended(const Report *report)
{
  return phase_of(report) == LEARN_ENDED;
}

bool listened_is_settling(const Report *report)
{
  return phase_of(report) == LEARN_STOPPED;
}

bool listened_is_done(const Report *report)
{
  return listened_is_held(report) || listened_is_settling(report);
}

bool listened_curve_rests(const Report *report, float mode)
{
  return !listened_is_settling(report) && (mode == (float)MODE_HOLD || listened_is_held(report));
}

void listened_words(const Report *report, char *text, size_t size)
{
  const long s = (long)report->listened_s[0];
  char time[32];
  if (s < 3600) {
    snprintf(time, sizeof time, "%ld:%02ld", s / 60, s % 60);
  } else {
    snprintf(time, sizeof time, "%ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
  }
  if (listened_is_done(report)) {
    snprintf(text, size, "learned from %s of music, %s", time,
             listened_is_held(report) ? "held" : "settling");
  } else if (phase_of(report) == LEARN_LISTENS) {
    snprintf(text, size, "learning \xe2\x80\xa6 %s", time);
  } else {
    snprintf(text, size, "%s%s", s > 0 ? "listened " : "", s > 0 ? time : "");
  }
}
