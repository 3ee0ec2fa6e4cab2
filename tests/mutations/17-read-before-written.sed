# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: the engine's memory is read before it is written
# in: plugin/engine.c
# check: uninitialised:test_delta
s/calloc(1, sizeof \*engine)/malloc(sizeof *engine)/
