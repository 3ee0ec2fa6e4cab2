# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a figure of a profile beyond its range
# in: model/profile.c
# check: replay:fuzz_profile
s/ && value\[i\] >= least && value\[i\] <= most;/ \&\& value[i] >= least \&\& most >= least;/
