# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a port that reports a latency
# in: ttl/describe_plugins.c
# checks: ardour
/^  describe_kind(turtle, info->kind);/a\
  if (control == CONTROL_CONFIDENCE) {\
    turtle_name(turtle, "lv2:portProperty", "lv2:reportsLatency");\
  }
