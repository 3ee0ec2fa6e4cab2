# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a curve that goes on after Learn has ended
# in: plugin/learn.c
# checks: learn
/  return learn->phase == LEARN_OFF ? mode == MODE_HOLD || waits_for_mode$/{
  N
  s/.*/  return mode == MODE_HOLD || waits_for_mode;/
}
