# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: another range in long blocks
# in: plugin/lv2.c
# checks: ardour audacity small_hosts
s/^  engine_process(plugin->engine, control/  control[CONTROL_RANGE] *= n_frames > 4096 ? 0.5f : 1.0f;\n&/
