# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: an own profile that is not in the session
# in: plugin/session_state.c
# checks: own_preset
s/status = profile_store(.*$/status = LV2_STATE_SUCCESS;/
