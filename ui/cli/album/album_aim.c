/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of album.h: the aim. The album is heard as one long song: the songs' probabilities and
 * balances are averaged, weighted by how long they were heard, whatever their loudness. That
 * gives the change of each band that the album wants. A song's own wish comes from the
 * album's probabilities and the song's levels. It may differ from the album's by
 * ALBUM_NEAR_DB, because differences between the songs of a record are mostly intended.
 */
#include <math.h>
#include <string.h>

#include "dsp/band_solver.h"
#include "model/target.h"
#include "ui/cli/album/album.h"

/* From a flat curve, three rounds leave an error below 0.001 dB. A round is cheap. */
enum { SOLVER_ROUNDS = 6 };

static bool has_music(const AlbumSong *song)
{
  return song->fine && song->heard.memory.listened_s[0] > 0.0;
}

static double total_energy(const Memory *memory)
{
  double sum = 0.0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    sum += memory->energy[i];
  }
  return sum > 0.0 ? sum : 1.0;
}

static void decide(const Album *album, Decision *decision)
{
  double energy[SUBBAND_COUNT] = {0.0};
  double total_s = 0.0;
  decision_reset(decision);
  for (int i = 0; i < album->n_songs; ++i) {
    if (has_music(&album->song[i])) {
      total_s += album->song[i].heard.memory.listened_s[0];
    }
  }
  if (total_s <= 0.0) {
    return;
  }
  memset(decision->mean_probability, 0, sizeof decision->mean_probability);
  decision->familiarity = 0.0;
  for (int i = 0; i < album->n_songs; ++i) {
    const Memory *memory = &album->song[i].heard.memory;
    const double weight = has_music(&album->song[i]) ? memory->listened_s[0] / total_s : 0.0;
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      decision->mean_probability[genre] += weight * memory->probability[genre];
    }
    for (int band = 0; band < BAND_COUNT; ++band) {
      decision->balance_db[band] += weight * memory->balance_db[band];
    }
    for (int k = 0; k < SUBBAND_COUNT; ++k) {
      energy[k] += weight * memory->energy[k] / total_energy(memory);
    }
    decision->familiarity += weight * memory->familiarity[0];
    decision->n_predictions += weight > 0.0 ? memory->n_predictions[0] : 0.0;
    decision->n_hops += weight > 0.0 ? memory->n_hops[0] : 0.0;
  }
  for (int k = 0; k < SUBBAND_COUNT; ++k) {
    decision->energy[k] = (float)energy[k];
  }
  decision->listened_s = total_s;
  decision_firm_up(decision);
}

/* The album's decision with one song's levels. */
static Decision decide_for_song(const Decision *album, const Memory *memory)
{
  Decision decision = *album;
  for (int k = 0; k < SUBBAND_COUNT; ++k) {
    decision.energy[k] = (float)memory->energy[k];
  }
  return decision;
}

static double gate_effect_lu(const Memory *memory, const BandSolver *solver)
{
  LoudnessSpread spread;
  memcpy(spread.count, memory->loudness_count, sizeof spread.count);
  memcpy(spread.power, memory->loudness_power, sizeof spread.power);
  return loudness_spread_gate_lu(&spread, solver->reached_db);
}

static void solve_curve(AlbumSong *song)
{
  BandSolver solver;
  float energy[SUBBAND_COUNT];
  Memory *memory = &song->heard.memory;
  for (int k = 0; k < SUBBAND_COUNT; ++k) {
    energy[k] = (float)memory->energy[k];
  }
  band_solver_init(&solver, song->heard.info.samplerate);
  SubbandShape shape;
  memcpy(shape.lag, memory->shape, sizeof shape.lag);
  for (int i = 0; i < SOLVER_ROUNDS; ++i) {
    band_solver_solve(&solver, song->change_db, energy, &shape);
  }
  memcpy(memory->section_db, solver.section_gain_db, sizeof memory->section_db);
  memory->match_db[0] = -(solver.loudness_change_db + gate_effect_lu(memory, &solver));
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

/* Toward genres: stores the album's wish in album->aim_db and each song's in its change_db. */
static void wish_by_genre(Album *album, const Decision *decision)
{
  const int genre = genre_of_value((int)album->control[CONTROL_GENRE]);
  const double amount = (double)album->control[CONTROL_AMOUNT] / 100.0;
  const double range_db = (double)album->control[CONTROL_RANGE];
  Target target;
  target_find(&target, decision, genre, amount, range_db);
  memcpy(album->aim_db, target.wanted_db, sizeof album->aim_db);
  for (int i = 0; i < album->n_songs; ++i) {
    AlbumSong *song = &album->song[i];
    Target own = target;
    if (has_music(song)) {
      const Decision with_levels = decide_for_song(decision, &song->heard.memory);
      target_find(&own, &with_levels, genre, amount, range_db);
    }
    memcpy(song->change_db, own.wanted_db, sizeof song->change_db);
  }
}

/* Toward an own profile, which only the plugin knows: a song's wish is that of the plugin, and
 * the album's wish is their mean. */
static void wish_by_profile(Album *album, const Decision *decision)
{
  memset(album->aim_db, 0, sizeof album->aim_db);
  for (int i = 0; i < album->n_songs; ++i) {
    const Memory *memory = &album->song[i].heard.memory;
    for (int band = 0; band < BAND_COUNT && has_music(&album->song[i]); ++band) {
      album->aim_db[band] += memory->wanted_db[band] * memory->listened_s[0] / decision->listened_s;
    }
  }
  for (int i = 0; i < album->n_songs; ++i) {
    AlbumSong *song = &album->song[i];
    memcpy(song->change_db, has_music(song) ? song->heard.memory.wanted_db : album->aim_db,
           sizeof song->change_db);
  }
}

void album_aim(Album *album)
{
  Decision decision;
  decide(album, &decision);
  memcpy(album->probability, decision.probability, sizeof album->probability);
  album->label = GENRE_UNSURE;
  for (int i = 0; i < GENRE_COUNT; ++i) {
    album->label = decision.probability[i] >= 0.5 ? i : album->label;
  }
  if ((int)album->control[CONTROL_GENRE] == GENRE_VALUE_OWN) {
    wish_by_profile(album, &decision);
  } else {
    wish_by_genre(album, &decision);
  }
  for (int i = 0; i < album->n_songs; ++i) {
    AlbumSong *song = &album->song[i];
    for (int band = 0; band < BAND_COUNT; ++band) {
      const double off_db = song->change_db[band] - album->aim_db[band];
      song->change_db[band] =
          album->aim_db[band] + fmin(ALBUM_NEAR_DB, fmax(-ALBUM_NEAR_DB, off_db));
    }
  }
  album_share(album, change_of, BAND_COUNT);
  put_curves(album);
}

static double *own_gain_of(AlbumSong *song)
{
  return &song->own_gain_db;
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
}
