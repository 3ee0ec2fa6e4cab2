/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq: hosts the Genre EQ plugin on the command line.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "plugin/version.h"
#include "ui/cli/commands/commands.h"
#include "ui/cli/terminal/color.h"
#include "ui/cli/terminal/interrupt.h"
#include "ui/cli/terminal/message.h"

static void print_help(FILE *to)
{
  fputs("Usage: genre-eq COMMAND [OPTION]... [FILE]...\n"
        "Hears which genre a song is and moves its tone toward that genre's masters.\n\n",
        to);
  for (int i = 0; command_at(i); ++i) {
    fprintf(to, "  %-12s %s\n", command_at(i)->name, command_at(i)->summary);
  }
  fputs("\ngenre-eq COMMAND --help says more. genre-eq --version prints the version.\n"
        "Exit codes: 0 everything was done, 1 a file failed, 2 wrong usage.\n",
        to);
}

static const Command *find_command(const char *name)
{
  int i = 0;
  while (command_at(i) && strcmp(name, command_at(i)->name) != 0) {
    ++i;
  }
  return command_at(i);
}

static int run_command(const Command *command, char **word, int n_words)
{
  Arguments arguments;
  if (!options_read(command, word, n_words, &arguments)) {
    return EXIT_WRONG_USAGE;
  }
  if (arguments.given[OPTION_HELP]) {
    options_print_help(command, stdout);
    return EXIT_FINE;
  }
  return command->run(&arguments);
}

static int run(int argc, char **argv)
{
  if (argc < 2) {
    print_help(stderr);
    return EXIT_WRONG_USAGE;
  }
  const char *name = argv[1];
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
    print_help(stdout);
    return EXIT_FINE;
  }
  if (strcmp(name, "--version") == 0) {
    puts("genre-eq " GENRE_EQ_VERSION);
    return EXIT_FINE;
  }
  const Command *command = find_command(name);
  if (!command) {
    message_error(name, "is not a command; see genre-eq --help");
    return EXIT_WRONG_USAGE;
  }
  return run_command(command, argv + 2, argc - 2);
}

/* Holds the standard descriptors that are closed. Otherwise the next file would get such a number,
 * and messages would land in it. Reading and writing them still fails. */
static void hold_standard_descriptors(void)
{
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) < 0) {
      const int held = open("/", O_RDONLY); /* takes the lowest number that is free */
      (void)held;
    }
  }
}

int main(int argc, char **argv)
{
  hold_standard_descriptors();
  interrupt_catch();
  color_begin();
  int exit_code = run(argc, argv);
  errno = 0;
  const bool written = fflush(stdout) == 0 && !ferror(stdout);
  if (!written && errno == 0) { /* an earlier write failed; another one tells why */
    fputc('\n', stdout);
    fflush(stdout);
  }
  const int error = errno;
  interrupt_finish(); /* also if nobody reads the output any more: then there is no message */
  if (!written) {
    message_error("standard output", "cannot be written to the end (%s); %s",
                  error != 0 ? strerror(error) : "an error", message_remedy(error));
    exit_code = EXIT_FILE_FAILED;
  }
  return exit_code;
}
