# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: nothing in the place of lv2proc
# in: tests/hosts/check_small_hosts.sh
# checks: small_hosts
s/^  lv2proc -i/  true -i/
