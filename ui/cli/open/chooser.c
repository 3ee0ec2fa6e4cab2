/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/open/chooser.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TITLE "Genre EQ: open a song"
#define KINDS                                                                                      \
  "*.wav *.wave *.mp3 *.mp2 *.flac *.ogg *.oga *.opus *.aif *.aiff *.aifc *.w64 *.rf64 *.bw64 "    \
  "*.caf *.au *.snd"
/* zenity hides SONG.WAV behind *.wav; kdialog does not. */
#define CAPITALS                                                                                   \
  "*.WAV *.WAVE *.MP3 *.MP2 *.FLAC *.OGG *.OGA *.OPUS *.AIF *.AIFF *.AIFC *.W64 *.RF64 *.BW64 "    \
  "*.CAF *.AU *.SND"

enum { NO_PROGRAM = 127 }; /* as a shell says it */

static void become_dialog(int answer)
{
  dup2(answer, STDOUT_FILENO);
  execlp("zenity", "zenity", "--file-selection", "--title=" TITLE,
         "--file-filter=Songs | " KINDS " " CAPITALS, "--file-filter=All files | *", (char *)NULL);
  execlp("kdialog", "kdialog", "--title", TITLE, "--getopenfilename", ".", KINDS, (char *)NULL);
  _exit(NO_PROGRAM);
}

void chooser_start(Chooser *chooser)
{
  int ends[2];
  if (chooser->dialog != 0 || pipe(ends) != 0) {
    return;
  }
  const pid_t dialog = fork();
  if (dialog == 0) {
    close(ends[0]);
    become_dialog(ends[1]);
  }
  close(ends[1]);
  if (dialog < 0) {
    close(ends[0]);
    return;
  }
  *chooser = (Chooser){.dialog = dialog, .answer = ends[0]};
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

static int reap(Chooser *chooser)
{
  int status = 0;
  while (waitpid(chooser->dialog, &status, 0) < 0 && errno == EINTR) {
  }
  close(chooser->answer);
  chooser->dialog = 0;
  return status;
}

ChooserAnswer chooser_ask(Chooser *chooser)
{
  if (chooser->dialog == 0) {
    return CHOOSER_NONE;
  }
  for (;;) {
    const size_t room = sizeof chooser->path - 1 - chooser->n_path;
    const ssize_t n = room > 0 ? read(chooser->answer, chooser->path + chooser->n_path, room) : 0;
    if (n < 0) {
      return CHOOSER_NONE;
    }
    if (n == 0) {
      break;
    }
    chooser->n_path += (size_t)n;
  }
  const int status = reap(chooser);
  chooser->path[chooser->n_path] = '\0';
  chooser->path[strcspn(chooser->path, "\n")] = '\0';
  if (WIFEXITED(status) && WEXITSTATUS(status) == NO_PROGRAM) {
    return CHOOSER_MISSING;
  }
  return chooser->path[0] == '/' ? CHOOSER_CHOSEN : CHOOSER_CANCELLED;
}

void chooser_stop(Chooser *chooser)
{
  if (chooser->dialog != 0) {
    kill(chooser->dialog, SIGTERM);
    reap(chooser);
  }
}
