# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a feature required that few hosts have
# in: ttl/describe_plugins.c
# checks: audacity small_hosts
s/^  turtle_uri(turtle, "lv2:optionalFeature", INLINE_DISPLAY_QUEUE_DRAW_URI);/  turtle_name(turtle, "lv2:requiredFeature", "lv2:isLive");/
