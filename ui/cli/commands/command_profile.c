/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq profile: learns an own profile from finished songs, and writes it as a preset that
 * every host lists.
 */
#include "ui/cli/commands/commands.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "plugin/profile_file.h"
#include "plugin/profile_state.h"
#include "ui/cli/own/own_name.h"
#include "ui/cli/own/preset_bundle.h"
#include "ui/cli/own/song_balance.h"
#include "ui/cli/terminal/interrupt.h"
#include "ui/cli/terminal/jobs.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/shown.h"

#define MOST_WEIGHT 1000.0

/* Operand 0 is the profile's name, song i is operand i + 1. */
typedef struct {
  const Arguments *arguments;
  Host *host;
  char name[PROFILE_NAME_BYTES];
  int n_files;
  double *given_weight; /* [n_files] */
} Work;

static const char *file_of(int index, void *user)
{
  return ((const Work *)user)->arguments->file[index + 1];
}

static bool hear(int index, void *user, void *result)
{
  const Work *work = (const Work *)user;
  return song_balance_hear(work->host, file_of(index, user), work->arguments,
                           (SongBalance *)result);
}

/* --- weights ------------------------------------------------------------------------------- */

/* Reads one "FILE=W". FILE must be one of the operands, under the same name. */
static bool read_weight(const Work *work, const char *assignment)
{
  const char *equals = strrchr(assignment, '=');
  const size_t length = equals ? (size_t)(equals - assignment) : 0;
  char *end = NULL;
  const double weight = equals ? strtod(equals + 1, &end) : 0.0;
  if (!equals || end == equals + 1 || *end || !(weight > 0.0 && weight <= MOST_WEIGHT)) {
    message_error(assignment, "is not a weight; give --weight FILE=W, W above 0 and up to %g",
                  MOST_WEIGHT);
    return false;
  }
  for (int i = 0; i < work->n_files; ++i) {
    const char *file = work->arguments->file[i + 1];
    if (strncmp(file, assignment, length) == 0 && file[length] == '\0') {
      work->given_weight[i] = weight;
      return true;
    }
  }
  message_error(assignment,
                "names a file that is not among the songs; write the name as it is there");
  return false;
}

static bool read_weights(const Work *work)
{
  bool fine = true;
  for (int i = 0; i < work->n_files; ++i) {
    work->given_weight[i] = 1.0;
  }
  for (int i = 0; i < work->arguments->n_weights && fine; ++i) {
    fine = read_weight(work, work->arguments->weight[i]);
  }
  return fine;
}

static int songs_of_artist(const SongBalance *heard, const bool *fine, int count, int song)
{
  int n = 0;
  for (int i = 0; i < count; ++i) {
    n += fine[i] && strcmp(heard[i].artist, heard[song].artist) == 0;
  }
  return n;
}

/* Copies the songs that could be heard, without gaps. N songs of an artist count together as
 * the square root of N, so that one artist does not outweigh a catalogue. */
static int gather(const Work *work, const SongBalance *heard, const bool *fine, ProfileSong *song)
{
  int n_songs = 0;
  for (int i = 0; i < work->n_files; ++i) {
    if (fine[i]) {
      const bool has_artist = heard[i].artist[0] != '\0';
      const int n = has_artist ? songs_of_artist(heard, fine, work->n_files, i) : 1;
      song[n_songs] = heard[i].song;
      song[n_songs++].weight = work->given_weight[i] / sqrt((double)n);
    }
  }
  return n_songs;
}

/* --- what was found ------------------------------------------------------------------------ */

static void print_table(const Profile *profile, const ProfileSong *song, int n_songs)
{
  printf("%s: %d song%s, worth %.1f\n\n", profile->name, n_songs, n_songs == 1 ? "" : "s",
         profile_songs_worth(song, n_songs));
  printf("  %-10s %15s %20s %24s\n", "Band", "Hz", "Zone/dB", "The songs lie at/dB");
  for (int band = 0; band < BAND_COUNT; ++band) {
    char range[32];
    char zone[32];
    char songs[32];
    double least_db = song[0].level_db[band];
    double most_db = least_db;
    for (int i = 1; i < n_songs; ++i) {
      least_db = fmin(least_db, song[i].level_db[band]);
      most_db = fmax(most_db, song[i].level_db[band]);
    }
    snprintf(range, sizeof range, "%.0f - %.0f", band_info[band].low_hz, band_info[band].high_hz);
    snprintf(zone, sizeof zone, "%.1f ... %.1f", profile->zone[band].low_db,
             profile->zone[band].high_db);
    snprintf(songs, sizeof songs, "%.1f ... %.1f", least_db, most_db);
    printf("  %-10s %15s %20s %24s\n", band_info[band].name, range, zone, songs);
  }
}

