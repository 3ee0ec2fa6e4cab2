# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a curve that goes on after Learn has ended
# in: plugin/learn.c
# checks: learn
s/  return learn->phase == LEARN_OFF ? mode == MODE_HOLD : .*/  return (void)learn, mode == MODE_HOLD;/
