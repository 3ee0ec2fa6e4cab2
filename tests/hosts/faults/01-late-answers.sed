# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a prediction that takes effect when its answer arrives, not at its hop
# in: plugin/listener.c
# checks: ardour jalv audacity small_hosts
s/if (listener->hops_waited == ANSWER_HOPS) {/if (listener->answered) {/
