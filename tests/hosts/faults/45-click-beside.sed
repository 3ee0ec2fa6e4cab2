# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a choice whose values lie elsewhere than they are painted
# in: ui/x11/view_learn.c
# checks: learn
s/value_stepped(control, value_first(control), place, false)/value_stepped(control, value_first(control), place - 1, false)/
