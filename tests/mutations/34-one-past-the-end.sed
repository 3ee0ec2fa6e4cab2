# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a table that is read one entry past its end
# in: plugin/controls.c
# check: sanitizers:test_controls
/^Control control_by_symbol(/,/^}/s/control < CONTROL_COUNT &&/control <= CONTROL_COUNT \&\&/
