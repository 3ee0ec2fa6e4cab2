# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a gain beyond the range
# in: model/target.c
# check: test:test_target
s/clamp(amount \* (likely_db\[band\] - level_db\[band\]), -range_db, range_db)/amount * (likely_db[band] - level_db[band])/
s/clamp(wanted_db, -range_db, range_db)/wanted_db/
