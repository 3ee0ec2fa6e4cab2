/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the trainer hears of a file: in stretches, in several versions, and the same from its
 * cache.
 */
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sndfile.h>

#include "dsp/portable_math.h"
#include "model/train/commands.h"
#include "model/train/library_scan.h"
#include "model/train/recording_cache.h"
#include "tests/support_music.h"

enum { RATE_HZ = 22050 };

static char folder[] = "/tmp/genre-eq-test-XXXXXX";

static void write_music(const char *name, double seconds, char path[256])
{
  SF_INFO info = {.samplerate = RATE_HZ, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
  Music music = music_make(seconds, RATE_HZ);
  snprintf(path, 256, "%s/%s", folder, name);
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  assert_non_null(file);
  assert_int_equal(sf_writef_float(file, music.channel[0], music.n_frames), music.n_frames);
  sf_close(file);
  music_free(&music);
}

static void hear(const char *name, double seconds, Recording *recording)
{
  char path[256];
  char reason[256];
  write_music(name, seconds, path);
  if (!recording_hear(recording, path, reason, sizeof reason)) {
    fail_msg("%s: %s", path, reason);
  }
  unlink(path);
}

static const Stretch *find(const Recording *recording, Version version, Length length, int place)
{
  for (int i = 0; i < recording->n_stretches; ++i) {
    const Stretch *stretch = &recording->stretch[i];
    if (stretch->version == (int)version && stretch->length == (int)length &&
        stretch->place == place) {
      return stretch;
    }
  }
  return NULL;
}

static void a_file_is_heard_in_stretches(void **state)
{
  (void)state;
  Recording recording;
  hear("song.wav", 22.0, &recording);
  for (int version = 0; version < VERSION_COUNT; ++version) {
    const Stretch *whole = find(&recording, (Version)version, LENGTH_WHOLE, 0);
    assert_non_null(whole);
    print_message("version %d: %.1f s of music (22 within 1)\n", version, (double)whole->music_s);
    assert_true(fabs((double)whole->music_s - 22.0) < 1.0);
    const bool has_10_s = find(&recording, (Version)version, LENGTH_10_S, 1) != NULL;
    assert_true(has_10_s == (version != VERSION_LOST_TOP));
  }
  assert_ptr_equal(find(&recording, VERSION_PLAIN, LENGTH_WHOLE, 0), recording.stretch);
  assert_non_null(find(&recording, VERSION_PLAIN, LENGTH_5_S, 3));
  assert_null(find(&recording, VERSION_PLAIN, LENGTH_5_S, 4));
  assert_null(find(&recording, VERSION_EQUALISED, LENGTH_5_S, 0));
  recording_free(&recording);
}

/* The sum of all features' changes over the sum of the features, in magnitude. */
static double change_of_features(const Stretch *a, const Stretch *b)
{
  static Features x, y;
  double change = 0.0;
  double sum = 0.0;
  features_find(&x, &a->mean);
  features_find(&y, &b->mean);
  for (int k = 0; k < FEATURE_COUNT; ++k) {
    change += fabs((double)(((const float *)&x)[k] - ((const float *)&y)[k]));
    sum += fabs((double)((const float *)&x)[k]);
  }
  return change / sum;
}

static double change_of_levels_db(const Stretch *a, const Stretch *b)
{
  double most_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double ratio = (double)a->band_energy[band] / (double)b->band_energy[band];
    most_db = fmax(most_db, fabs(power_to_db(ratio)));
  }
  return most_db;
}

/* The levels change. The features hardly do, except in the version that has lost its treble. */
static void versions_differ_in_colour(void **state)
{
  (void)state;
  Recording recording;
  hear("song.wav", 12.0, &recording);
  const Stretch *plain = recording.stretch;
  for (int version = 1; version < VERSION_COUNT; ++version) {
    const Stretch *other = find(&recording, (Version)version, LENGTH_WHOLE, 0);
    const double level_db = change_of_levels_db(plain, other);
    const double change = change_of_features(plain, other);
    const bool is_worn = version == VERSION_LOST_TOP;
    print_message("version %d: a level by up to %.1f dB (at least 1), features by %.3f (%s 0.05)\n",
                  version, level_db, change, is_worn ? "more than" : "at most");
    assert_true(level_db >= 1.0);
    assert_true(is_worn ? change > 0.05 : change <= 0.05);
  }
  recording_free(&recording);
}

