# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: the right arrow key goes to the left
# in: ui/x11/view_keys.c
# checks: learn
s/    next = value_stepped(control, now, 1.0, fine);/    next = value_stepped(control, now, -1.0, fine);/
