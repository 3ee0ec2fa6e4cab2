/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/hearing.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* A spectrum of each kind is taken every so many ticks. The long ones are in other ticks than the
   short ones. */
#define TICKS_PER_FRAME (TICKS_PER_HOP / FRAMES_PER_HOP)
#define TICKS_PER_LOOK (TICKS_PER_HOP / LOOKS_PER_HOP)
#define FIRST_LOOK_TICK (TICKS_PER_LOOK / 2 + TICKS_PER_FRAME / 2)

/* So long, and so far below the music (-38 dB), is a pause. Where a song stopped in noise of
   -70 dBFS, the hop of the stop alone changed the answer on 20 of 73 songs to another genre. */
#define PAUSE_TICKS TICKS_PER_FRAME
#define PAUSE_LEVEL 0.0126F

/* The steps from the music before a silence of a second to what follows are none. Where a click or
   a knock followed, they changed the answer by up to 0.9. */
#define PAUSE_HOPS HOPS_PER_SECOND

/* The assumed mean frequency of the energy above HEARD_TOP_HZ. */
#define CENTRE_ABOVE_HZ 12500.0F

void hearing_init(Hearing *hearing, double rate_hz)
{
  hearing->kernels = kernels_best();
  ear_init(&hearing->ear, rate_hz);
  harmony_init(&hearing->harmony);
  crossover_init(&hearing->crossover, rate_hz, hearing->ear.long_rate_hz);
  hearing_clear(hearing);
}

void hearing_start_afresh(Hearing *hearing)
{
  gate_reset(&hearing->gate);
  movement_clear(&hearing->movement);
  harmony_clear(&hearing->harmony);
}

void hearing_clear(Hearing *hearing)
{
  crossover_clear(&hearing->crossover);
  ear_clear(&hearing->ear);
  memset(&hearing->hop, 0, sizeof hearing->hop);
  memset(hearing->look, 0, sizeof hearing->look);
  hearing->is_silent = false;
  hearing->quiet = LEAST_SOUND;
  hearing->silent_ticks = 0;
  hearing->pauses = false;
  hearing_start_afresh(hearing);
}

/* Samples that may be heard: `from`, or where it holds others, a copy without them. */
static const float *sane_samples(const Hearing *hearing, const float *from, uint32_t n_frames,
                                 float copy[EAR_MAX_FRAMES])
{
  if (hearing->kernels->all_within(from, n_frames, ABSURD_SAMPLE)) {
    return from;
  }
  for (uint32_t i = 0; i < n_frames; ++i) {
    copy[i] = fabsf(from[i]) <= ABSURD_SAMPLE ? from[i] : 0.0f; /* NaN is none */
  }
  return copy;
}

void hearing_process(Hearing *hearing, const float *const *in, int n_channels, uint32_t n_frames)
{
  float left[EAR_MAX_FRAMES];
  float right[EAR_MAX_FRAMES];
  float *const halved[2] = {left, right};
  for (uint32_t done = 0; done < n_frames;) {
    const uint32_t n = n_frames - done < EAR_MAX_FRAMES ? n_frames - done : EAR_MAX_FRAMES;
    const float *const sound[2] = {sane_samples(hearing, in[0] + done, n, left),
                                   sane_samples(hearing, in[n_channels - 1] + done, n, right)};
    const uint32_t last = n > 0 ? n - 1 : 0;
    hearing->is_silent =
        fabsf(sound[0][last]) <= hearing->quiet && fabsf(sound[1][last]) <= hearing->quiet;
    crossover_process(&hearing->crossover, STREAM_FULL, sound, n);
    const uint32_t n_low = ear_process(&hearing->ear, sound, halved, n);
    crossover_process(&hearing->crossover, STREAM_LOW, (const float *const *)halved, n_low);
    done += n;
  }
}

