# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: hosts that are not told the own preset
# in: tests/hosts/check_own_preset.sh
# checks: own_preset
s/ preset="\$called" / /
s/ --preset=urn:genre-eq:stereo:own-My-songs / /
