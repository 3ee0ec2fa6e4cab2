# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: hosts that are not told the preset
# in: tests/hosts/check_state.sh
# checks: state
s/ preset=Mine / /
s/--preset Mine/--preset gentle/
s/ --preset="file:[^"]*"//
