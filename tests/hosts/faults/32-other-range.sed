# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: half the range
# in: plugin/lv2.c
# checks: media_hosts own_preset small_hosts state
s/^  engine_process(plugin->engine, control/  control[CONTROL_RANGE] *= 0.5f;\n&/
