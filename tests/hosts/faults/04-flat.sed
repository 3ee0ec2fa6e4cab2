# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a curve that stays flat, also in genre-eq
# in: plugin/curve.c
# checks: ardour jalv audacity own_preset state
# reference: faulty
s/\.amount = (double)control\[CONTROL_AMOUNT\] \/ 100\.0,/.amount = 0.0,/
