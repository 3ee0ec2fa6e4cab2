# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: an atom whose own size is trusted
# in: plugin/report_atom.c
# check: test:test_report_atom
s/if (property.value.size > (size_t)(end - at)) {/if (property.value.size > UINT32_MAX - 8u) {/
