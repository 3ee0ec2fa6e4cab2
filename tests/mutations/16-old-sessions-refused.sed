# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: what sessions call a field, changed
# in: plugin/memory.c
# check: test:test_sessions
s,GENRE_EQ_PREFIX "memory-%s,GENRE_EQ_PREFIX "remembered-%s,
