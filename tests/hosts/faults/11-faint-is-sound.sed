# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a host's constant against denormals taken for sound
# in: model/hearing.h
# checks: ardour
s/^#define LEAST_SOUND .*/#define LEAST_SOUND 0.0f/
