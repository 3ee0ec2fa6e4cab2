# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a preset of a profile alone refused
# in: plugin/lv2.c
# checks: own_preset
s/if (session == STATE_NONE && profile == STATE_NONE) {/if (session == STATE_NONE) {/
