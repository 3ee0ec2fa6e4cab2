# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a message that is read as far as it says
# in: plugin/patch.c
# check: replay:fuzz_patch
s/if (atom.size > bytes->left - header_size) {/if (atom.size > UINT32_MAX - 8u) {/
