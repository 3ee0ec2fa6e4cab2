# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a preset of a profile alone refused
# in: plugin/session_state.c
# checks: own_preset
s/return memory == STATE_NONE ? profile : STATE_READ;/return memory;/
