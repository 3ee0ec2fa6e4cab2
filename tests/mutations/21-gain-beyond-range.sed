# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a gain beyond the range
# in: model/target.c
# check: test:test_target
s/clamp(trust \* settings->amount \* way_db, -settings->range_db, settings->range_db)/trust * settings->amount * way_db/
