# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a line with more fields than there is room for
# in: model/train/library_scan.c
# check: replay:fuzz_dataset
s/while (n < MAX_FIELDS) {/while (n < 8192) {/
