# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: hops as long as at 48 kHz, whatever the rate
# in: plugin/engine.c
# checks: ardour jalv audacity
s/floor(rate_hz \/ HOPS_PER_SECOND + 0.5)/floor(48000.0 \/ HOPS_PER_SECOND + 0.5)/
