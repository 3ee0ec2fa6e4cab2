/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the host's worker is asked for, and what it answers with. Plain data: hosts
 * copy it.
 */
#ifndef GENRE_EQ_PLUGIN_WORK_H
#define GENRE_EQ_PLUGIN_WORK_H

#include "plugin/listener.h"

typedef enum {
  WORK_CLASSIFY = 1, /**< answer a question of the listener's */
  WORK_LOAD_PROFILE, /**< read the file that lies in the profile loader */
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
