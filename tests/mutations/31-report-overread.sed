# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a report that is read past its end
# in: plugin/report_atom.c
# check: replay:fuzz_report
s/if (padded(property.value.size) > (size_t)(end - at)) {/if (at > end) {/
