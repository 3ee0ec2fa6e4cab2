# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: lv2proc replaced by a program that does nothing
# in: tests/hosts/check_small_hosts.sh
# checks: small_hosts
s/^  lv2proc -i/  true -i/
