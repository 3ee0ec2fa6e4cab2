/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/session.h"

#include <string.h>

void session_init(Session *session, const Memory *fresh)
{
  *session = (Session){.known = {.has_memory = true, .memory = *fresh}};
  triple_buffer_init(&session->to_host);
  triple_buffer_init(&session->to_audio);
}

const MemoryLetter *session_take(Session *session)
{
  const MemoryLetter *letter = triple_buffer_read(&session->to_audio);
  if (letter) {
    session->serial_in_use = letter->serial;
  }
  return letter;
}

void session_publish(Session *session, MemoryLetter *letter)
{
  letter->serial = session->serial_in_use;
  letter->has_memory = true;
  triple_buffer_write(&session->to_host, letter);
}

const MemoryLetter *session_known(Session *session)
{
  const MemoryLetter *letter = triple_buffer_read(&session->to_host);
  if (letter && letter->serial == session->serial_restored) {
    session->known = *letter;
    session->is_in_use = true;
  }
  return &session->known;
}

void session_restore(Session *session, MemoryLetter *letter)
{
  const MemoryLetter *now = session_known(session);
  if (now->window_note[0]) { /* a preset that is loaded into B leaves A alone */
    memcpy(letter->window_note, now->window_note, sizeof letter->window_note);
  }
  if (!letter->has_memory) {
    letter->memory = now->memory;
    /* This letter replaces the last one, which may still be unread. Then it must bring the
     * same memory. */
    letter->has_memory = !session->is_in_use;
  }
  letter->serial = ++session->serial_restored;
  session->known = *letter;
  session->is_in_use = false;
  triple_buffer_write(&session->to_audio, letter);
}
