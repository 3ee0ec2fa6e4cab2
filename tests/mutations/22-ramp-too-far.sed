# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: gains that overshoot between two ticks
# in: dsp/equalizer.c
# check: test:test_between_ticks
s,const double per_frame = 1.0 / (double)n_frames,const double per_frame = 2.0 / (double)n_frames,
