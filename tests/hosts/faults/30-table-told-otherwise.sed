# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a table of hosts that is not that of the run
# in: tests/README.md
# checks: table
s/^| jalv | live | 48000 | 64 |/| jalv | live | 48000 | 32 |/
