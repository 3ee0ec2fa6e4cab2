# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a NaN in a saved session that is accepted
# in: plugin/memory.c
# check: test:test_host
s/if (!isfinite(value\[k\])) {/if (isinf(value[k])) {/
