# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a bypass that is ignored
# in: plugin/sound_path.c
# checks: ardour
s/fade(&path->wet, enabled,/fade(\&path->wet, true,/
