# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a crash when jalv closes the plugin
# in: plugin/lv2.c
# checks: jalv state own_preset
/^  inline_display_free(&plugin->display);/a\
  extern char *program_invocation_short_name;\
  if (program_invocation_short_name[0] == 'j') {\
    abort();\
  }
