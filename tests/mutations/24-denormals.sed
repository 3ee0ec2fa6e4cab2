# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: denormals that are not flushed
# in: plugin/float_mode.h
# check: soak:1.2
s/_mm_setcsr(0x9fc0u)/_mm_setcsr(0x1f80u)/
