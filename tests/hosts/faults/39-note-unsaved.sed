# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: A and B that are not saved
# in: plugin/session_state.c
# checks: a_and_b
s/? window_note_store(letter->window_note, store, handle, map)/? status/
