/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * SOAK_HOURS=N soak: the plugin hears N hours of songs, fades and silence in one run, faster
 * than real time, in Adapt. Each half hour there is a second of faulty sound: full-scale noise,
 * DC, 1e30, NaN. Each hour it relearns a reference song, and must find the curve of the first
 * hour. The test checks every sample and every block: the output is finite and no louder than the
 * curve's impulse response allows, the wish is within the range and the gains are near it, a
 * session saved now would be opened with its curve, memory does not grow, and silence and denormals
 * cost no more than sound. Prints TAP and figures.
 */
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "plugin/engine_internal.h"
#include "tests/support_music.h"
#include "tests/support_process.h"
#include "tests/support_ringing.h"
#include "tests/support_threads.h"

#define RATE_HZ 48000.0
#define LOUDEST_GAIN 4.0 /* 12 dB, whatever the curve */
/* In a block the curve moves by 6 dB/s at most, and the makeup by 12 dB/s (plugin/curve.c). */
#define MOST_GLIDE_DB ((6.0 + 12.0) * BLOCK / RATE_HZ)
#define PEAK_KEPT_A_BLOCK 0.9
#define ROUNDING 1e-6
/* The wish is within the range. The change on the sound of now may pass it while a song changes
 * faster than the curve may glide. */
#define RANGE_TOLERANCE_DB 0.75
#define RECOVERY_DB 3.0
#define WISH_ROUNDING_DB 1e-6

enum { BLOCK = 480, BLOCKS_PER_S = 100, N_SONGS = 6, SONG_S = 40 };

typedef enum { BURST_NOISE, BURST_DC, BURST_HUGE, BURST_NAN, BURST_COUNT } Burst;

typedef struct {
  ThreadsHost *host;
  const Engine *engine;
  Music song[N_SONGS];
  uint32_t seed;
  double frames;
  double largest_gain_db;
  double largest_wish_db;
  double loudest_ratio;
  double closest_ratio; /* of the peak to what the impulse response allows */
  double held_peak;     /* of the input, falling slowly, because filters ring */
  int is_checked;
  int has_solver;
  BandSolver solver; /* as it was at the last hop */
  double section_db[BAND_COUNT];
  double gain_db;  /* behind the sections */
  double n_curves; /* looked at */
  long n_memories, n_bad_memories;
  long n_denormal_ticks;
  long n_bad_samples, n_bad_gains, n_bad_wishes, n_bursts, n_unrecovered;
  double worst_recovery_db;
  double checking_s;  /* time that this block's checks took */
  double seconds[2];  /* of processor time: sound, silence */
  double n_blocks[2]; /* likewise */
  float in[2][BLOCK], out[2][BLOCK];
} Soak;

static int n_told;
static int n_failed;

static void tell(int fine, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  printf("%sok %d - ", fine ? "" : "not ", ++n_told);
  vprintf(format, arguments);
  putchar('\n');
  va_end(arguments);
  n_failed += !fine;
}

static double between(Soak *soak, double low, double high)
{
  soak->seed = soak->seed * 1664525u + 1013904223u;
  return low + (high - low) * (double)(soak->seed >> 8) / 16777216.0;
}

/* Songs of different tone, pace and width, made from the same synthetic music. */
static void compose(Soak *soak)
{
  for (int i = 0; i < N_SONGS; ++i) {
    soak->song[i] = music_make(SONG_S, RATE_HZ / (0.7 + 0.15 * i)); /* another pace */
    music_tilt(&soak->song[i], -0.6 + 0.24 * i);
  }
}

static void check_gain(Soak *soak, double gain_db)
{
  const double range_db = (double)soak->host->control[CONTROL_RANGE];
  soak->largest_gain_db = fmax(soak->largest_gain_db, fabs(gain_db));
  soak->n_bad_gains += !(fabs(gain_db) <= range_db + RANGE_TOLERANCE_DB);
}

/* Reads the meters and the wish. */
static void check_gains(Soak *soak)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double wish_db = fabs(soak->engine->curve.wanted_db[band]);
    check_gain(soak, (double)soak->host->control[CONTROL_GAIN_LOW + band]);
    soak->largest_wish_db = fmax(soak->largest_wish_db, wish_db);
    soak->n_bad_wishes +=
        !(wish_db <= (double)soak->host->control[CONTROL_RANGE] + WISH_ROUNDING_DB);
  }
}

/* --- each sample's gains: sound_path_ramp() as the linker has it (-Wl,--wrap) ----------------- */

