# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a pause that does not end Learn
# in: plugin/learn.c
# checks: learn
s/    learn->phase = LEARN_ENDED;/    learn->phase = LEARN_LISTENS;/
