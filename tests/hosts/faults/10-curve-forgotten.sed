# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a curve that a session does not restore
# in: plugin/engine_memory.c
# checks: ardour state own_preset
s/glide_jump(&curve->section\[band\], memory->section_db\[band\]);/glide_jump(\&curve->section[band], 0.0);/
