# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a gain beyond the range
# in: model/target.c
# check: test:test_target
s/clamp(amount \* way_db, -range_db, range_db)/amount * way_db/
