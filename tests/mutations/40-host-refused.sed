# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: no sound in a host that maps no URIs
# in: plugin/lv2.c
# check: hosts:check_small_hosts.sh
/^static LV2_Handle instantiate(/,/^}/s/if (!(rate_hz >= 8000.0 && rate_hz <= 768000.0)) {/if (!map || !(rate_hz >= 8000.0 \&\& rate_hz <= 768000.0)) {/
