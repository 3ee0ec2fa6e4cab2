# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a session that is saved without what was learned
# in: plugin/session_state.c
# checks: ardour state own_preset
s/= state_store(&letter->memory, store, handle, map);/= LV2_STATE_SUCCESS;/
