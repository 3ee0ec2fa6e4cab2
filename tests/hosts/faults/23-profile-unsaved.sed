# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: an own profile that is not in the session
# in: plugin/lv2.c
# checks: own_preset
s/return status == LV2_STATE_SUCCESS ? profile_store(.*$/return status;/
/^ *: status;$/d
