# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a preset with another mode than its name says
# in: ttl/presets.def
# checks: learn
s/"Learn, then hold", MODE_LEARN/"Learn, then hold", MODE_HOLD/
