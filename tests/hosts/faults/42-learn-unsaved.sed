# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a session that forgets that Learn has ended
# in: plugin/engine_memory.c
# checks: learn
s/learn_remembered(memory->learn_phase\[0\])/learn_remembered(0.0)/
