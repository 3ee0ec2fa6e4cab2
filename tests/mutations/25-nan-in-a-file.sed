# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a NaN in an audio file that is accepted
# in: ui/cli/sound/audio_input.c
# check: replay:fuzz_audio
s/if (!isfinite((float)input->exact\[i\])) {/if (isinf((float)input->exact[i])) {/
