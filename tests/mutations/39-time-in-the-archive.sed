# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: the time of day in the archive
# in: ui/packaging/rules.mk
# check: supply:archive
s/gzip -n9/gzip -9/
s/--mtime=@$(EPOCH)/--mtime=now/
