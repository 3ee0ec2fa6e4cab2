# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a bundle that is not checked for the plugin
# in: ui/cli/host/host.c
# check: replay:fuzz_bundle
/^static bool plugins_are_usable(/,/^}/s/if (!plugin) {/if (!plugin \&\& i > 2) {/