static Soak *soaked; /* which has the one sound path there is */

static const Engine *engine_of(const SoundPath *path)
{
  return (const Engine *)(const void *)((const char *)path - offsetof(Engine, path));
}

/* The curve moves on a line from call to call, sample by sample, and never goes beyond either end
 * (tests/test_between_ticks.c). So the gains of each sample lie between those of two calls. Band
 * gains are computed with the spectrum of the last whole hop. */
static void check_curve(Soak *soak, const Engine *engine, const double section_db[BAND_COUNT])
{
  double change_db[BAND_COUNT];
  if (engine->tick == 0) {
    memcpy(&soak->solver, &engine->curve.solver, sizeof soak->solver);
    soak->has_solver = 1;
  }
  const int is_new = memcmp(section_db, soak->section_db, sizeof soak->section_db) != 0;
  memcpy(soak->section_db, section_db, sizeof soak->section_db);
  if (is_new && soak->is_checked && soak->has_solver) {
    band_solver_change(&soak->solver, section_db, change_db);
    for (int band = 0; band < BAND_COUNT; ++band) {
      check_gain(soak, change_db[band]);
    }
    soak->n_curves += 1.0;
  }
}

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker names them so. */
void __real_sound_path_ramp(SoundPath *path, const double section_db[BAND_COUNT], double gain_db,
                            uint32_t n_frames);
void __wrap_sound_path_ramp(SoundPath *path, const double section_db[BAND_COUNT], double gain_db,
                            uint32_t n_frames);

void __wrap_sound_path_ramp(SoundPath *path, const double section_db[BAND_COUNT], double gain_db,
                            uint32_t n_frames)
{
  const double start = seconds_now();
  check_curve(soaked, engine_of(path), section_db);
  soaked->engine = engine_of(path);
  soaked->gain_db = gain_db;
  soaked->n_denormal_ticks += lets_denormals_live();
  soaked->checking_s += seconds_now() - start;
  __real_sound_path_ramp(path, section_db, gain_db, n_frames);
}
/* NOLINTEND(bugprone-reserved-identifier) */

static void check_peak(Soak *soak, double peak_out)
{
  const double at_0_hz = pow(10.0, (soak->section_db[0] + soak->gain_db) / 20.0);
  soak->loudest_ratio = fmax(soak->loudest_ratio, peak_out / (soak->held_peak + ROUNDING));
  soak->n_bad_samples += peak_out > LOUDEST_GAIN * soak->held_peak + ROUNDING;
  if (peak_out > at_0_hz * soak->held_peak) { /* no curve allows less */
    const double largest = largest_peak(soak->section_db, RATE_HZ, BLOCK, PEAK_KEPT_A_BLOCK);
    const double gain = pow(10.0, (soak->gain_db + MOST_GLIDE_DB) / 20.0);
    const double allowed = largest * gain * soak->held_peak + ROUNDING;
    soak->closest_ratio = fmax(soak->closest_ratio, peak_out / allowed);
    soak->n_bad_samples += peak_out > allowed;
  }
}

/* A saved session is opened with its curve, unless that is taken for damaged. */
static void check_memory(Soak *soak)
{
  Memory memory;
  engine_memory(soak->engine, &memory);
  soak->n_bad_memories += !memory_mend(&memory) || memory_mend_curve(&memory) != NULL;
  ++soak->n_memories;
}

/* Checks every sample: finite, and no louder than the input of a moment before allows. */
static void check_samples(Soak *soak)
{
  double peak_in = 0.0;
  double peak_out = 0.0;
  int all_numbers = 1;
  for (int channel = 0; channel < 2; ++channel) {
    for (int i = 0; i < BLOCK; ++i) {
      all_numbers &= isfinite(soak->out[channel][i]) != 0;
      peak_in = fmax(peak_in, fabs((double)soak->in[channel][i]));
      peak_out = fmax(peak_out, fabs((double)soak->out[channel][i]));
    }
  }
  soak->held_peak = fmax(peak_in, PEAK_KEPT_A_BLOCK * soak->held_peak);
  soak->n_bad_samples += !all_numbers;
  check_peak(soak, peak_out);
}

static void run_block(Soak *soak, int is_silence, int is_checked)
{
  float *sound[2] = {soak->out[0], soak->out[1]};
  memcpy(soak->out, soak->in, sizeof soak->out);
  soak->is_checked = is_checked;
  const double start = seconds_now();
  soak->checking_s = 0.0;
  threads_host_run(soak->host, sound, BLOCK);
  soak->seconds[is_silence] += seconds_now() - start - soak->checking_s;
  soak->n_blocks[is_silence] += 1.0;
  soak->frames += BLOCK;
  if (fmod(soak->frames, RATE_HZ) == 0.0) {
    check_memory(soak);
  }
  if (is_checked) {
    check_samples(soak);
    check_gains(soak);
  }
}

