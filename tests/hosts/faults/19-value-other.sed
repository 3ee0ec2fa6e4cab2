# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: Ardour that saves less than it should
# in: tests/hosts/ardour.lua
# checks: ardour
s/(find_control(plugin, symbol)), value),/(find_control(plugin, symbol)), value * 0.9),/
