# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a window that does not open
# in: ui/x11/lv2_ui.c
# checks: jalv state
/^  Ui \*ui = n_channels > 0 ? calloc/s/n_channels > 0/n_channels > 2/
