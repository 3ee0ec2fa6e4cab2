/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of album.h: the aim. The album is heard as one long song: what was heard of the songs is
 * averaged, weighted by how long each was heard, whatever its loudness, and the network is asked
 * about the mean. That gives the change of each band that the album wants. A song's own wish comes
 * from the album's probabilities and the song's levels. It may differ from the album's by
 * ALBUM_NEAR_DB, because differences between the songs of a record are mostly intended.
 */
#include <math.h>
#include <string.h>

#include "dsp/band_solver.h"
#include "model/target.h"
#include "plugin/curve.h"
#include "ui/cli/album/album.h"

/* From a flat curve, three rounds leave an error below 0.001 dB. A round is cheap. */
enum { SOLVER_ROUNDS = 6 };

static bool has_music(const AlbumSong *song)
{
  return song->fine && song->heard.memory.listened_s[0] > 0.0;
}

static double total_of(const double *energy, int n)
{
  double sum = 0.0;
  for (int i = 0; i < n; ++i) {
    sum += energy[i];
  }
  return sum > 0.0 ? sum : 1.0;
}

/* Adds a part of each number. */
static void add_part(float *to, const double *from, int n, double part)
{
  for (int i = 0; i < n; ++i) {
    to[i] = (float)((double)to[i] + part * from[i]);
  }
}

static void add_spectrum(Spectrum *to, const Memory *memory, double part)
{
  add_part(to->energy, memory->point_energy, GRID_POINTS, part);
  add_part(to->moment, memory->point_moment, GRID_POINTS, part);
}

static void decide(const Album *album, Decision *decision)
{
  Prediction answer;
  HeardMeans heard;
  decision_reset(decision);
  for (int i = 0; i < album->n_songs; ++i) {
    if (has_music(&album->song[i])) {
      decision->listened_s += album->song[i].heard.memory.listened_s[0];
    }
  }
  for (int i = 0; i < album->n_songs; ++i) {
    const Memory *memory = &album->song[i].heard.memory;
    if (has_music(&album->song[i])) {
      const double part = memory->listened_s[0] / decision->listened_s;
      add_spectrum(&decision->spectrum, memory, part / total_of(memory->point_energy, GRID_POINTS));
      add_part((float *)&decision->figures, memory->figures, FIGURE_COUNT, part);
      decision->n_hops += memory->n_hops[0];
      decision->is_answered |= memory->is_answered[0] > 0.5;
    }
  }
  if (decision->is_answered) {
    decision_heard(decision, &heard);
    classifier_ask(&heard, &answer);
    decision_take_answer(decision, &answer);
  }
}

/* The album's decision with one song's levels. */
static Decision decide_for_song(const Decision *album, const Memory *memory)
{
  Decision decision = *album;
  memset(&decision.spectrum, 0, sizeof decision.spectrum);
  add_spectrum(&decision.spectrum, memory, 1.0);
  return decision;
}

static double match_db(const Memory *memory, const BandSolver *solver)
{
  LoudnessSpread spread;
  memcpy(spread.count, memory->loudness_count, sizeof spread.count);
  memcpy(spread.power, memory->loudness_power, sizeof spread.power);
  return loudness_spread_match_db(&spread, solver->reached_db, solver->loudness_change_db);
}

static void solve_curve(AlbumSong *song)
{
  BandSolver solver;
  Spectrum heard = {{0.0f}, {0.0f}};
  Memory *memory = &song->heard.memory;
  add_spectrum(&heard, memory, 1.0);
  band_solver_init(&solver, song->heard.info.samplerate);
  for (int i = 0; i < SOLVER_ROUNDS; ++i) {
    band_solver_solve(&solver, song->change_db, &heard);
  }
  memcpy(memory->section_db, solver.section_gain_db, sizeof memory->section_db);
  memory->match_db[0] = match_db(memory, &solver);
}

/* The song starts with its curve, and stays there. */
static void stand_on_curve(AlbumSong *song)
{
  Memory *memory = &song->heard.memory;
  memcpy(memory->wanted_db, song->change_db, sizeof memory->wanted_db);
  memcpy(memory->section_to_db, memory->section_db, sizeof memory->section_to_db);
  memory->match_to_db[0] = memory->match_db[0];
  memory->makeup_db[0] = memory->match_db[0];
  memory->peak_in[0] = memory->peak_wet[0] = memory->peak_out[0] = 0.0;
}

static double *change_of(AlbumSong *song)
{
  return song->change_db;
}

static double *sections_of(AlbumSong *song)
{
  return song->heard.memory.section_db;
}

static double *match_of(AlbumSong *song)
{
  return song->heard.memory.match_db;
}

