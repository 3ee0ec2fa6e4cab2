# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a message printed by the engine, on a path that no test takes
# in: plugin/engine.c
# check: script:check_binary.sh
/^#include <stdlib.h>/a #include <stdio.h>
/^static void read_switches(/,/^}/s/^{/{\
  if (engine->tick > 1000) {\
    puts("late");\
  }/
