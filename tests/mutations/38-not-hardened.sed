# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a binary whose addresses can be written over
# in: Makefile
# check: supply:hardening
s/-Wl,-z,relro,-z,now/-Wl,-z,norelro/