static void put_curves(Album *album)
{
  for (int i = 0; i < album->n_songs; ++i) {
    if (album->song[i].fine) {
      solve_curve(&album->song[i]);
    }
  }
  album_share(album, sections_of, BAND_COUNT);
  album_share(album, match_of, 1);
  for (int i = 0; i < album->n_songs; ++i) {
    stand_on_curve(&album->song[i]);
  }
}

/* Toward genres: stores the album's wish in album->wanted_db and each song's in its change_db. */
static void wish_by_genre(Album *album, const Decision *decision)
{
  const TargetSettings settings = curve_target_settings(album->control, NULL);
  Target target;
  target_find(&target, decision, &settings);
  memcpy(album->wanted_db, target.wanted_db, sizeof album->wanted_db);
  for (int i = 0; i < album->n_songs; ++i) {
    AlbumSong *song = &album->song[i];
    Target own = target;
    if (has_music(song)) {
      const Decision with_levels = decide_for_song(decision, &song->heard.memory);
      target_find(&own, &with_levels, &settings);
    }
    memcpy(song->change_db, own.wanted_db, sizeof song->change_db);
  }
}

/* Toward an own profile, which only the plugin knows: a song's wish is that of the plugin, and
 * the album's wish is their mean. */
static void wish_by_profile(Album *album, const Decision *decision)
{
  memset(album->wanted_db, 0, sizeof album->wanted_db);
  for (int i = 0; i < album->n_songs; ++i) {
    const Memory *memory = &album->song[i].heard.memory;
    for (int band = 0; band < BAND_COUNT && has_music(&album->song[i]); ++band) {
      album->wanted_db[band] +=
          memory->wanted_db[band] * memory->listened_s[0] / decision->listened_s;
    }
  }
  for (int i = 0; i < album->n_songs; ++i) {
    AlbumSong *song = &album->song[i];
    memcpy(song->change_db, has_music(song) ? song->heard.memory.wanted_db : album->wanted_db,
           sizeof song->change_db);
  }
}

void album_aim(Album *album)
{
  Decision decision;
  decide(album, &decision);
  album->is_answered = decision.is_answered;
  memcpy(album->probability, decision.probability, sizeof album->probability);
  album->label = GENRE_UNSURE;
  for (int i = 0; i < GENRE_COUNT; ++i) {
    album->label = decision.probability[i] >= LABEL_PROBABILITY ? i : album->label;
  }
  if ((int)album->control[CONTROL_GENRE] == GENRE_VALUE_OWN) {
    wish_by_profile(album, &decision);
  } else {
    wish_by_genre(album, &decision);
  }
  for (int i = 0; i < album->n_songs; ++i) {
    AlbumSong *song = &album->song[i];
    for (int band = 0; band < BAND_COUNT; ++band) {
      const double off_db = song->change_db[band] - album->wanted_db[band];
      song->change_db[band] =
          album->wanted_db[band] + fmin(ALBUM_NEAR_DB, fmax(-ALBUM_NEAR_DB, off_db));
    }
  }
  album_share(album, change_of, BAND_COUNT);
  put_curves(album);
}

static double *own_gain_of(AlbumSong *song)
{
  return &song->own_gain_db;
}

/* The plugin applies all gains by its output gain, which has a range. */
static void keep_in_range(Album *album)
{
  const ControlInfo *range = &control_info[CONTROL_OUTPUT_GAIN];
  for (int i = 0; i < album->n_songs; ++i) {
    const double db = album->song[i].own_gain_db + (double)album->control[CONTROL_OUTPUT_GAIN];
    const double raised_db = fmax(album->common_gain_db, (double)range->minimum - db);
    album->common_gain_db = fmin(raised_db, (double)range->maximum - db);
  }
}

/* Only a gain common to all songs keeps their loudness in relation to each other. So a peak
 * above full scale (or above the song's own) lowers the whole album. */
void album_balance(Album *album)
{
  const bool safe = album->control[CONTROL_PEAK_SAFETY] > 0.0f;
  album->common_gain_db = 0.0;
  for (int i = 0; i < album->n_songs; ++i) {
    AlbumSong *song = &album->song[i];
    const Loudness *before = &song->measured.before;
    const Loudness *after = &song->measured.after;
    const double change_lu = after->integrated_lufs - before->integrated_lufs;
    song->own_gain_db = song->fine && isfinite(change_lu) ? -change_lu : 0.0;
  }
  album_share(album, own_gain_of, 1);
  for (int i = 0; i < album->n_songs; ++i) {
    AlbumSong *song = &album->song[i];
    const Loudness *before = &song->measured.before;
    const Loudness *after = &song->measured.after;
    if (song->fine && safe && isfinite(after->true_peak_dbtp)) {
      const double ceiling_db = fmax(0.0, before->true_peak_dbtp);
      const double peak_db = after->true_peak_dbtp + song->own_gain_db;
      album->common_gain_db = fmin(album->common_gain_db, ceiling_db - peak_db);
    }
  }
  keep_in_range(album);
}
