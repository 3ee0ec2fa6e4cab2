# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a NaN in the sound that is accepted
# in: dsp/equalizer.c
# check: test:test_engine_limits
s/if (!(fabsf(samples\[i\]) <= \([A-Z_]*\))) {/if (fabsf(samples[i]) > \1) {/