/* A file's name decides how its versions are coloured: the same each time, others for another
   name. */
static void versions_go_by_the_name(void **state)
{
  (void)state;
  Recording one, again, other;
  hear("one.wav", 4.0, &one);
  hear("one.wav", 4.0, &again);
  hear("two.wav", 4.0, &other);
  assert_int_equal(one.n_stretches, again.n_stretches);
  assert_memory_equal(one.stretch, again.stretch, (size_t)one.n_stretches * sizeof *one.stretch);
  assert_memory_equal(&one.stretch[0], &other.stretch[0], sizeof *one.stretch);
  for (int version = 1; version < VERSION_COUNT; ++version) {
    const Stretch *a = find(&one, (Version)version, LENGTH_WHOLE, 0);
    const Stretch *b = find(&other, (Version)version, LENGTH_WHOLE, 0);
    assert_memory_not_equal(&a->mean, &b->mean, sizeof a->mean);
  }
  recording_free(&one);
  recording_free(&again);
  recording_free(&other);
}

static void silence_is_refused(void **state)
{
  (void)state;
  char path[256];
  char reason[256] = "";
  Recording recording;
  SF_INFO info = {.samplerate = RATE_HZ, .channels = 2, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
  static const float silence[2 * RATE_HZ];
  snprintf(path, sizeof path, "%s/silence.wav", folder);
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  assert_non_null(file);
  sf_writef_float(file, silence, RATE_HZ);
  sf_close(file);
  assert_false(recording_hear(&recording, path, reason, sizeof reason));
  print_message("silence: %s\n", reason);
  assert_string_equal(reason, "no music in it");
  unlink(path);
}

static void the_cache_gives_back_what_was_heard(void **state)
{
  (void)state;
  char path[256], command[300], reason[256];
  Recording heard, recalled;
  assert_int_equal(setenv("XDG_CACHE_HOME", folder, 1), 0);
  write_music("song.wav", 4.0, path);
  assert_true(recording_recall(&heard, path, reason, sizeof reason));
  assert_true(recording_recall(&recalled, path, reason, sizeof reason));
  assert_int_equal(heard.n_stretches, recalled.n_stretches);
  assert_int_equal(heard.rate_hz, recalled.rate_hz);
  assert_memory_equal(heard.stretch, recalled.stretch,
                      (size_t)heard.n_stretches * sizeof *heard.stretch);
  recording_free(&heard);
  recording_free(&recalled);
  unlink(path);
  snprintf(command, sizeof command, "[ $(ls %s/genre-eq | wc -l) = 1 ]", folder);
  assert_int_equal(system(command), 0);
}

static void touch(const char *subfolder, const char *name)
{
  char path[256];
  snprintf(path, sizeof path, "%s/music/%s/%s", folder, subfolder, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fclose(file);
}

/* The trainer must not choose by the extension what it leaves out without a word. */
static void every_file_is_tried_and_what_cannot_be_heard_is_told(void **state)
{
  (void)state;
  char path[256];
  char reason[256] = "";
  Recording recording;
  Library library = {.folder = path};
  snprintf(path, sizeof path, "%s/music", folder);
  assert_int_equal(mkdir(path, 0777), 0);
  for (int i = 0; i < GENRE_COUNT; ++i) {
    snprintf(path, sizeof path, "%s/music/%s", folder, genre_symbol[i]);
    assert_int_equal(mkdir(path, 0777), 0);
    touch(genre_symbol[i], "song.caf");
    touch(genre_symbol[i], ".hidden.wav");
  }
  touch(genre_symbol[0], "phone.m4a");
  snprintf(path, sizeof path, "%s/music/%s/album", folder, genre_symbol[0]);
  assert_int_equal(mkdir(path, 0777), 0);
  assert_false(recording_recall(&recording, path, reason, sizeof reason));
  print_message("a folder: %s\n", reason);
  assert_non_null(strstr(reason, "folder"));
  snprintf(path, sizeof path, "%s/pipe.wav", folder);
  assert_int_equal(mkfifo(path, 0666), 0);
  assert_false(recording_recall(&recording, path, reason, sizeof reason));
  print_message("a pipe: %s\n", reason);
  assert_non_null(strstr(reason, "regular"));
  unlink(path);
  snprintf(path, sizeof path, "%s/music", folder);
  assert_true(library_scan(&library));
  for (int i = 0; i < library.n_clips; ++i) {
    print_message("%s\n", library.clip[i].path);
    free(library.clip[i].path);
  }
  free(library.clip);
  assert_int_equal(library.n_clips, GENRE_COUNT + 2);
}

/* Turns stderr to a file; returns what it was. */
static int catch_words(const char *path)
{
  const int kept = dup(STDERR_FILENO);
  const int caught = open(path, O_CREAT | O_TRUNC | O_RDWR, 0600);
  assert_true(kept >= 0 && caught >= 0 && dup2(caught, STDERR_FILENO) >= 0);
  close(caught);
  return kept;
}

static void read_words(int kept, char said[512])
{
  const ssize_t size = pread(STDERR_FILENO, said, 511, 0);
  said[size > 0 ? size : 0] = '\0';
  dup2(kept, STDERR_FILENO);
  close(kept);
  print_message("%s", said);
}

/* What stderr says while groups.csv holds this text. */
static bool read_groups(Library *library, const char *text, char said[512])
{
  char path[256];
  snprintf(path, sizeof path, "%s/groups.csv", folder);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
  snprintf(path, sizeof path, "%s/said", folder);
  const int kept = catch_words(path);
  const bool fine = library_read_groups(library);
  read_words(kept, said);
  return fine;
}

/* A row that is skipped without a word would split an artist over training and test. */
static void rows_without_a_file_are_told(void **state)
{
  (void)state;
  char said[512];
  char one[] = "jazz/one.flac";
  char two[] = "jazz/two.flac";
  Clip clip[] = {{.path = one}, {.path = two}};
  Library library = {.folder = folder, .clip = clip, .n_clips = 2};
  assert_true(read_groups(&library,
                          "\xef\xbb\xbfpath,group\r\njazz/one.flac,Miles\r\n\r\n,\r\n"
                          "jazz\\two.flac,Miles\r\n./jazz/two.flac,Miles\r\n",
                          said));
  assert_string_equal(clip[0].group_name, "Miles");
  assert_string_equal(clip[1].group_name, "");
  assert_non_null(strstr(said, "no file: 2, the first jazz\\two.flac;"));
  assert_true(read_groups(&library, "path,group\njazz/two.flac,Bill\n", said));
  assert_string_equal(clip[1].group_name, "Bill");
  assert_string_equal(said, "");
}

/* There is no such data: what is asked first is told. */
static void a_target_that_cannot_be_written_is_told_before_the_hearing(void **state)
{
  (void)state;
  char said[512];
  char path[256];
  const Options train = {.data = "none/data", .output = "none/weights.c"};
  const Options evaluate = {.data = "none/data", .answers = folder};
  snprintf(path, sizeof path, "%s/said", folder);
  int kept = catch_words(path);
  assert_int_equal(command_train(&train), 1);
  read_words(kept, said);
  assert_non_null(strstr(said, ": none/weights.c: cannot be written (No such file or directory);"));
  assert_null(strstr(said, "none/data"));
  kept = catch_words(path);
  assert_int_equal(command_evaluate(&evaluate), 1);
  read_words(kept, said);
  assert_non_null(strstr(said, ": cannot be written (Is a directory); name another file"));
  assert_null(strstr(said, "none/data"));
}

static int make_folder(void **state)
{
  (void)state;
  return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
  (void)state;
  char command[300];
  snprintf(command, sizeof command, "rm -r %s", folder);
  return system(command);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file_is_heard_in_stretches),
      cmocka_unit_test(versions_differ_in_colour),
      cmocka_unit_test(versions_go_by_the_name),
      cmocka_unit_test(silence_is_refused),
      cmocka_unit_test(the_cache_gives_back_what_was_heard),
      cmocka_unit_test(every_file_is_tried_and_what_cannot_be_heard_is_told),
      cmocka_unit_test(rows_without_a_file_are_told),
      cmocka_unit_test(a_target_that_cannot_be_written_is_told_before_the_hearing),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
