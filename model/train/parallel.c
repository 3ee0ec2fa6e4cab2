/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/parallel.h"

#include <pthread.h>
#include <unistd.h>

enum { MAX_THREADS = 64 };

typedef struct {
  int n;
  int next;
  pthread_mutex_t lock;
  void (*task)(void *data, int index);
  void *data;
} Work;

static void *work_off(void *data)
{
  Work *work = data;
  for (;;) {
    pthread_mutex_lock(&work->lock);
    int index = work->next++;
    pthread_mutex_unlock(&work->lock);
    if (index >= work->n) {
      return NULL;
    }
    work->task(work->data, index);
  }
}

void parallel_for(int n, void (*task)(void *data, int index), void *data)
{
  Work work = {.n = n, .task = task, .data = data};
  pthread_t thread[MAX_THREADS];
  long n_cores = sysconf(_SC_NPROCESSORS_ONLN);
  int n_threads = 0;
  pthread_mutex_init(&work.lock, NULL);
  for (long i = 1; i < n_cores && i < MAX_THREADS; ++i) {
    if (pthread_create(&thread[n_threads], NULL, work_off, &work) == 0) {
      ++n_threads;
    }
  }
  work_off(&work);
  for (int i = 0; i < n_threads; ++i) {
    pthread_join(thread[i], NULL);
  }
  pthread_mutex_destroy(&work.lock);
}
