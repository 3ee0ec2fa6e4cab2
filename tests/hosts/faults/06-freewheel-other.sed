# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: an amount that is ignored while freewheeling
# in: plugin/lv2.c
# checks: ardour
/^  read_events(plugin);/i\
  if (control[CONTROL_FREEWHEEL] > 0.0f) {\
    control[CONTROL_AMOUNT] = 100.0f;\
  }
