/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/demo/bad_room.h"

#include "dsp/band_solver.h"
#include "dsp/equalizer.h"

const double bad_room_db[BAND_COUNT] = {-5.0, 2.5, 5.0, 2.5, -5.0};

/* Newton's method has converged after so many rounds of the solver. */
enum { SOLVER_ROUNDS = 8 };

typedef struct {
  Equalizer equalizer;
  AudioOutput *output;
} Room;

static void set_up(Equalizer *equalizer, const Memory *heard, double rate_hz)
{
  BandSolver solver;
  Spectrum spectrum;
  for (int point = 0; point < GRID_POINTS; ++point) {
    spectrum.energy[point] = (float)heard->point_energy[point];
    spectrum.moment[point] = (float)heard->point_moment[point];
  }
  band_solver_init(&solver, rate_hz);
  for (int i = 0; i < SOLVER_ROUNDS; ++i) {
    band_solver_solve(&solver, bad_room_db, &spectrum);
  }
  equalizer_init(equalizer, rate_hz);
  const double gain_db = -solver.loudness_change_db - BAD_ROOM_HEADROOM_DB;
  double section_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    section_db[band] = solver.section_gain_db[band] + gain_db;
  }
  equalizer_jump(equalizer, section_db);
}

static bool write_block(void *user, AudioInput *song, uint32_t n_frames)
{
  Room *room = (Room *)user;
  equalizer_process(&room->equalizer, (const float *const *)song->channel, song->channel,
                    song->info.channels, n_frames);
  return audio_output_write(room->output, song, n_frames);
}

bool bad_room_write(AudioInput *song, const Memory *heard, const char *path)
{
  const AudioTarget target = {
      .path = path, .format = BAD_ROOM_FORMAT, .overwrite = true, .dither = true};
  Room room = {.output = audio_output_open(&target, song)};
  if (!room.output) {
    return false;
  }
  set_up(&room.equalizer, heard, song->info.samplerate);
  if (!song_play_through(song, "Mixing", write_block, &room)) {
    audio_output_drop(room.output);
    return false;
  }
  return audio_output_keep(room.output);
}
