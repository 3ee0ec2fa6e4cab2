# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a Hold that drops the last answer of Learn
# in: plugin/learn.c
# checks: learn
s/    return LEARN_STOPPED;/    return LEARN_HELD;/
