# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a linked library that the README does not list
# in: README.md
# check: supply:linked
s/`libsndfile.so.1`/libsndfile/
