# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a freewheel port that hosts do not recognise
# in: ttl/describe_plugins.c
# checks: ardour
/"lv2:freeWheeling"/d
