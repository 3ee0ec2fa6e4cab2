# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a file without a licence
# in: dsp/biquad.c
# check: supply:licences
s/-License-Identifier/-Licence-Identifier/