void hearing_look(Hearing *hearing, int tick)
{
  hearing->silent_ticks = hearing->is_silent ? hearing->silent_ticks + 1 : 0;
  hearing->pauses |= hearing->silent_ticks >= PAUSE_TICKS;
  if (tick % TICKS_PER_FRAME == 0) {
    const int frame = (tick / TICKS_PER_FRAME + FRAMES_PER_HOP - 1) % FRAMES_PER_HOP;
    ear_frame(&hearing->ear, hearing->frame[frame]);
  }
  /* In three ticks: together they take 17 us. */
  Harmony *look = &hearing->look[tick / TICKS_PER_LOOK];
  if (tick % TICKS_PER_LOOK == FIRST_LOOK_TICK) {
    ear_look(&hearing->ear, hearing->fine_power);
  } else if (tick % TICKS_PER_LOOK == FIRST_LOOK_TICK + 1) {
    harmony_add(&hearing->harmony, hearing->fine_power, look);
  } else if (tick % TICKS_PER_LOOK == FIRST_LOOK_TICK + 2) {
    harmony_add_pitch(&hearing->harmony, look);
  }
}

static void find_part_energies(Hearing *hearing, float energy[PART_COUNT])
{
  for (int part = 0; part < HEARD_PARTS; ++part) {
    energy[part] = 0.0f;
    for (int f = 0; f < FRAMES_PER_HOP; ++f) {
      energy[part] += hearing->frame[f][part] / FRAMES_PER_HOP;
    }
  }
}

void hearing_end_hop(Hearing *hearing)
{
  HeardHop *hop = &hearing->hop;
  float energy[CROSSOVER_BANDS];
  hop->pauses = hearing->pauses;
  hearing->pauses = false;
  hearing->quiet = fmaxf(LEAST_SOUND, PAUSE_LEVEL * (float)sqrt(hearing->gate.power));
  crossover_take(&hearing->crossover, energy);
  memcpy(hop->band_energy, energy, sizeof hop->band_energy);
  find_part_energies(hearing, hop->part_energy);
  hop->part_energy[HEARD_PARTS] = energy[CROSSOVER_ABOVE];
  subband_energies(hop->part_energy, hop->subband_energy);
  ear_take_spectrum(&hearing->ear, &hop->spectrum);
  hop->spectrum.energy[HEARD_POINTS] = hop->part_energy[HEARD_PARTS];
  hop->spectrum.moment[HEARD_POINTS] = hop->part_energy[HEARD_PARTS] * CENTRE_ABOVE_HZ;
}

static void find_harmony(const Hearing *hearing, Harmony *harmony)
{
  float *to = (float *)harmony;
  for (size_t i = 0; i < sizeof *harmony / sizeof *to; ++i) {
    to[i] = 0.0f;
    for (int look = 0; look < LOOKS_PER_HOP; ++look) {
      to[i] += ((const float *)&hearing->look[look])[i] / LOOKS_PER_HOP;
    }
  }
}

bool hearing_find_figures(Hearing *hearing)
{
  HeardHop *hop = &hearing->hop;
  double power = 0.0;
  for (int band = 0; band < BAND_COUNT && !hop->pauses; ++band) {
    power += (double)hop->band_energy[band];
  }
  const GateState gate = gate_judge(&hearing->gate, hop->subband_energy, power);
  hop->n_silent = gate == GATE_SILENT ? hop->n_silent + (hop->n_silent < INT_MAX) : 0;
  if (gate <= GATE_CLOSED) {
    if (hop->n_silent >= PAUSE_HOPS) {
      hearing->movement.n_in_row = 0;
    }
    return false;
  }
  hop->begins = gate == GATE_BEGINS;
  if (hop->begins) {
    movement_clear(&hearing->movement);
  }
  hop->n_before = hearing->movement.n_in_row;
  movement_add(&hearing->movement, (const float(*)[HEARD_PARTS])hearing->frame,
               &hop->figures.movement);
  find_harmony(hearing, &hop->figures.harmony);
  return true;
}

bool hearing_hear_hop(Hearing *hearing, const float *const *in, int n_channels, uint32_t n_frames)
{
  uint32_t done = 0;
  for (int tick = 0; tick < TICKS_PER_HOP; ++tick) {
    const uint32_t end = (uint32_t)((uint64_t)(tick + 1) * n_frames / TICKS_PER_HOP);
    const float *const from[2] = {in[0] + done, in[n_channels - 1] + done};
    hearing_process(hearing, from, n_channels, end - done);
    hearing_look(hearing, (tick + 1) % TICKS_PER_HOP);
    done = end;
  }
  hearing_end_hop(hearing);
  return hearing_find_figures(hearing);
}
