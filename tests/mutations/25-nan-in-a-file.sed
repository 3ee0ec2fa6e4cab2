# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a NaN in an audio file that is accepted
# in: ui/cli/sound/audio_input.c
# check: replay:fuzz_audio
s/if (!isfinite(input->interleaved\[i\])) {/if (isinf(input->interleaved[i])) {/
