# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: an instance's memory is read before it is written
# in: plugin/lv2.c
# check: valgrind:test_host_note
s/calloc(1, sizeof \*plugin)/malloc(sizeof *plugin)/
