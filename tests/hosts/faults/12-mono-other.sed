# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a mono variant with half the gain
# in: plugin/lv2.c
# checks: ardour jalv audacity
s/^  engine_process(plugin->engine, control/  control[CONTROL_RANGE] *= plugin->n_channels == 1 ? 0.5f : 1.0f;\n&/
