# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a bypass that never ends
# in: plugin/sound_path.c
# checks: ardour
s/fade(&path->wet, enabled,/fade(\&path->wet, enabled \&\& (at_once || path->wet.end > 0.0),/
