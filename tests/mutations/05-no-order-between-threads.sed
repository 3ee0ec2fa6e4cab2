# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: no memory order between the threads of a saved session
# in: plugin/triple_buffer.c
# check: threads:test_threads
s/memory_order_acq_rel/memory_order_relaxed/
