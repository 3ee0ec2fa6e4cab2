/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of album.h: the work, in rounds over all songs: open, listen, measure, render. Each round does
 * several songs at a time and, after the first, notes in the journal what it has.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ui/cli/album/album.h"
#include "ui/cli/files/target_file.h"
#include "ui/cli/own/own_profile.h"
#include "ui/cli/song/render.h"
#include "ui/cli/sound/audio_format.h"
#include "ui/cli/sound/true_length.h"
#include "ui/cli/terminal/interrupt.h"
#include "ui/cli/terminal/jobs.h"
#include "ui/cli/terminal/message.h"

bool album_path(char path[PATH_MAX], const char *directory, const char *name)
{
  const int length = snprintf(path, PATH_MAX, "%s/%s", directory, name);
  if (length < 0 || length >= PATH_MAX) {
    message_error(name, "its path is too long; choose shorter names");
    return false;
  }
  return true;
}

/* --- one song ------------------------------------------------------------------------------ */

static const char *name_of(int index, void *user)
{
  return ((const Album *)user)->song[index].name;
}

static const char *path_of(int index, void *user)
{
  static char path[PATH_MAX]; /* each process uses its own, one at a time */
  const Album *album = (const Album *)user;
  snprintf(path, sizeof path, "%s/%s", album->in, name_of(index, user));
  return path;
}

static AudioInput *open_song(const Album *album, const AlbumSong *song, char path[PATH_MAX])
{
  return album_path(path, album->in, song->name) ? audio_input_open(path, album->arguments->block)
                                                 : NULL;
}

/* The arguments to measure and render a song with: the curve held, and this output gain. */
static Arguments held_arguments(const Album *album, double output_gain_db)
{
  Arguments arguments = *album->arguments;
  settings_put(&arguments.settings, CONTROL_ENABLED, 1.0f);
  settings_put(&arguments.settings, CONTROL_DELTA, 0.0f);
  settings_put(&arguments.settings, CONTROL_MODE, (float)MODE_HOLD);
  settings_put(&arguments.settings, CONTROL_LOUDNESS_MATCH, 1.0f);
  settings_put(&arguments.settings, CONTROL_PEAK_SAFETY, 0.0f);
  settings_put(&arguments.settings, CONTROL_OUTPUT_GAIN,
               control_clamp(CONTROL_OUTPUT_GAIN, (float)output_gain_db));
  return arguments;
}

static LilvState *state_of(Host *host, const AudioInput *input, const Arguments *arguments,
                           const Memory *memory)
{
  Plugin *plugin = plugin_for(host, input, arguments);
  LilvState *state = NULL;
  if (plugin) {
    state = plugin_remember(plugin, memory) ? plugin_save(plugin) : NULL;
  }
  plugin_close(plugin);
  return state;
}

static bool look_at_song(int index, void *user, void *result)
{
  const Album *album = (const Album *)user;
  char path[PATH_MAX];
  AudioInput *input = open_song(album, &album->song[index], path);
  const bool fine = input != NULL;
  if (fine) {
    memcpy(result, &input->info, sizeof input->info);
  }
  audio_input_close(input);
  return fine;
}

static bool hear_song(int index, void *user, void *result)
{
  const Album *album = (const Album *)user;
  const AlbumSong *song = &album->song[index];
  AlbumHeard *heard = (AlbumHeard *)result;
  if (!song->fine || album_find_heard(album, song, heard)) {
    return true; /* a fault has been reported */
  }
  char path[PATH_MAX];
  AudioInput *input = open_song(album, song, path);
  Heard told;
  const bool fine =
      input && song_listen_to_memory(album->host, input, album->arguments, &told, &heard->memory);
  if (fine) {
    heard->seconds = told.seconds;
    heard->info = input->info;
    album_note_heard(album, song, heard);
  }
  audio_input_close(input);
  return fine;
}

static bool measure_song(int index, void *user, void *result)
{
  const Album *album = (const Album *)user;
  const AlbumSong *song = &album->song[index];
  Measured *measured = (Measured *)result;
  if (!song->fine || album_find_measured(album, song, measured)) {
    return true; /* a fault has been reported */
  }
  char path[PATH_MAX];
  const Arguments arguments = held_arguments(album, 0.0);
  AudioInput *input = open_song(album, song, path);
  LilvState *state = input ? state_of(album->host, input, &arguments, &song->heard.memory) : NULL;
  const bool fine =
      state && song_measure_held(album->host, input, &arguments, state, NULL, NULL, measured);
  if (fine) {
    album_note_measured(album, song, measured);
  }
  lilv_state_free(state);
  audio_input_close(input);
  return fine;
}

int album_format(const Album *album, const SF_INFO *info, const char *path)
{
  const bool as_float =
      album->arguments->given[OPTION_FLOAT] || !audio_format_is_lossless(info->format);
  return audio_format_for(path, info, as_float);
}

/* The song before, if this one goes on from it; else NULL. */
static const AlbumSong *song_before(const AlbumSong *song)
{
  return song->goes_on ? song - 1 : NULL;
}

