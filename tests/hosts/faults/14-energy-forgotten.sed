# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: band levels that a session does not restore
# in: plugin/engine_memory.c
# checks: state
s/decision->energy\[i\] = (float)memory->energy\[i\];/decision->energy[i] = 0.0f;/
