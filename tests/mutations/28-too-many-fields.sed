# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: more fields in a line than there is room for
# in: model/train/library_scan.c
# check: replay:fuzz_dataset
s/while (n < MAX_FIELDS) {/while (n < 8192) {/
