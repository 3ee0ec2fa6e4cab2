# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a second click on Learn that does nothing
# in: ui/x11/view_learn.c
# checks: learn
s/ends_learn ? (float)MODE_HOLD : pressed/ends_learn ? (float)MODE_LEARN : pressed/
