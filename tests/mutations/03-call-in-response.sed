# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a system call in work_response()
# in: plugin/lv2.c
# check: test:test_realtime
/^#include <stdlib.h>/a #include <unistd.h>
/^  memcpy(&response, data, sizeof response);/i\
  sleep(0);\
  (void)getppid();
