# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a preset under another name
# in: ttl/presets.def
# checks: jalv audacity
s/"Firm"/"Tight"/
