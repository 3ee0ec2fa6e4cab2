# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: Ardour that is not told of a bypass
# in: tests/hosts/ardour.lua
# checks: ardour
s/^    plugin\.processor:to_insert():deactivate()/    print("bypass")/
