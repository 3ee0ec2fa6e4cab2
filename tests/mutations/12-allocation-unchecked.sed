# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: an allocation that is not checked
# in: plugin/engine.c
# check: allocation:instantiated
/^Engine \*engine_new(/,/^}/{/^  if (!engine) {/,/^  }/d;}
