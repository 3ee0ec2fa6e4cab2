# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: an allocation in run()
# in: plugin/lv2.c
# check: test:test_realtime
/^  engine_process(plugin->engine, control/i\
  void *volatile scratch = malloc(n_frames + 1);\
  free(scratch);
