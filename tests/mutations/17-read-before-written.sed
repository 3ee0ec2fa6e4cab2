# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a value that is read before it is written
# in: plugin/triple_buffer.c
# check: valgrind:test_triple_buffer
/atomic_init(&buffer->middle, 2u);/d
