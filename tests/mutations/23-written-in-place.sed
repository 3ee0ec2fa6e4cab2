# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: an output that appears before it is complete
# in: ui/cli/files/target_file.c
# check: script:check_files.sh
/^  const mode_t mask = umask(0);/i\
  rename(target->temporary, path);\
  snprintf(target->temporary, sizeof target->temporary, "%s", path);
s/^  if (!target->overwrite) {/  if (target->descriptor == -7) {/
