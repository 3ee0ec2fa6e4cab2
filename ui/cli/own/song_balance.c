/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/own/song_balance.h"

#include <string.h>

#include "ui/cli/terminal/message.h"
#include "ui/draw/plain_words.h"

/* At a lower sample rate a song ends within the top band. */
enum { FULL_RATE_HZ = 40000 };

static void take(SongBalance *balance, const AudioInput *input, const Report *report)
{
  const char *artist = sf_get_string(input->file, SF_STR_ARTIST);
  *balance = (SongBalance){.song = {.weight = 1.0}, .listened_s = report->listened_s[0]};
  strncpy(balance->artist, artist ? artist : "", ARTIST_BYTES - 1);
  for (int band = 0; band < BAND_COUNT; ++band) {
    balance->song.level_db[band] = (double)report->level_db[band];
  }
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    balance->song.probability[genre] = (double)report->probability[genre];
    if (report->probability[genre] > report->probability[balance->genre]) {
      balance->genre = genre;
    }
  }
}

bool song_balance_hear(Host *host, const char *path, const Arguments *arguments,
                       SongBalance *balance)
{
  /* The options for the plugin must not change what it hears. */
  const Arguments plain = {.block = arguments->block};
  AudioInput *input = audio_input_open(path, arguments->block);
  Heard heard;
  bool fine = input && song_listen(host, input, &plain, &heard, NULL);
  if (fine && heard.report.listened_s[0] < LEAST_MUSIC_S) {
    message_error(path, "holds %.1f s of music; give a song with at least %.0f s",
                  (double)heard.report.listened_s[0], (double)LEAST_MUSIC_S);
    fine = false;
  }
  for (int band = 0; fine && band < BAND_COUNT; ++band) {
    if (!plain_has_level(&heard.report, band)) {
      message_error(path,
                    "holds nothing from %.0f to %.0f Hz, so it has no balance; give it at 44100 Hz "
                    "or more",
                    band_info[band].low_hz, band_info[band].high_hz);
      fine = false;
    }
  }
  if (fine && input->info.samplerate < FULL_RATE_HZ) {
    message_warning(path,
                    "holds nothing above %d Hz, so its top band measures too dark; give it at "
                    "44100 Hz or more if you can",
                    input->info.samplerate / 2);
  }
  if (fine) {
    take(balance, input, &heard.report);
  }
  audio_input_close(input);
  return fine;
}
