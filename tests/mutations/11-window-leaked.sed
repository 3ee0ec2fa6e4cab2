# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a window that is not closed
# in: ui/x11/lv2_ui.c
# check: allocation:window
/^static void cleanup(/,/^}/{/window_close(ui->window);/d;}