static void print_json(const Profile *profile, const ProfileSong *song, int n_songs, int n_failed,
                       const char *directory)
{
  fputs("{\"profile\":", stdout);
  json_string(stdout, profile->name);
  printf(",\"songs\":%d,\"failed\":%d,\"worth\":", n_songs, n_failed);
  json_number(stdout, profile_songs_worth(song, n_songs), 3);
  fputs(",\"blend\":", stdout);
  json_number(stdout, profile->blend, 2);
  fputs(",\"bands\":[", stdout);
  for (int band = 0; band < BAND_COUNT; ++band) {
    fputs(band > 0 ? ",{\"name\":" : "{\"name\":", stdout);
    json_string(stdout, band_info[band].name);
    fputs(",\"zone_low_db\":", stdout);
    json_number(stdout, profile->zone[band].low_db, 3);
    fputs(",\"zone_high_db\":", stdout);
    json_number(stdout, profile->zone[band].high_db, 3);
    fputs("}", stdout);
  }
  fputs("],\"directory\":", stdout);
  json_string(stdout, directory);
  fputs("}\n", stdout);
}

/* --- the preset ---------------------------------------------------------------------------- */

static void write_preset(const PresetBundle *bundle, int n_channels, const char *uri, FILE *to)
{
  static const struct {
    Control control;
    int value;
  } ports[] = {{CONTROL_MODE, MODE_ADAPT}, {CONTROL_GENRE, GENRE_VALUE_OWN}};
  fprintf(to,
          "@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n"
          "@prefix pset: <http://lv2plug.in/ns/ext/presets#> .\n"
          "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
          "@prefix state: <http://lv2plug.in/ns/ext/state#> .\n\n"
          "<%s>\n\ta pset:Preset ;\n\tlv2:appliesTo <%s> ;\n\trdfs:label ",
          uri, n_channels == 1 ? GENRE_EQ_URI_MONO : GENRE_EQ_URI_STEREO);
  json_string(to, bundle->name); /* Turtle understands JSON's escapes */
  for (size_t i = 0; i < sizeof ports / sizeof ports[0]; ++i) {
    fprintf(to, " ;\n\tlv2:port [\n\t\tlv2:symbol \"%s\" ;\n\t\tpset:value %d.0\n\t]",
            control_info[ports[i].control].symbol, ports[i].value);
  }
  fputs(" ;\n\tstate:state [\n\t\t<" PROFILE_TEXT_URI "> ", to);
  fputs("\"\"\"", to);
  for (const char *at = (const char *)bundle->content; *at; ++at) {
    fputs(*at == '"' || *at == '\\' ? "\\" : "", to);
    fputc(*at, to);
  }
  fputs("\"\"\"\n\t] .\n", to);
}

static bool write_profile(const Profile *profile, const char *directory, bool replace)
{
  char text[PROFILE_TEXT_BYTES];
  const PresetBundle bundle = {.name = profile->name,
                               .write = write_preset,
                               .content = text,
                               .text_name = PROFILE_FILE_NAME,
                               .text = text};
  profile_write(profile, text);
  return preset_bundle_write(&bundle, directory, replace);
}

/* --- the command --------------------------------------------------------------------------- */

/* A song that is given twice would make the zones too narrow. */
static bool files_are_apart(const Work *work)
{
  struct stat *there = calloc((size_t)work->n_files, sizeof *there);
  bool apart = there != NULL;
  if (!there) {
    message_error("memory", "not enough; close other programs");
  }
  for (int i = 0; i < work->n_files && apart; ++i) {
    const char *file = work->arguments->file[i + 1];
    const bool is_there = stat(file, &there[i]) == 0; /* else listening tells it; the rest is 0 */
    for (int k = 0; k < i && apart && is_there; ++k) {
      if (there[k].st_ino == there[i].st_ino && there[k].st_dev == there[i].st_dev) {
        message_error(file, "is given twice (%s); leave one of them out",
                      work->arguments->file[k + 1]);
        apart = false;
      }
    }
  }
  free(there);
  return apart;
}