static bool render_song(int index, void *user, void *result)
{
  const Album *album = (const Album *)user;
  const AlbumSong *song = &album->song[index];
  char in[PATH_MAX];
  char out[PATH_MAX];
  char before[PATH_MAX];
  bool *kept = (bool *)result;
  if (!song->fine) {
    return true;
  }
  if (!album_path(out, album->out, song->out) ||
      (song->goes_on && !album_path(before, album->in, song_before(song)->name))) {
    return false;
  }
  *kept = album_is_made(album, song, out);
  if (*kept) {
    return true;
  }
  const double gain_db = song->own_gain_db + album->common_gain_db;
  const double wanted_db = (double)album->control[CONTROL_OUTPUT_GAIN];
  const Arguments arguments = held_arguments(album, wanted_db + gain_db);
  const bool replace = arguments.given[OPTION_FORCE];
  AudioInput *input = open_song(album, song, in);
  LilvState *state = input ? state_of(album->host, input, &arguments, &song->heard.memory) : NULL;
  bool fine = state && target_file_allowed(out, in, replace);
  if (fine) {
    const RenderTarget target = {.path = out,
                                 .format = album_format(album, &input->info, out),
                                 .overwrite = replace,
                                 .gain_db = gain_db,
                                 .learned = state,
                                 .before = song->goes_on ? before : NULL};
    Rendered rendered;
    fine = target.format != 0 && song_render(album->host, input, &arguments, &target, &rendered);
  }
  if (fine) {
    album_note_made(album, song, out);
  }
  lilv_state_free(state);
  audio_input_close(input);
  return fine;
}

/* --- all of them ----------------------------------------------------------------------------- */

typedef void (*Take)(AlbumSong *song, const void *result);

static void take_info(AlbumSong *song, const void *result)
{
  memcpy(&song->heard.info, result, sizeof song->heard.info);
}

static void take_heard(AlbumSong *song, const void *result)
{
  memcpy(&song->heard, result, sizeof song->heard);
}

static void take_measured(AlbumSong *song, const void *result)
{
  memcpy(&song->measured, result, sizeof song->measured);
}

static void take_kept(AlbumSong *song, const void *result)
{
  memcpy(&song->kept, result, sizeof song->kept);
}

/* Does one round, and marks the songs that failed. False if it was interrupted or memory was
 * short. */
static bool go_round(Album *album, const char *what,
                     bool (*run)(int index, void *user, void *result), size_t result_size,
                     Take take)
{
  const Jobs jobs = {.count = album->n_songs,
                     .at_once = album->arguments->jobs,
                     .what = what,
                     .run = run,
                     .name = path_of,
                     .user = album,
                     .result_size = result_size};
  JobResults results;
  jobs_run(&jobs, &results);
  const bool gone_round = results.fine && !interrupt_pending();
  for (int i = 0; i < album->n_songs && results.fine; ++i) {
    AlbumSong *song = &album->song[i];
    song->fine = song->fine && results.fine[i];
    take(song, results.result + (size_t)i * result_size);
  }
  jobs_free(&results);
  return gone_round;
}

static bool directories_are_apart(const Album *album)
{
  char journal[PATH_MAX];
  struct stat in;
  struct stat out;
  if (mkdir(album->out, 0777) != 0 && errno != EEXIST) {
    message_error(album->out, "cannot be made (%s); %s", strerror(errno), message_remedy(errno));
    return false;
  }
  if (stat(album->out, &out) != 0 || !S_ISDIR(out.st_mode)) {
    message_error(album->out, "is not a directory; name one for the masters");
    return false;
  }
  if (!album_path(journal, album->out, JOURNAL_NAME) || !target_file_place(journal)) {
    return false;
  }
  if (stat(album->in, &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino) {
    message_error(album->out, "is the album's own directory; name another for the masters");
    return false;
  }
  return true;
}

/* Reads the controls of a plugin with these arguments, and what else its sound depends on. */
static bool read_controls(Album *album)
{
  Plugin *plugin = plugin_open(album->host, 2, 48000.0, album->arguments->block);
  const char *preset = album->arguments->preset;
  char *text = NULL;
  bool fine = plugin && (!preset || plugin_load_preset(plugin, preset));
  if (fine) {
    plugin_aim_at_own(plugin);
    plugin_apply(plugin, &album->arguments->settings);
    text = plugin_preset_text(plugin, GENRE_EQ_PREFIX "album", "Album");
    fine = text != NULL;
  }
  for (int i = 0; fine && i < CONTROL_COUNT; ++i) {
    album->control[i] = plugin_get(plugin, (Control)i);
  }
  album->plugin_key = fine ? journal_key(0, text, strlen(text)) : 0;
  plugin_preset_text_free(text);
  plugin_close(plugin);
  return fine;
}

static bool work(Album *album)
{
  if (!go_round(album, "Opening", look_at_song, sizeof(SF_INFO), take_info)) {
    return false;
  }
  true_length_warn_no_more();
  album_name_masters(album);
  if (!album_masters_allowed(album)) {
    return false;
  }
  album_note_begun(album);
  if (!go_round(album, "Listening", hear_song, sizeof(AlbumHeard), take_heard) ||
      !album_find_joints(album)) {
    return false;
  }
  album_aim(album);
  if (!go_round(album, "Measuring", measure_song, sizeof(Measured), take_measured)) {
    return false;
  }
  album_balance(album);
  return go_round(album, "Rendering", render_song, sizeof(bool), take_kept);
}

static bool tell(const Album *album)
{
  bool fine = true;
  for (int i = 0; i < album->n_songs; ++i) {
    fine = fine && album->song[i].fine;
  }
  if (album->arguments->given[OPTION_JSON]) {
    album_print_json(album, stdout);
  } else {
    album_print_table(album, stdout);
  }
  return fine;
}

int album_render(const Arguments *arguments)
{
  Album album = {.in = arguments->file[0], .out = arguments->file[1], .arguments = arguments};
  bool fine = album_list(&album) && directories_are_apart(&album);
  if (fine) {
    album.host = host_open_for(arguments, true);
    album.journal = album.host ? journal_open(album.out, arguments->given[OPTION_FORCE]) : NULL;
    fine = album.journal && read_controls(&album) && work(&album) && tell(&album);
  }
  journal_close(album.journal);
  host_close(album.host);
  free(album.song);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}
