# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a NaN in an audio file that is accepted
# in: ui/cli/sound/audio_input.c
# check: replay:fuzz_audio
s/return fabs(sample) <= (double)TRUE_PEAK_SANE_MAGNITUDE;/return !isinf((float)sample);/
