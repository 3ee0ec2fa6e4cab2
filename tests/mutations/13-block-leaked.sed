# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a block that is not freed
# in: ui/cli/sound/audio_input.c
# check: allocation:identify
/^void audio_input_close(/,/^}/{/free(input->channel\[0\]);/d;}
