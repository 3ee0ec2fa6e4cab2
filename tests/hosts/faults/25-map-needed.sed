# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: no plugin where there is no urid:map
# in: plugin/lv2.c
# checks: small_hosts
s/^  Plugin \*plugin = calloc(1, sizeof \*plugin);/  Plugin *plugin = map ? calloc(1, sizeof *plugin) : NULL;/
