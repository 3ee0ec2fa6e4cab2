# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a crash that happens only once
# in: plugin/lv2.c
# checks: jalv
/^  read_events(plugin);/i\
  static int n_runs;\
  if (++n_runs == 1500 && !fopen("crashed", "r")) {\
    fopen("crashed", "w");\
    abort();\
  }
