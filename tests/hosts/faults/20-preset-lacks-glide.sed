# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: presets that do not set glide
# in: ttl/describe_presets.c
# checks: jalv audacity small_hosts
/^    turtle_begin(turtle, "lv2:port");/i\
    if (preset_control[i] == CONTROL_GLIDE) {\
      continue;\
    }
