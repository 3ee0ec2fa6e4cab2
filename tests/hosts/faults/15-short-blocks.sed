# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: another range in short blocks
# in: plugin/lv2.c
# checks: ardour jalv small_hosts
s/^  engine_process(plugin->engine, control/  control[CONTROL_RANGE] *= n_frames <= 64 ? 0.5f : 1.0f;\n&/
