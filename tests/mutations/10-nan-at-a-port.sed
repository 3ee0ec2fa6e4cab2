# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a NaN at a control port that is accepted
# in: plugin/controls.c
# check: replay:fuzz_run
s/  if (isnan(value)) {/  if (value == 1e38f) {/
