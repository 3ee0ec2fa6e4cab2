# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a damaged session restored in part
# in: plugin/state.c
# check: test:test_sessions
/missing or damaged in the saved state/,/return STATE_DAMAGED;/s/return STATE_DAMAGED;/(void)damaged;/
