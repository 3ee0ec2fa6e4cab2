# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a linked library that SECURITY.md does not list
# in: SECURITY.md
# check: supply:linked
s/`libsndfile.so.1`/libsndfile/