/* Plays a part of a song with a fader that glides from one gain to another. */
static void play(Soak *soak, const Music *song, double seconds, double from, double to,
                 int is_checked)
{
  const long n_blocks = (long)(seconds * BLOCKS_PER_S);
  uint32_t at = 0;
  for (long block = 0; block < n_blocks; ++block) {
    const float gain = (float)(from + (to - from) * (double)block / (double)n_blocks);
    for (int channel = 0; channel < 2; ++channel) {
      for (uint32_t i = 0; i < BLOCK; ++i) {
        soak->in[channel][i] = gain * song->channel[channel][at + i];
      }
    }
    at = at + 2 * BLOCK <= song->n_frames ? at + BLOCK : 0;
    run_block(soak, 0, is_checked);
  }
}

static void be_silent(Soak *soak, double seconds)
{
  memset(soak->in, 0, sizeof soak->in);
  for (long block = 0; block < (long)(seconds * BLOCKS_PER_S); ++block) {
    run_block(soak, 1, 1);
  }
}

/* Denormals, in which the tails of other plugins' filters end. */
static void be_denormal(Soak *soak, double seconds)
{
  for (long block = 0; block < (long)(seconds * BLOCKS_PER_S); ++block) {
    for (uint32_t i = 0; i < 2 * BLOCK; ++i) {
      soak->in[i / BLOCK][i % BLOCK] = 1e-39f * (float)music_noise(i + (uint32_t)block * 1000u);
    }
    run_block(soak, 1, 1);
  }
}

static void gains_now(const Soak *soak, double gain_db[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    gain_db[band] = (double)soak->host->control[CONTROL_GAIN_LOW + band];
  }
}

static double farthest(const double a[BAND_COUNT], const double b[BAND_COUNT])
{
  double most = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    most = fmax(most, fabs(a[band] - b[band]));
  }
  return most;
}

/* A second of faulty sound and a second to recover, and then everything is checked again. */
static void burst(Soak *soak, Burst kind)
{
  double before_db[BAND_COUNT], after_db[BAND_COUNT];
  gains_now(soak, before_db);
  for (int block = 0; block < BLOCKS_PER_S; ++block) {
    for (uint32_t i = 0; i < 2 * BLOCK; ++i) {
      const float noise = (float)music_noise(i + (uint32_t)block * 1000u);
      const float sample[BURST_COUNT] = {noise, 1.0f, i % 3 ? 1e30f : -1e30f, NAN};
      soak->in[i / BLOCK][i % BLOCK] = sample[kind];
    }
    run_block(soak, 0, 0);
  }
  const Music *song = &soak->song[soak->n_bursts % N_SONGS];
  const long bad = soak->n_bad_samples;
  play(soak, song, 1.0, 0.5, 0.5, 0);
  soak->held_peak = 0.5;
  play(soak, song, 2.0, 0.5, 0.5, 1);
  gains_now(soak, after_db);
  const double moved_db = farthest(before_db, after_db);
  soak->worst_recovery_db = fmax(soak->worst_recovery_db, moved_db);
  /* 4 s at 0.5 dB/s, and half as much again if the neighbours move a band the same way. */
  soak->n_unrecovered += soak->n_bad_samples > bad || !(moved_db <= RECOVERY_DB);
  ++soak->n_bursts;
}

static void live_half_an_hour(Soak *soak)
{
  const double until = soak->frames + 1800.0 * RATE_HZ;
  while (soak->frames < until) {
    const Music *song = &soak->song[(int)between(soak, 0.0, N_SONGS - 0.001)];
    const double gain = pow(10.0, between(soak, -1.5, 0.0));
    soak->host->control[CONTROL_MATCH] = between(soak, 0.0, 1.0) < 0.5 ? 0.0f : 100.0f;
    play(soak, song, between(soak, 20.0, 240.0), gain, gain, 1);
    play(soak, song, between(soak, 1.0, 15.0), gain, between(soak, 0.0, 1.0) < 0.5 ? 0.0 : 1e-7, 1);
    be_silent(soak, between(soak, 0.0, 1.0) < 0.1 ? 300.0 : between(soak, 0.0, 8.0));
    be_denormal(soak, between(soak, 0.0, 10.0));
  }
}

