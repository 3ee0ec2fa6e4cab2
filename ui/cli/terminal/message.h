/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * One-line messages on standard error: "genre-eq: SUBJECT: what is wrong; what to do".
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_MESSAGE_H
#define GENRE_EQ_UI_CLI_TERMINAL_MESSAGE_H

/** Exit codes of the program. */
enum { EXIT_FINE = 0, EXIT_FILE_FAILED = 1, EXIT_WRONG_USAGE = 2 };

/** Prints an error about `subject` (a file, an option). No newline in the text. */
void message_error(const char *subject, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Prints a warning: something is wrong, but the work goes on. */
void message_warning(const char *subject, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** What to do if a file or folder cannot be written, by the errno that says why. */
const char *message_remedy(int error);

#endif
