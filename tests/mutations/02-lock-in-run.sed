# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a lock in run()
# in: plugin/lv2.c
# check: test:test_realtime
/^#include <stdlib.h>/a #include <pthread.h>\nstatic pthread_mutex_t a_lock = PTHREAD_MUTEX_INITIALIZER;
/^  engine_process(plugin->engine, control/i\
  pthread_mutex_lock(\&a_lock);\
  pthread_mutex_unlock(\&a_lock);
