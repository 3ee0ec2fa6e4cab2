# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: the size of what a session holds, not looked at
# in: plugin/state.c
# check: replay:fuzz_state
/type != urid(map, LV2_ATOM__String) ||$/{N;s/ ||\n.*$/) {/;}
