# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a crash when the host lets the plugin go
# in: plugin/lv2.c
# checks: jalv state own_preset
/^  inline_display_free(&plugin->display);/a\
  abort();
