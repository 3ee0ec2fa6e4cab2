# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: another name for a field of sessions
# in: plugin/memory.c
# check: test:test_sessions
s,GENRE_EQ_PREFIX "memory-%s,GENRE_EQ_PREFIX "remembered-%s,
