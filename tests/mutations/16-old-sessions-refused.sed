# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a field of old sessions renamed
# in: plugin/memory.def
# check: test:test_sessions
s/^FIELD(energy,  /FIELD(energies,/
