# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a binary whose address table can be overwritten
# in: Makefile
# check: supply:hardening
s/-Wl,-z,relro,-z,now/-Wl,-z,norelro/