static bool check_usage(Work *work)
{
  const Arguments *arguments = work->arguments;
  struct stat there;
  if (!own_name_take(arguments->file[0], work->name)) {
    return false;
  }
  if (stat(arguments->file[0], &there) == 0 && S_ISREG(there.st_mode)) { /* NAME was forgotten */
    message_error(arguments->file[0],
                  "is a file, not a name; usage: genre-eq profile NAME FILE...");
    return false;
  }
  if (arguments->given[OPTION_MATCH] && arguments->n_files != 2) {
    message_error("--match", "takes the balance of one reference; give one file");
    return false;
  }
  return files_are_apart(work);
}

static bool learn(const Work *work, const SongBalance *heard, const bool *fine,
                  const char *directory)
{
  const Arguments *arguments = work->arguments;
  Profile profile = {.blend = arguments->blend_percent / 100.0};
  ProfileSong *song = calloc((size_t)work->n_files, sizeof *song);
  const int n_songs = song ? gather(work, heard, fine, song) : 0;
  const int n_failed = work->n_files - n_songs;
  bool done = false;
  strcpy(profile.name, work->name);
  if (n_songs == 0) {
    message_error(profile.name, "no profile was made: none of the files holds a song that can be "
                                "heard; give others");
  } else {
    if (arguments->given[OPTION_MATCH]) {
      profile_match(song[0].level_db, &profile);
    } else {
      profile_learn(song, n_songs, &profile);
    }
    done = write_profile(&profile, directory, arguments->given[OPTION_FORCE]);
  }
  if (done && n_failed > 0) {
    message_warning(profile.name, "rests on %d of %d files; see above for the others", n_songs,
                    work->n_files);
  }
  if (done && arguments->given[OPTION_JSON]) {
    print_json(&profile, song, n_songs, n_failed, directory);
  } else if (done) {
    print_table(&profile, song, n_songs);
    printf("\nWrote %s\n%s the preset \"%s\" in a host, or give %s to genre-eq master with "
           "--profile.\n",
           shown_name(directory).text, preset_bundle_choose(arguments), profile.name,
           arguments->given[OPTION_OUTPUT] ? "the folder" : "its name");
  }
  free(song);
  return done && n_failed == 0;
}

static int run_work(Work *work)
{
  char directory[PATH_MAX];
  const Arguments *arguments = work->arguments;
  if (!read_weights(work)) {
    return EXIT_WRONG_USAGE;
  }
  /* Checked before an hour of listening, not after it. */
  if (!own_name_is_free(work->name, arguments) ||
      !preset_bundle_directory(arguments, work->name, directory) ||
      !preset_bundle_allowed(directory, arguments->given[OPTION_FORCE])) {
    return EXIT_FILE_FAILED;
  }
  work->host = host_open(arguments->bundle);
  if (!work->host) {
    return EXIT_FILE_FAILED;
  }
  const Jobs jobs = {.count = work->n_files,
                     .at_once = arguments->jobs,
                     .what = "Listening",
                     .run = hear,
                     .name = file_of,
                     .user = work,
                     .result_size = sizeof(SongBalance)};
  JobResults results;
  jobs_run(&jobs, &results);
  const bool fine =
      !interrupt_pending() && results.fine && results.result &&
      learn(work, (const SongBalance *)(const void *)results.result, results.fine, directory);
  jobs_free(&results);
  host_close(work->host);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}

static int run(const Arguments *arguments)
{
  Work work = {.arguments = arguments, .n_files = arguments->n_files - 1};
  if (!check_usage(&work)) {
    return EXIT_WRONG_USAGE;
  }
  work.given_weight = calloc((size_t)work.n_files, sizeof *work.given_weight);
  if (!work.given_weight) {
    message_error("memory", "not enough; close other programs");
    return EXIT_FILE_FAILED;
  }
  const int exit_code = run_work(&work);
  free(work.given_weight);
  return exit_code;
}

const Command command_profile = {
    .name = "profile",
    .operands = "NAME FILE...",
    .summary = "Learn the balance of finished songs and write a preset that aims at it.",
    .details =
        "The preset is a bundle in ~/.lv2, or the directory that -o names. Every LV2 host\n"
        "lists it, and --profile NAME takes it. Fewer songs make wider zones. Beside songs of\n"
        "others, N songs of one artist (by their tags) count together as the square root of N.\n"
        "--match aims at exactly one reference. A file that cannot be heard is named; the\n"
        "others count.",
    .min_files = 2,
    .max_files = -1,
    .takes = TAKES(OPTION_WEIGHT) | TAKES(OPTION_BLEND) | TAKES(OPTION_MATCH) |
             TAKES(OPTION_OUTPUT) | TAKES(OPTION_FORCE) | TAKES(OPTION_JOBS) | TAKES(OPTION_JSON) |
             TAKES(OPTION_BUNDLE),
    .run = run,
};
