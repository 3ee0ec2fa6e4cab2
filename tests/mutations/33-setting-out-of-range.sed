# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a setting beyond its range
# in: ui/cli/host/settings.c
# check: replay:fuzz_words
s/\*value >= info->minimum && \*value <= info->maximum;/*value >= info->minimum;/
