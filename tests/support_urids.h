/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The URIDs of a test program: one table for all its hosts, so that they can exchange states.
 * Any thread but the audio thread may call it.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_URIDS_H
#define GENRE_EQ_TESTS_SUPPORT_URIDS_H

#include <lv2/urid/urid.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { URID_TABLE_SIZE = 4096 };

static struct {
  pthread_mutex_t lock;
  char *uri[URID_TABLE_SIZE]; /* from 1 */
} urid_table = {.lock = PTHREAD_MUTEX_INITIALIZER};

static inline LV2_URID urids_map(LV2_URID_Map_Handle handle, const char *uri)
{
  (void)handle;
  LV2_URID urid = 1;
  pthread_mutex_lock(&urid_table.lock);
  while (urid < URID_TABLE_SIZE && urid_table.uri[urid] && strcmp(urid_table.uri[urid], uri) != 0) {
    ++urid;
  }
  if (urid == URID_TABLE_SIZE) {
    fprintf(stderr, "more than %d URIs\n", URID_TABLE_SIZE - 1);
    abort();
  }
  if (!urid_table.uri[urid]) {
    urid_table.uri[urid] = strdup(uri);
  }
  pthread_mutex_unlock(&urid_table.lock);
  return urid;
}

static inline const char *urids_unmap(LV2_URID_Unmap_Handle handle, LV2_URID urid)
{
  (void)handle;
  return urid < URID_TABLE_SIZE ? urid_table.uri[urid] : NULL;
}

#endif
