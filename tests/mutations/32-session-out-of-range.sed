# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a figure of a session beyond its range
# in: plugin/memory.c
# check: replay:fuzz_state
/value\[k\] = fmin(fmax(value\[k\], field->minimum), field->maximum);/d
