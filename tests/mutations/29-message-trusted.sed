# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a message whose own size is trusted
# in: plugin/patch.c
# check: replay:fuzz_patch
s/if (atom.size > bytes->left - header_size) {/if (atom.size > UINT32_MAX - 8u) {/
