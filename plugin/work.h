/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Requests to the host's worker, and its answers. Plain data, since hosts copy it.
 */
#ifndef GENRE_EQ_PLUGIN_WORK_H
#define GENRE_EQ_PLUGIN_WORK_H

#include "plugin/listener.h"

typedef enum {
  WORK_CLASSIFY = 1, /**< answer a question of the listener */
  WORK_LOAD_PROFILE, /**< read the file that the profile loader names */
} WorkKind;

typedef struct {
  uint32_t kind;
  Question question; /**< WORK_CLASSIFY */
} WorkRequest;

typedef struct {
  uint32_t kind;
  Answer answer;   /**< WORK_CLASSIFY */
  bool is_profile; /**< WORK_LOAD_PROFILE: the file held one */
} WorkResponse;

#endif
