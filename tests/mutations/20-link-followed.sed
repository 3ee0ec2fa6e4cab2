# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a link in the way that is followed
# in: ui/cli/files/target_file.c
# check: script:check_files.sh
s/if (rename(target->temporary, target->path) != 0) {/char end[4096];\n  if (rename(target->temporary, realpath(target->path, end) ? end : target->path) != 0) {/
