# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: Ardour with another block size than asked for
# in: tests/hosts/ardour.lua
# checks: ardour
s/set_buffer_size(tonumber(value))/set_buffer_size(512)/
