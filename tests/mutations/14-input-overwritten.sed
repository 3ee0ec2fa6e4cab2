# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: an output written over its input
# in: ui/cli/files/target_file.c
# check: script:check_files.sh
s/from.st_ino == there.st_ino;/from.st_ino + 1 == there.st_ino;/
