# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a worker that is never asked
# in: plugin/lv2.c
# checks: ardour jalv audacity
s/plugin->schedule = find_feature(features, LV2_WORKER__schedule);/plugin->schedule = NULL;/
