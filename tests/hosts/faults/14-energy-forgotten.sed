# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: band levels that a session does not restore
# in: plugin/engine_memory.c
# checks: state
s/recall_floats(decision->spectrum.energy, memory->point_energy, GRID_POINTS);/memset(decision->spectrum.energy, 0, sizeof decision->spectrum.energy);/