/* Relearns, plays the reference, and returns the curve. It starts on a full second of the
 * control grid, so that the hops hold the same samples each time. */
static void hear_reference(Soak *soak, double gain_db[BAND_COUNT])
{
  be_silent(soak, 2.0);
  while (fmod(soak->frames, RATE_HZ) != 0.0) {
    be_silent(soak, 0.01);
  }
  soak->host->control[CONTROL_RELEARN] = 1.0f;
  be_silent(soak, 0.5);
  soak->host->control[CONTROL_RELEARN] = 0.0f;
  soak->host->control[CONTROL_GLIDE] = 1.0f;
  soak->host->control[CONTROL_MATCH] = 100.0f;
  play(soak, &soak->song[2], 60.0, 0.7, 0.7, 1);
  soak->host->control[CONTROL_GLIDE] = control_info[CONTROL_GLIDE].default_value;
  gains_now(soak, gain_db);
}

static void report(const Soak *soak, double drift_db, double grown_kb)
{
  const double hours = soak->frames / RATE_HZ / 3600.0;
  const double cost[2] = {soak->seconds[0] / soak->n_blocks[0],
                          soak->seconds[1] / soak->n_blocks[1]};
  tell(soak->n_bad_samples == 0,
       "%.2f hours soaked, %.0f frames (2^32 = 4294967296): every sample a number and within its "
       "bound; loudest %.2f times the input; at most %.3f of what the impulse response allows",
       hours, soak->frames, soak->loudest_ratio, soak->closest_ratio);
  const double range_db = (double)soak->host->control[CONTROL_RANGE];
  tell(soak->n_bad_wishes == 0 && soak->largest_wish_db > 0.0,
       "wishes within the range: largest %.2f dB of %g dB", soak->largest_wish_db, range_db);
  tell(
      soak->n_bad_gains == 0 && soak->n_curves > 0.0,
      "gains within %g dB of the range at every sample (%.0f curves, and between): largest %.2f dB "
      "of %g dB",
      RANGE_TOLERANCE_DB, soak->n_curves, soak->largest_gain_db, range_db);
  tell(soak->n_bad_memories == 0,
       "a session saved in any of %ld seconds would be opened with its curve, but for %ld",
       soak->n_memories, soak->n_bad_memories);
  tell(soak->n_unrecovered == 0,
       "%ld seconds of noise, DC, 1e30, NaN: recovered within 1 s, gains moved by up to %.2f dB",
       soak->n_bursts, soak->worst_recovery_db);
  tell(drift_db < 0.05,
       "no drift: a reference song's curve differs from the first hour's by %.4f dB", drift_db);
  tell(grown_kb <= 256.0, "memory grown by %.0f kB since the first hour", grown_kb);
  tell(cost[1] < 2.0 * cost[0] && soak->n_denormal_ticks == 0,
       "silence and denormals cost %.2f of sound (%.1f ns a frame); flushed but in %ld ticks",
       cost[1] / cost[0], 1e9 * cost[0] / BLOCK, soak->n_denormal_ticks);
}

int main(void)
{
  static Soak soak = {.seed = 1};
  const char *wanted = getenv("SOAK_HOURS");
  const double hours = wanted ? strtod(wanted, NULL) : 1.0;
  double first_db[BAND_COUNT], now_db[BAND_COUNT];
  double drift_db = 0.0;
  soaked = &soak;
  soak.host = threads_host_new(lv2_descriptor(0), RATE_HZ, THREADS_INSIDE_RUN, false);
  compose(&soak);
  play(&soak, &soak.song[0], 1.0, 0.5, 0.5, 1); /* the grid is counted from here */
  hear_reference(&soak, first_db);
  long pages = resident_pages();
  for (int half = 0; soak.frames < hours * 3600.0 * RATE_HZ; ++half) {
    live_half_an_hour(&soak);
    burst(&soak, (Burst)(half % BURST_COUNT));
    if (half % 2 == 1) {
      hear_reference(&soak, now_db);
      drift_db = fmax(drift_db, farthest(first_db, now_db));
    }
    if (half == 1) {
      pages = resident_pages();
    }
  }
  report(&soak, drift_db,
         (double)(resident_pages() - pages) * (double)sysconf(_SC_PAGESIZE) / 1024.0);
  printf("1..%d\n", n_told);
  threads_host_free(soak.host);
  for (int i = 0; i < N_SONGS; ++i) {
    music_free(&soak.song[i]);
  }
  return n_failed > 0;
}
