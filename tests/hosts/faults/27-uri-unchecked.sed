# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a feature that has no name looked at
# in: plugin/find_feature.h
# checks: small_hosts
s/features\[i\]->URI && //
