# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a feature without a URI that is read
# in: plugin/find_feature.h
# checks: small_hosts
s/features\[i\]->URI && //
